// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// [types]
#include <tether/pyclass/variant.hpp>

struct Circle {
    double radius;
};
struct Square {
    double side;
};
struct Nothing {};

using Shape = std::variant<Circle, Square, Nothing>;

double area(const Shape& shape) {
    if (const auto* const circle = std::get_if<Circle>(&shape)) return 3.14 * circle->radius * circle->radius;
    if (const auto* const square = std::get_if<Square>(&shape)) return square->side * square->side;
    return 0;
}
// [/types]

using namespace tether;

// [classes]
template <>
inline constexpr auto tether::pyclass<Shape> = Class<>{.name = "Shape", .frozen = true, .weakref = true};
template <>
inline constexpr auto tether::pyclass<Circle> =
    Class<Shape>{.name = "Circle", .dataclass = true, .frozen = true};
template <>
inline constexpr auto tether::pyclass<Square> =
    Class<Shape>{.name = "Square", .dataclass = true, .frozen = true};
template <> inline constexpr auto tether::pyclass<Nothing> = Class<Shape>{.name = "Nothing", .frozen = true};

template <> inline constexpr auto tether::pymethods<Shape> = members(method<"area()", area>());
template <> inline constexpr auto tether::pymethods<Circle> = members(field<"radius", &Circle::radius>);
template <> inline constexpr auto tether::pymethods<Square> = members(field<"side", &Square::side>);
template <> inline constexpr auto tether::pymethods<Nothing> = members(init<"()">());

TETHER_MODULE(figures, m) {
    m.add_class<Shape>(); // and with it its alternatives
    m.add_function<"larger(shape)", [](const Shape& shape) -> Shape {
        if (const auto* const circle = std::get_if<Circle>(&shape)) return Circle{2 * circle->radius};
        return shape;
    }>();
}
// [/classes]
