// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Variants of classes, of every kind of alternative; for test_variants.py.
#include <tether/convert.hpp>
#include <tether/pyclass/variant.hpp>

#include <cmath>

namespace figures {

using tether::Py;
using tether::PyAny;

/// How many values live, whatever Python thinks of their objects.
inline int alive = 0;
/// How many were copied, and how many moved.
inline int copies = 0;

struct Circle {
    double radius = 0;
};

/// Neither an aggregate nor trivial; without a default constructor.
struct Polygon {
    std::vector<std::pair<double, double>> points;

    explicit Polygon(std::vector<std::pair<double, double>> the_points) : points(std::move(the_points)) {
        if (points.size() < 3) throw std::invalid_argument("a polygon has three points or more");
        ++alive;
    }
    Polygon(const Polygon& other) : points(other.points) { ++alive, ++copies; }
    Polygon(Polygon&& other) noexcept : points(std::move(other.points)) { ++alive; }
    ~Polygon() { --alive; }
    Polygon& operator=(const Polygon&) = default;
    Polygon& operator=(Polygon&&) = default;
    bool operator==(const Polygon& other) const { return points == other.points; }
};

struct Nothing {};

using Shape = std::variant<Circle, Polygon, Nothing>;

double area(const Shape& shape) {
    if (const auto* const circle = std::get_if<Circle>(&shape)) return 3 * circle->radius * circle->radius;
    return static_cast<double>(shape.index());
}

/// One that holds Python objects.
struct Leaf {
    Py<PyAny> value;
};
struct Pair {
    Py<PyAny> left, right;
};
using Tree = std::variant<Leaf, Pair>;

/// Compared and hashed as a whole; over-aligned.
struct alignas(64) Meter {
    double value = 0;
    bool operator==(const Meter&) const = default;
};
struct Mile {
    double value = 0;
    bool operator==(const Mile&) const = default;
};
using Length = std::variant<Meter, Mile>;

/// Throws when it is copied, which leaves a variant without a value.
struct Fragile {
    int value = 0;
    Fragile() = default;
    Fragile(const Fragile& /*other*/) { throw std::runtime_error("no copy"); }
    Fragile(Fragile&&) noexcept = default;
    Fragile& operator=(const Fragile&) = default;
};
struct Other {};
using Risky = std::variant<Fragile, Other>;

/// Never added to a module.
struct Lost {};
using Unknown = std::variant<Lost>;

} // namespace figures

template <> struct std::hash<figures::Length> {
    std::size_t operator()(const figures::Length& length) const noexcept {
        return std::visit([](const auto& held) { return static_cast<std::size_t>(held.value); }, length);
    }
};

using namespace tether;
using namespace figures;

template <>
inline constexpr auto tether::pyclass<Shape> =
    Class<>{.name = "Shape", .doc = "Something flat.", .frozen = true, .weakref = true};
template <>
inline constexpr auto tether::pyclass<Circle> =
    Class<Shape>{.name = "Circle", .dataclass = true, .frozen = true, .pickle = true};
template <>
inline constexpr auto tether::pyclass<Polygon> =
    Class<Shape>{.name = "Polygon", .freelist = 2, .frozen = true, .match_args = true};
template <> inline constexpr auto tether::pyclass<Nothing> = Class<Shape>{.name = "Nothing", .frozen = true};

template <>
inline constexpr auto tether::pymethods<Shape> =
    members(method<"area()", &area>(), class_attr<"UNIT", Circle{1}>());
template <>
inline constexpr auto tether::pymethods<Circle> =
    members(field<"radius", &Circle::radius>("From the middle."),
            method<"doubled()", [](const Circle& circle) { return Circle{2 * circle.radius}; }>());
template <>
inline constexpr auto tether::pymethods<Polygon> =
    members(init<"(points)", std::vector<std::pair<double, double>>>(), get<"points", &Polygon::points>(),
            method<"__len__()", [](const Polygon& polygon) { return polygon.points.size(); }>());
template <> inline constexpr auto tether::pymethods<Nothing> = members(init<"()">());

template <>
inline constexpr auto tether::pyclass<Tree> = Class<>{.name = "Tree", .dict = true, .frozen = true};
template <>
inline constexpr auto tether::pyclass<Leaf> = Class<Tree>{.name = "Leaf", .dataclass = true, .frozen = true};
template <>
inline constexpr auto tether::pyclass<Pair> = Class<Tree>{.name = "Pair", .dataclass = true, .frozen = true};
template <> inline constexpr auto tether::pymethods<Tree> = members();
template <> inline constexpr auto tether::pymethods<Leaf> = members(field<"value", &Leaf::value>);
template <>
inline constexpr auto tether::pymethods<Pair> =
    members(field<"left", &Pair::left>, field<"right", &Pair::right>);

template <>
inline constexpr auto tether::pyclass<Length> =
    Class<>{.name = "Length", .eq = true, .frozen = true, .hash = true};
template <> inline constexpr auto tether::pyclass<Meter> = Class<Length>{.name = "Meter", .frozen = true};
template <> inline constexpr auto tether::pyclass<Mile> = Class<Length>{.name = "Mile", .frozen = true};
template <> inline constexpr auto tether::pymethods<Meter> = members(init<"(value)", double>());
template <> inline constexpr auto tether::pymethods<Mile> = members(init<"(value)", double>());

template <> inline constexpr auto tether::pyclass<Risky> = Class<>{.name = "Risky", .frozen = true};
template <> inline constexpr auto tether::pyclass<Fragile> = Class<Risky>{.name = "Fragile", .frozen = true};
template <>
inline constexpr auto tether::pyclass<figures::Other> = Class<Risky>{.name = "Other", .frozen = true};
template <> inline constexpr auto tether::pymethods<Fragile> = members(init<"()">());

template <> inline constexpr auto tether::pyclass<Unknown> = Class<>{.name = "Unknown", .frozen = true};
template <> inline constexpr auto tether::pyclass<Lost> = Class<Unknown>{.name = "Lost", .frozen = true};

TETHER_MODULE(variants, m, .gil_used = false) {
    m.add_class<Shape>().add_class<Tree>().add_class<Length>().add_class<Risky>();
    m.add("SMALL", Shape(Circle{0.5}));
    m.add_function<"alive()", [] { return alive; }>();
    m.add_function<"copies()", [] { return copies; }>();
    m.add_function<"index(shape)", [](const Shape& shape) { return shape.index(); }>();
    m.add_function<"radius(circle)", [](const Circle& circle) { return circle.radius; }>();
    m.add_function<"same(shape)", [](Shape shape) { return shape; }>();
    m.add_function<"all(shapes)", [](std::vector<Shape> shapes) { return shapes; }>();
    m.add_function<"maybe(shape=None)", [](std::optional<Shape> shape) { return shape; }>();
    m.add_function<"same_address(a, b)",
                   [](const Shape& a, const Circle& b) { return std::get_if<Circle>(&a) == &b; }>();
    m.add_function<"aligned(meter)",
                   [](const Meter& meter) { return reinterpret_cast<std::uintptr_t>(&meter) % 64; }>();
    m.add_function<"create(radius)", [](Python py, double radius) {
        return Bound<Shape>::create(py, std::in_place_type<Circle>, Circle{radius});
    }>();
    m.add_function<"nothing_held()", [] {
        Risky risky{figures::Other{}};
        const Fragile fragile;
        try {
            risky.emplace<Fragile>(fragile);
        } catch (const std::runtime_error&) {
        }
        return risky;
    }>();
    m.add_function<"lost()", [] { return Unknown(Lost{}); }>();
}
