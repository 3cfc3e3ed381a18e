// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Classes for test_classes.py: declaration, construction, members and the four borrow policies.
#include <tether/pyclass.hpp>

#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

namespace shapes {

struct Point {
    double x = 0;
    double y = 0;

    double norm() const noexcept { return std::hypot(x, y); }
    void scale(double factor) noexcept { x *= factor, y *= factor; }
    void add(Point other) noexcept { x += other.x, y += other.y; }
    void add_shared(const Point& other) noexcept { x += other.x, y += other.y; }
};

struct Frozen {
    std::string name;
    int size;

    Frozen(std::string the_name, int the_size) : name(std::move(the_name)), size(the_size) {
        if (size < 0) throw std::invalid_argument("size must not be negative");
    }
};

/// Counts its instances.
struct Counted {
    static inline int alive = 0;

    explicit Counted(int the_value) : value(the_value) {
        if (the_value < 0) throw std::out_of_range("value is negative");
        ++alive;
    }
    Counted(const Counted& other) : value(other.value) { ++alive; }
    Counted& operator=(const Counted&) = default;
    ~Counted() { --alive; }

    int value;
};

struct Locked {
    int value = 1;
    int get() const { return value; }
    void set(int to) { value = to; }
};

struct Unchecked {
    int value = 1;
};

struct NoConstructor {
    int value = 3;
};

class Private {
  public:
    static constexpr auto pymethods() {
        return tether::members(tether::init<"(secret)", int>(), tether::get<"secret", &Private::secret_>());
    }

    explicit Private(int secret) : secret_(secret) {}

  private:
    int secret_;
};

template <class N> struct Vec {
    N x;
    N twice() const { return static_cast<N>(x * 2); }
};

template <class N> constexpr const char* vec_name = "";
template <> inline constexpr const char* vec_name<int> = "VecInt";
template <> inline constexpr const char* vec_name<double> = "VecDouble";

struct Patched {
    int value;
};

struct NotAdded {};

} // namespace shapes

using namespace shapes;

template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<>{.name = "Point", .doc = "A point.", .subclass = true, .weakref = true};
template <> inline constexpr auto tether::pyclass<Frozen> = tether::Class<>{.name = "Frozen", .frozen = true};
template <>
inline constexpr auto tether::pyclass<Counted> = tether::Class<>{.name = "Counted", .subclass = true};
template <> inline constexpr auto tether::pyclass<Locked> = tether::Class<>{.name = "Locked", .locked = true};
template <>
inline constexpr auto tether::pyclass<Unchecked> = tether::Class<>{.name = "Unchecked", .unchecked = true};
template <> inline constexpr auto tether::pyclass<NoConstructor> = tether::Class<>{.name = "NoConstructor"};
template <>
inline constexpr auto tether::pyclass<Private> = tether::Class<>{.name = "Private", .module = "elsewhere"};
template <class N> inline constexpr auto tether::pyclass<Vec<N>> = tether::Class<>{.name = vec_name<N>};
template <> inline constexpr auto tether::pyclass<Patched> = tether::Class<>{.name = "Patched"};
template <> inline constexpr auto tether::pyclass<NotAdded> = tether::Class<>{.name = "NotAdded"};

template <>
inline constexpr auto tether::pymethods<Point> = tether::members(
    tether::init<"(x=0.0, y=0.0)", double, double>(), //
    tether::get_set<"x", &Point::x>("The abscissa."), //
    tether::get_set<"y", &Point::y>(), tether::get<"length", &Point::norm>("The length, as an attribute."),
    tether::get_set<"both", [](const Point& p) { return p.x == p.y; },
                    [](Point& p, double value) { p.x = p.y = value; }>(),
    tether::class_attr<"ORIGIN", [] { return Point{}; }>(), //
    tether::class_attr<"DIMENSIONS", 2>(),                  //
    tether::method<"norm()", &Point::norm>("Euclidean length."),
    tether::method<"scale(factor, /)", &Point::scale>(), //
    tether::method<"add(other)", &Point::add>(),         //
    tether::method<"add_shared(other)", &Point::add_shared>(),
    tether::method<"moved(dx, dy=0.0, *, back=False)",
                   [](const Point& p, double dx, double dy, bool back) {
                       return back ? Point{p.x - dx, p.y - dy} : Point{p.x + dx, p.y + dy};
                   }>(),
    tether::method<"while_reading(f)",
                   [](const Point& p, const tether::PyAny& f) -> tether::PyResult<double> {
                       TETHER_TRY(f.call());
                       return p.x;
                   }>(),
    tether::method<"while_changing(f)",
                   [](Point& p, const tether::PyAny& f) -> tether::PyResult<double> {
                       TETHER_TRY(f.call());
                       return p.x;
                   }>(),
    tether::method<"itself()",
                   [](const tether::object<Point>& self) { return tether::Bound<Point>(self); }>(),
    tether::method<"by_guard()",
                   [](tether::PyRefMut<Point> self) {
                       self->x += 1;
                       return self->x;
                   }>(),
    tether::static_method<"of(x)", [](double x) { return Point{x, x}; }>(),
    tether::class_method<"made_by(x, /)", [](const tether::PyType& cls, double x) { return cls.call(x); }>());

template <>
inline constexpr auto tether::pymethods<Frozen> =
    tether::members(tether::init<"(name, size=1)", std::string, int>(), tether::get<"name", &Frozen::name>(),
                    tether::get<"size", &Frozen::size>(),
                    tether::method<"joined(other)", [](const Frozen& a, const Frozen& b) {
                        return Frozen(a.name + b.name, a.size);
                    }>());

template <>
inline constexpr auto tether::pymethods<Counted> =
    tether::members(tether::init<"(value)", int>(), tether::get_set<"value", &Counted::value>(),
                    tether::static_method<"alive()", [] { return Counted::alive; }>());

template <>
inline constexpr auto tether::pymethods<Locked> =
    tether::members(tether::init<"()">(), tether::get_set<"value", &Locked::get, &Locked::set>());

template <>
inline constexpr auto tether::pymethods<Unchecked> =
    tether::members(tether::init<"()">(), tether::get_set<"value", &Unchecked::value>(),
                    tether::method<"while_changing(f)", [](Unchecked& self, const tether::PyAny& f) {
                        (void)*f.call();
                        return self.value;
                    }>());

template <>
inline constexpr auto tether::pymethods<NoConstructor> =
    tether::members(tether::get<"value", &NoConstructor::value>(),
                    tether::static_method<"make()", [] { return NoConstructor{}; }>());

template <>
inline constexpr auto tether::pymethods<Patched> =
    tether::members(tether::init<"(value)", int>(), tether::get<"value", &Patched::value>());

template <class N>
inline constexpr auto tether::pymethods<Vec<N>> =
    tether::members(tether::init<"(x)", N>(), tether::method<"twice()", &Vec<N>::twice>());

TETHER_MODULE(classes, m, .gil_used = false) {
    m.add_class<Point>()
        .add_class<Frozen>()
        .add_class<Counted>()
        .add_class<Locked>()
        .add_class<Unchecked>()
        .add_class<NoConstructor>()
        .add_class<Private>()
        .add_class<Patched>()
        .add_class<Vec<int>>()
        .add_class<Vec<double>>()
        .add_function<"distance(a, b)",
                      [](const Point& a, const Point& b) { return std::hypot(a.x - b.x, a.y - b.y); }>()
        .add_function<"swap(a, b)", [](Point& a, Point& b) { std::swap(a, b); }>()
        .add_function<"x_or(p=None)", [](const Point* p) { return p == nullptr ? -1.0 : p->x; }>()
        .add_function<"copy_of(p)", [](Point p) { return p; }>()
        .add_function<"total(points)",
                      [](const std::vector<Point>& points) {
                          double sum = 0;
                          for (const Point& p : points) sum += p.x;
                          return sum;
                      }>()
        .add_function<"points(n)", [](int n) { return std::vector<Point>(static_cast<std::size_t>(n)); }>()
        .add_function<"maybe(give)",
                      [](bool give) { return give ? std::optional(Point{1, 2}) : std::nullopt; }>()
        .add_function<"borrowed(p)", [](const tether::object<Point>& p) { return p.borrow()->x; }>()
        .add_function<"two_guards(p)",
                      [](const tether::object<Point>& p) {
                          auto first = p.borrow_mut();
                          return p.try_borrow().is_err();
                      }>()
        .add_function<"mapped(p)", [](tether::PyRef<Point> p) { return *std::move(p).map(&Point::y); }>()
        .add_function<"frozen_name(f)", [](const tether::object<Frozen>& f) { return f.get().name; }>()
        .add_function<"created()",
                      [](tether::Python py) { return tether::object<Point>::create(py, 7.0, 8.0); }>()
        .add_function<"failing_create()",
                      [](tether::Python py) { return tether::object<Counted>::create(py, -1); }>()
        .add_function<"not_added()", [] { return NotAdded{}; }>()
        .add_function<"kept(p)", [](tether::Py<Point> p) { return p; }>();
}
