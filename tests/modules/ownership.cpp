// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Classes for test_ownership.py: who owns the C++ object, and what results that are references mean.
#include <tether/convert/memory.hpp>

#include <stdexcept>
#include <string>
#include <vector>

namespace owners {

struct Point {
    static inline int alive = 0;

    double x = 0;
    double y = 0;

    Point() noexcept { ++alive; }
    Point(double the_x, double the_y) noexcept : x(the_x), y(the_y) { ++alive; }
    Point(const Point& other) noexcept : x(other.x), y(other.y) { ++alive; }
    Point& operator=(const Point&) = default;
    ~Point() { --alive; }

    double sum() const { return x + y; }
    Point& move(double by) { return x += by, *this; }
    Point& stray() { return elsewhere; }

    static Point elsewhere;
};

Point Point::elsewhere;

struct Line {
    Point a;
    Point b;

    Point& start() { return a; }
    const Point& first() const { return a; }
    Point* end() { return &b; }
    Point* none() { return nullptr; }
    tether::PyResult<Point*> checked(bool fails) {
        if (fails) return tether::PyErr::make<tether::PyKeyError>("no end");
        return &b;
    }
    void shift(const Point& by) { a.x += by.x, b.x += by.x; }
    void absorb(Point by) { a.x += by.x; }
    void call(const tether::PyAny& callback) { (void)callback().value(); }
};

struct Figure {
    Line line;
    std::vector<Line> lines{Line(), Line()};

    Line& at(std::size_t i) { return lines.at(i); }
};

/// A frozen class may show its parts where these are frozen too.
struct Constant {
    double value = 1;
};
struct Constants {
    Constant pi{3};
    const Constant& get() const { return pi; }
};

struct Node {
    static inline int alive = 0;

    int value;

    explicit Node(int the_value) : value(the_value) {
        if (value < 0) throw std::out_of_range("value is negative");
        ++alive;
    }
    Node(const Node& other) : value(other.value) { ++alive; }
    virtual ~Node() { --alive; }
    virtual std::string kind() const { return "node"; }
};

struct Leaf : Node {
    using Node::Node;
    std::string kind() const override { return "leaf"; }
};

/// Not a declared class.
struct Hidden : Node {
    using Node::Node;
    std::string kind() const override { return "hidden"; }
};

struct Tree {
    std::unique_ptr<Node> root;

    void plant(std::unique_ptr<Node> node) { root = std::move(node); }
    std::unique_ptr<Node> fell() { return std::move(root); }
    Node* look() { return root.get(); }
};

struct Shared : std::enable_shared_from_this<Shared> {
    static inline int alive = 0;

    int value = 0;

    Shared() { ++alive; }
    Shared(const Shared&) = delete;
    virtual ~Shared() { --alive; }

    std::shared_ptr<Shared> me() { return shared_from_this(); }
    long uses() const { return weak_from_this().use_count(); }
};

struct SharedMore : Shared {
    int more = 1;
};

/// The same without identity, and with a part.
struct Loose {
    int value = 1;
    Point point;
};

std::shared_ptr<Shared> kept;
std::shared_ptr<Loose> loose;
std::weak_ptr<Loose> weak;

/// One C++ object is one Python object.
struct Known {
    static inline int alive = 0;

    int value = 0;
    std::vector<std::unique_ptr<Known>> children;

    Known() { ++alive; }
    Known(const Known&) = delete;
    ~Known() { --alive; }

    Known& child(std::size_t i) { return *children.at(i); }
    Known* add() { return children.emplace_back(std::make_unique<Known>()).get(); }
    std::unique_ptr<Known> pop() {
        auto last = std::move(children.at(children.size() - 1));
        children.pop_back();
        return last;
    }
    Known* release() { return pop().release(); }
    Known& self() { return *this; }
};
std::unique_ptr<Known> handed;

struct Immovable {
    int value;

    explicit Immovable(int the_value) : value(the_value) {}
    Immovable(const Immovable&) = delete;
    Immovable& operator=(const Immovable&) = delete;
};

struct alignas(64) Wide {
    double value = 1;

    bool is_aligned() const { return reinterpret_cast<std::uintptr_t>(this) % 64 == 0; }
};
struct WideUnique : Wide {};
struct WideReference : Wide {};

/// Has a part, and can be taken from Python.
struct Crate {
    Point point;
};

struct Registry {
    std::vector<std::string> names;

    void watch(const tether::PyAny& callback) { names.push_back(*callback.repr()->extract<std::string>()); }
};

Point origin(1, 2);

} // namespace owners

using namespace tether;
using namespace owners;

template <>
inline constexpr auto tether::pyclass<Point> =
    Class<>{.name = "Point", .holder = Holder::reference, .subclass = true};
template <>
inline constexpr auto tether::pyclass<Line> =
    Class<>{.name = "Line", .dict = true, .holder = Holder::reference};
template <> inline constexpr auto tether::pyclass<Figure> = Class<>{.name = "Figure"};
template <>
inline constexpr auto tether::pyclass<Constant> =
    Class<>{.name = "Constant", .frozen = true, .holder = Holder::reference};
template <> inline constexpr auto tether::pyclass<Constants> = Class<>{.name = "Constants", .frozen = true};
template <>
inline constexpr auto tether::pyclass<Node> =
    Class<>{.name = "Node", .holder = Holder::unique, .subclass = true};
template <>
inline constexpr auto tether::pyclass<Leaf> = Class<Node>{.name = "Leaf", .holder = Holder::unique};
template <> inline constexpr auto tether::pyclass<Tree> = Class<>{.name = "Tree"};
template <>
inline constexpr auto tether::pyclass<Shared> =
    Class<>{.name = "Shared", .holder = Holder::shared, .identity = true, .subclass = true};
template <>
inline constexpr auto tether::pyclass<SharedMore> =
    Class<Shared>{.name = "SharedMore", .holder = Holder::shared, .identity = true};
template <> inline constexpr auto tether::pyclass<Loose> = Class<>{.name = "Loose", .holder = Holder::shared};
template <>
inline constexpr auto tether::pyclass<Known> =
    Class<>{.name = "Known", .dict = true, .holder = Holder::unique, .identity = true, .weakref = true};
template <>
inline constexpr auto tether::pyclass<Immovable> = Class<>{.name = "Immovable", .holder = Holder::unique};
template <> inline constexpr auto tether::pyclass<Wide> = Class<>{.name = "Wide"};
template <>
inline constexpr auto tether::pyclass<WideUnique> = Class<>{.name = "WideUnique", .holder = Holder::unique};
template <>
inline constexpr auto tether::pyclass<WideReference> =
    Class<>{.name = "WideReference", .holder = Holder::reference};
template <> inline constexpr auto tether::pyclass<Crate> = Class<>{.name = "Crate", .holder = Holder::unique};
template <>
inline constexpr auto tether::pyclass<Registry> = Class<>{.name = "Registry", .holder = Holder::reference};

template <>
inline constexpr auto tether::pymethods<Point> =
    members(init<"(x=0.0, y=0.0)", double, double>(), get_set<"x", &Point::x>(), get_set<"y", &Point::y>(),
            method<"sum()", &Point::sum>(), method<"move(by)", &Point::move, returns::self>(),
            method<"stray()", &Point::stray, returns::self>());
template <>
inline constexpr auto tether::pymethods<Line> = members(
    init<"()">(), get_set<"a", &Line::a>(), get_set<"b", &Line::b>(), get<"copy", &Line::a, returns::copy>(),
    get_set<"pair", &Line::b, returns::copy>(), get<"start", &Line::start, returns::reference>(),
    method<"first()", &Line::first, returns::copy>(), method<"end()", &Line::end, returns::reference>(),
    method<"none()", &Line::none, returns::reference>(),
    method<"none_copied()", &Line::none, returns::copy>(),
    method<"checked(fails=False)", &Line::checked, returns::reference>(), method<"shift(by)", &Line::shift>(),
    method<"absorb(by)", &Line::absorb>(), method<"call(callback)", &Line::call>());
template <>
inline constexpr auto tether::pymethods<Figure> = members(init<"()">(), get_set<"line", &Figure::line>(),
                                                          method<"at(i)", &Figure::at, returns::reference>());
template <> inline constexpr auto tether::pymethods<Constant> = members(get<"value", &Constant::value>());
template <>
inline constexpr auto tether::pymethods<Constants> = members(
    init<"()">(), get<"pi", &Constants::pi>(), method<"get()", &Constants::get, returns::reference>());
template <>
inline constexpr auto tether::pymethods<Node> =
    members(init<"(value)", int>(), get_set<"value", &Node::value>(), method<"kind()", &Node::kind>());
template <>
inline constexpr auto tether::pymethods<Leaf> =
    members(init<"(value)", [](int value) { return std::make_unique<Leaf>(value); }>());
template <>
inline constexpr auto tether::pymethods<Tree> =
    members(init<"()">(), method<"plant(node)", &Tree::plant>(), method<"fell()", &Tree::fell>(),
            method<"look()", &Tree::look, returns::reference>());
template <>
inline constexpr auto tether::pymethods<Shared> =
    members(init<"()">(), get_set<"value", &Shared::value>(), method<"me()", &Shared::me>(),
            get<"uses", &Shared::uses>());
template <>
inline constexpr auto tether::pymethods<SharedMore> =
    members(init<"()">(), get_set<"more", &SharedMore::more>());
template <>
inline constexpr auto tether::pymethods<Loose> =
    members(init<"()", [] { return std::make_shared<Loose>(); }>(), get_set<"value", &Loose::value>(),
            get<"point", &Loose::point>());
template <>
inline constexpr auto tether::pymethods<Known> = members(
    init<"()">(), get_set<"value", &Known::value>(), method<"child(i)", &Known::child, returns::reference>(),
    method<"add()", &Known::add, returns::reference>(), method<"self()", &Known::self, returns::reference>(),
    method<"pop()", &Known::pop>(), method<"release()", &Known::release, returns::take_ownership>());
template <>
inline constexpr auto tether::pymethods<Immovable> = members(
    init<"(value)", [](int value) { return Immovable(value); }>(), get_set<"value", &Immovable::value>());
template <>
inline constexpr auto tether::pymethods<Wide> =
    members(init<"()">(), method<"is_aligned()", &Wide::is_aligned>());
template <>
inline constexpr auto tether::pymethods<WideUnique> =
    members(init<"()">(), method<"is_aligned()", &WideUnique::is_aligned>());
template <>
inline constexpr auto tether::pymethods<WideReference> =
    members(init<"()">(), method<"is_aligned()", &WideReference::is_aligned>());
template <>
inline constexpr auto tether::pymethods<Crate> = members(init<"()">(), get_set<"point", &Crate::point>());
template <>
inline constexpr auto tether::pymethods<Registry> =
    members(init<"()">(), method<"watch(callback)", &Registry::watch, keep_alive<"self", "callback">>(),
            method<"watch_two(a, b=None)", [](Registry&, const PyAny&, const PyAny&) {},
                   keep_alive<"self", "a">, keep_alive<"self", "b">>());

TETHER_MODULE(ownership, m, .gil_used = false) {
#ifdef __cpp_rtti
    m.add("HAS_RTTI", true);
#else
    m.add("HAS_RTTI", false);
#endif
    m.add_class<Point>().add_class<Line>().add_class<Figure>().add_class<Constant>().add_class<Constants>();
    m.add_class<Node>().add_class<Leaf>().add_class<Tree>().add_class<Shared>().add_class<SharedMore>();
    m.add_class<Loose>().add_class<Known>().add_class<Immovable>().add_class<Wide>().add_class<WideUnique>();
    m.add_class<WideReference>().add_class<Registry>().add_class<Crate>();
    m.add_function<"points()", [] { return Point::alive; }>()
        .add_function<"nodes()", [] { return Node::alive; }>()
        .add_function<"shareds()", [] { return Shared::alive; }>()
        .add_function<"pick(line, end=True)",
                      [](Line& line, bool end) -> Point& { return end ? line.b : line.a; },
                      returns::reference_to<"line">>()
        .add_function<"origin()", []() -> Point& { return origin; }, returns::permanent>()
        .add_function<"origin_copy()", []() -> const Point& { return origin; }, returns::copy>()
        .add_function<"bundle(callback)", [](const PyAny&) { return Registry(); },
                      keep_alive<"return", "callback">>()
        .add_function<"make(value)",
                      [](int value) -> std::unique_ptr<Node> {
                          if (value < 0) return nullptr;
                          return std::make_unique<Leaf>(value);
                      }>()
        .add_function<"make_hidden(value)",
                      [](int value) -> std::unique_ptr<Node> { return std::make_unique<Hidden>(value); }>()
        .add_function<"make_many(n)",
                      [](int n) {
                          std::vector<std::unique_ptr<Node>> nodes;
                          for (int i = 0; i < n; ++i) nodes.push_back(std::make_unique<Node>(i));
                          return nodes;
                      }>()
        .add_function<"new_leaf(value)",
                      [](int value) -> Node* { return value < 0 ? nullptr : new Leaf(value); },
                      returns::take_ownership>()
        .add_function<"take(node, n)",
                      [](std::unique_ptr<Node> node, int n) {
                          if (n < 0) throw std::invalid_argument("n is negative");
                          return node != nullptr ? node->value : -1;
                      }>()
        .add_function<"destroy(crate)", [](std::unique_ptr<Crate> crate) { return crate->point.x; }>()
        .add_function<"take_two(a, b)",
                      [](std::unique_ptr<Node> a, std::unique_ptr<Node> b) { return a->value + b->value; }>()
        .add_function<"take_and_read(a, b)", [](std::unique_ptr<Node>, const Node& b) { return b.value; }>()
        .add_function<"keep(shared)", [](const std::shared_ptr<Shared>& shared) { kept = shared; }>()
        .add_function<"kept()", [] { return kept; }>()
        .add_function<"refer_to_kept()", []() -> Shared* { return kept.get(); }, returns::permanent>()
        .add_function<"knowns()", [] { return Known::alive; }>()
        .add_function<"hand(known)", [](std::unique_ptr<Known> known) { handed = std::move(known); }>()
        .add_function<"handed()", []() -> Known* { return handed.get(); }, returns::permanent>()
        .add_function<"hand_back()", [] { return std::move(handed); }>()
        .add_function<"all_kept()", [] { return std::vector<std::shared_ptr<Shared>>{kept, kept}; }>()
        .add_function<"sum(shared)",
                      [](const std::vector<std::shared_ptr<Shared>>& shared) {
                          int sum = 0;
                          for (const auto& each : shared) sum += each != nullptr ? each->value : 100;
                          return sum;
                      }>()
        .add_function<"keep_loose(shared)", [](std::shared_ptr<Loose> shared) { weak = loose = shared; }>()
        .add_function<"loose()", [] { return loose; }>()
        .add_function<"watch_loose(shared)", [](std::shared_ptr<Loose> shared) { weak = shared; }>()
        .add_function<"watched()", [] { return weak.lock(); }>()
        .add_function<"new_loose()", [] { return new Loose; }, returns::take_ownership>()
        .add_function<"unique_loose()", [] { return std::make_unique<Loose>(); }>();
}
