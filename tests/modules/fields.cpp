// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Fields and what classes get from them; for test_fields.py.
#include <tether/convert/memory.hpp>
#include <tether/pyclass.hpp>

namespace shapes {

struct Point {
    double x = 0, y = 0;
    bool operator==(const Point&) const = default;
};

/// Everything that fields give at once.
struct Card {
    std::string first_name;
    int age = 18;
    std::optional<std::string> note;
};

struct Frozen {
    int a = 0;
    std::string b;
};

/// Neither default constructible nor assignable.
struct Pair {
    const int first;
    const std::string second;
    explicit Pair(int a, std::string b) : first(a), second(std::move(b)) {}
};

struct Fixed {
    const int first;
    const std::string second;
};

struct Mixed {
    int shown = 1;
    int settable = 2;
    int hidden = 3;
};

struct Renamed {
    int first_value = 1;
    int HTTPCode = 2;
};

/// Any object, compared as Python does.
struct Box {
    tether::Py<tether::PyAny> content;
};

struct Counter {
    int count = 0;
    explicit Counter(int start) : count(start) {}
    int state() const { return count; }
};

/// Says itself what the option would.
struct Custom {
    int a = 0;
};

struct WithDict {
    int a = 0;
};

/// A base that is no dataclass. Its operator knows nothing of what derived classes add.
struct Creature {
    std::string name;
    int legs = 4;
    bool operator==(const Creature&) const = default;
    int count_legs() const { return legs; }
};

struct Pet : Creature {
    std::string owner = "nobody";
};

/// Equal by its own operator.
struct Champion : Pet {
    int titles = 0;
    bool operator==(const Champion& other) const { return titles == other.titles; }
};

struct Centaur : virtual Creature {
    int arms = 2;
};

/// Made of all members at once, those of the base in front.
struct Labelled : Fixed {
    const std::string label;
};

/// Says nothing of pickle, and its base does.
struct Guest : Card {
    std::string room = "a room with a view, and a long description of it";
};

struct Reader {
    int read = 1;
    int shared = 2;
    virtual ~Reader() = default;
};
struct Writer {
    int written = 3;
    virtual ~Writer() = default;
};
struct File : Reader, Writer {
    int opened = 4;
};

} // namespace shapes

using namespace tether;
using namespace shapes;

template <>
inline constexpr auto tether::pyclass<Point> = Class<>{.name = "Point",
                                                       .get_all = true,
                                                       .match_args = true,
                                                       .new_from_fields = true,
                                                       .pickle = true,
                                                       .set_all = true};
template <>
inline constexpr auto tether::pyclass<Card> =
    Class<>{.name = "Card", .dataclass = true, .doc = "A card.", .pickle = true, .subclass = true};
template <>
inline constexpr auto tether::pyclass<Frozen> =
    Class<>{.name = "Frozen", .dataclass = true, .frozen = true, .generic = true};
template <>
inline constexpr auto tether::pyclass<Pair> =
    Class<>{.name = "Pair", .frozen = true, .match_args = true, .pickle = true};
template <>
inline constexpr auto tether::pyclass<Fixed> =
    Class<>{.name = "Fixed", .frozen = true, .get_all = true, .new_from_fields = true, .subclass = true};
template <> inline constexpr auto tether::pyclass<Mixed> = Class<>{.name = "Mixed"};
template <>
inline constexpr auto tether::pyclass<Renamed> =
    Class<>{.name = "Renamed", .dataclass = true, .rename_all = RenameRule::camel_case};
template <>
inline constexpr auto tether::pyclass<Box> = Class<>{.name = "Box", .dataclass = true, .pickle = true};
template <> inline constexpr auto tether::pyclass<Counter> = Class<>{.name = "Counter", .subclass = true};
template <> inline constexpr auto tether::pyclass<Custom> = Class<>{.name = "Custom", .dataclass = true};
template <>
inline constexpr auto tether::pyclass<WithDict> =
    Class<>{.name = "WithDict", .dataclass = true, .dict = true, .pickle = true};
template <> inline constexpr auto tether::pyclass<Creature> = Class<>{.name = "Creature", .subclass = true};
template <>
inline constexpr auto tether::pyclass<Pet> =
    Class<Creature>{.name = "Pet", .dataclass = true, .pickle = true, .subclass = true};
template <>
inline constexpr auto tether::pyclass<Champion> =
    Class<Pet>{.name = "Champion", .dataclass = true, .pickle = true};
template <>
inline constexpr auto tether::pyclass<Centaur> =
    Class<Creature>{.name = "Centaur", .dataclass = true, .pickle = true};
template <>
inline constexpr auto tether::pyclass<Labelled> =
    Class<Fixed>{.name = "Labelled", .dataclass = true, .frozen = true, .pickle = true};
template <> inline constexpr auto tether::pyclass<Guest> = Class<Card>{.name = "Guest", .subclass = true};
template <>
inline constexpr auto tether::pyclass<Reader> =
    Class<>{.name = "Reader", .holder = Holder::unique, .subclass = true};
template <>
inline constexpr auto tether::pyclass<Writer> =
    Class<>{.name = "Writer", .holder = Holder::unique, .subclass = true};
template <>
inline constexpr auto tether::pyclass<File> = Class<Bases<Reader, Writer>>{
    .name = "File", .dataclass = true, .holder = Holder::unique, .match_args = true, .pickle = true};

template <>
inline constexpr auto tether::pymethods<Point> =
    members(field<"x", &Point::x>("The abscissa."), field<"y", &Point::y>.or_default());
template <>
inline constexpr auto tether::pymethods<Card> =
    members(field<"first_name", &Card::first_name>, field<"age", &Card::age>.or_default(),
            field<"note", &Card::note>.or_default());
template <>
inline constexpr auto tether::pymethods<Frozen> =
    members(field<"a", &Frozen::a>, field<"b", &Frozen::b>.or_default());
template <>
inline constexpr auto tether::pymethods<Pair> =
    members(init<"(first, second, /)", int, std::string>(), get<"first", &Pair::first>(),
            get<"second", &Pair::second>());
template <>
inline constexpr auto tether::pymethods<Fixed> =
    members(field<"first", &Fixed::first>, field<"second", &Fixed::second>);
template <>
inline constexpr auto tether::pymethods<Mixed> =
    members(init<"()">(), field<"shown", &Mixed::shown>.readable(),
            field<"settable", &Mixed::settable>.writable(), field<"hidden", &Mixed::hidden>);
template <>
inline constexpr auto tether::pymethods<Renamed> =
    members(field<"first_value", &Renamed::first_value>.or_default(),
            field<"HTTPCode", &Renamed::HTTPCode>.or_default());
template <> inline constexpr auto tether::pymethods<Box> = members(field<"content", &Box::content>);
template <>
inline constexpr auto tether::pymethods<Counter> =
    members(init<"(start)", int>(), get_set<"count", &Counter::count>(),
            pickle<&Counter::state, [](int count) { return Counter(count); }>());
template <>
inline constexpr auto tether::pymethods<WithDict> = members(field<"a", &WithDict::a>.or_default());

template <>
inline constexpr auto tether::pymethods<Creature> =
    members(init<"(name)", std::string>(), field<"name", &Creature::name>.readable(),
            get_set<"legs", &Creature::legs>(), method<"count_legs()", &Creature::count_legs>());
template <> inline constexpr auto tether::pymethods<Pet> = members(field<"owner", &Pet::owner>);
template <>
inline constexpr auto tether::pymethods<Champion> =
    members(field<"titles", &Champion::titles>.or_default(), field<"owner", &Champion::owner>.or_default());
template <> inline constexpr auto tether::pymethods<Centaur> = members(field<"arms", &Centaur::arms>);
template <> inline constexpr auto tether::pymethods<Labelled> = members(field<"label", &Labelled::label>);
template <>
inline constexpr auto tether::pymethods<Guest> = members(init<"()">(), get<"room", &Guest::room>());
template <>
inline constexpr auto tether::pymethods<Reader> =
    members(init<"()">(), get_set<"read", &Reader::read>(), field<"shared", &Reader::shared>);
template <>
inline constexpr auto tether::pymethods<Writer> =
    members(init<"()">(), get_set<"written", &Writer::written>());
template <> inline constexpr auto tether::pymethods<File> = members(field<"opened", &File::opened>);

template <>
inline constexpr auto tether::pymethods<Custom> =
    members(field<"a", &Custom::a>, method<"__repr__()", [](const Custom&) { return "custom"; }>(),
            method<"__replace__()", [](const Custom&) { return 5; }>());

TETHER_MODULE(fields, m, .gil_used = false) {
    m.add_class<Point>()
        .add_class<Card>()
        .add_class<Frozen>()
        .add_class<shapes::Pair>()
        .add_class<Fixed>()
        .add_class<Mixed>()
        .add_class<Renamed>()
        .add_class<Box>()
        .add_class<Counter>()
        .add_class<WithDict>()
        .add_class<Custom>();
    m.add_class<Creature>().add_class<Pet>().add_class<Champion>().add_class<Centaur>();
    m.add_class<Labelled>().add_class<Guest>();
    m.add_class<Reader>().add_class<Writer>().add_class<File>();
}
