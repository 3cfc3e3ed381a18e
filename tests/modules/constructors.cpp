// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Constructors chosen by their arguments, factories, deleters, static properties, nested classes; for
// test_constructors.py.
#include <tether/pyclass.hpp>

#include <memory>

namespace made {

using namespace tether;

/// How many values live.
inline int alive = 0;

struct Counted {
    Counted() { ++alive; }
    Counted(const Counted&) { ++alive; }
    Counted& operator=(const Counted&) = default;
    ~Counted() { --alive; }
};

struct Vec : Counted {
    double x = 0, y = 0;
    std::string how;

    Vec() : how("empty") {}
    Vec(double a, double b) : x(a), y(b), how("numbers") {}
    explicit Vec(const std::vector<double>& list) : how("list") {
        if (list.size() != 2) throw std::invalid_argument("a list of two");
        x = list[0], y = list[1];
    }
};

/// One whose body raises TypeError itself: no other constructor is tried.
struct Strict : Counted {
    explicit Strict(int) { throw Raised(PyErr::make<PyTypeError>("from the body")); }
    explicit Strict(const std::string&) {}
};

struct Shape : Counted {
    std::string kind;
};

Shape parse(const std::string& text) {
    if (text.empty()) throw std::invalid_argument("empty");
    Shape shape;
    shape.kind = text;
    return shape;
}

PyResult<Shape> try_parse(const std::vector<std::string>& texts) {
    if (texts.empty()) return PyErr::make<PyKeyError>("nothing");
    return parse(texts[0]);
}

std::unique_ptr<Shape> owned(int number) {
    if (number < 0) return nullptr;
    auto shape = std::make_unique<Shape>();
    shape->kind = std::to_string(number);
    return shape;
}

Shape named(const PyType& cls, double number) {
    Shape shape;
    shape.kind = *cls.name()->extract<std::string>() + std::to_string(static_cast<int>(number));
    return shape;
}

/// Given by a function, and never copied or moved.
struct Immovable : Counted {
    int value;
    explicit Immovable(int v) : value(v) {}
    Immovable(const Immovable&) = delete;
};

/// Always the same object of a name.
struct Symbol : Counted {
    std::string name;
    explicit Symbol(std::string n) : name(std::move(n)) {}
};

struct Deleting {
    std::optional<int> value = 1;
    int other = 2;
    void drop() {
        if (!value) throw std::out_of_range("gone");
        value.reset();
    }
};

inline int shared_count = 3;

struct Static {};
struct StaticChild : Static {};

enum class Mode { fast, safe };

struct Inner {
    int value = 5;
};

struct Deep {};

struct Outer {
    Mode mode = Mode::safe;
};

struct Failing {};

struct Plain {
    int a = 0;
};

} // namespace made

using namespace tether;
using namespace made;

template <>
inline constexpr auto tether::pyclass<Vec> = Class<>{.name = "Vec", .doc = "A vector.", .subclass = true};
template <> inline constexpr auto tether::pyclass<Strict> = Class<>{.name = "Strict"};
template <> inline constexpr auto tether::pyclass<Shape> = Class<>{.name = "Shape", .subclass = true};
template <>
inline constexpr auto tether::pyclass<Immovable> = Class<>{.name = "Immovable", .by_value = false};
template <>
inline constexpr auto tether::pyclass<Symbol> = Class<>{.name = "Symbol", .frozen = true, .subclass = true};
template <> inline constexpr auto tether::pyclass<Deleting> = Class<>{.name = "Deleting"};
template <> inline constexpr auto tether::pyclass<Static> = Class<>{.name = "Static", .subclass = true};
template <>
inline constexpr auto tether::pyclass<StaticChild> = Class<Static>{.name = "StaticChild", .subclass = true};
template <> inline constexpr auto tether::pyclass<Mode> = Class<>{.name = "Mode"};
template <>
inline constexpr auto tether::pyclass<Inner> = Class<>{.name = "Inner", .dataclass = true, .pickle = true};
template <> inline constexpr auto tether::pyclass<Deep> = Class<>{.name = "Deep"};
template <> inline constexpr auto tether::pyclass<Outer> = Class<>{.name = "Outer", .doc = "Has others."};
template <> inline constexpr auto tether::pyclass<Failing> = Class<>{.name = "Failing"};
template <>
inline constexpr auto tether::pyclass<made::Plain> = Class<>{.name = "Plain", .doc = "A plain one."};

namespace made {

Bound<Symbol> symbol(Python py, const std::string& name) {
    auto table = *py.import("constructors")->getattr("TABLE")->extract<Bound<PyDict>>();
    if (auto found = *table.get_item(name)) return *std::move(*found).cast_into<Symbol>();
    auto made = *object<Symbol>::create(py, name);
    table.set_item(name, made).value();
    return made;
}

} // namespace made

template <>
inline constexpr auto tether::pymethods<Vec> =
    members(init<"()">(), init<"(x, y=0.5)", double, double>("Of coordinates.\n\nThey are numbers."),
            init<"(items, /)", const std::vector<double>&>("Of a list."), get<"x", &Vec::x>(),
            get<"y", &Vec::y>(), get<"how", &Vec::how>());
template <>
inline constexpr auto tether::pymethods<Strict> =
    members(init<"(a)", int>(), init<"(a)", const std::string&>());
template <>
inline constexpr auto tether::pymethods<Shape> =
    members(init<"(text)", parse>(), init<"(texts)", try_parse>(), init<"(number)", owned>(),
            init<"(size)", named>("Makes it of a size."), get<"kind", &Shape::kind>());
template <>
inline constexpr auto tether::pymethods<Immovable> =
    members(init<"(value)", [](int value) { return Immovable(value); }>("Stays where it is."),
            get<"value", &Immovable::value>());
template <>
inline constexpr auto tether::pymethods<Symbol> =
    members(init<"(name)", [](const std::string& name) { return symbol(Python::assume_attached(), name); }>(),
            get<"name", &Symbol::name>());
template <>
inline constexpr auto tether::pymethods<Deleting> =
    members(init<"()">(), get<"value", &Deleting::value>("May be deleted."),
            deleter<"value", &Deleting::drop>(), get_set<"other", &Deleting::other>(),
            deleter<"other", [](Deleting& d) { d.other = -1; }>(),
            set<"hidden", [](Deleting& d, int v) { d.other = v; }>("May only be set."),
            deleter<"bare", [](Deleting&) {}>("May only be deleted."));
template <>
inline constexpr auto tether::pymethods<Static> =
    members(init<"()">(),
            static_property<"count", [] { return shared_count; }, [](int value) { shared_count = value; }>(
                "How many."),
            static_property<"label", [](const PyType& cls) { return *cls.name()->extract<std::string>(); }>(),
            class_attr<"plain", 1>());
template <> inline constexpr auto tether::pymethods<StaticChild> = members(init<"()">());
template <>
inline constexpr auto tether::pymethods<Mode> =
    members(enum_value<"FAST", Mode::fast>(), enum_value<"SAFE", Mode::safe>());
template <>
inline constexpr auto tether::pymethods<Inner> =
    members(field<"value", &Inner::value>.or_default(), nested<Deep>());
template <> inline constexpr auto tether::pymethods<Deep> = members(init<"()">());
template <>
inline constexpr auto tether::pymethods<Outer> =
    members(init<"()">(), nested<Inner>(), nested<Mode>(), get_set<"mode", &Outer::mode>(),
            method<"make()", [](const Outer&) { return Inner{9}; }>(),
            class_attr<"DEFAULT", [] { return Inner{7}; }>());
template <>
inline constexpr auto tether::pymethods<Failing> = members(
    class_attr<"fine", 1>(), class_attr<"BAD", []() -> int { throw std::out_of_range("no value"); }>());
template <>
inline constexpr auto tether::pymethods<made::Plain> =
    members(init<"(a=1)", int>("Makes it of a number."), get<"a", &made::Plain::a>());

TETHER_MODULE(constructors, m, .gil_used = false) {
    m.add("TABLE", PyDict::create(m.py()));
    m.add_class<Vec>().add_class<Strict>().add_class<Shape>().add_class<Immovable>().add_class<Symbol>();
    m.add_class<Deleting>().add_class<Static>().add_class<StaticChild>().add_class<Outer>();
    m.add_class<made::Plain>();
    m.add_function<"alive()", [] { return alive; }>();
    m.add_function<"add_failing(m)",
                   [](const PyModule& module) { Module::over(module).add_class<Failing>(); }>();
    m.add_function<"fast(mode)", [](Mode mode) { return mode == Mode::fast; }>();
}
