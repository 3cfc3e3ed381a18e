// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A special method gives its own instance by reference, and others by value.
#include <tether/pyclass.hpp>

struct Point {
    Point() = default;
    Point(const Point&) = delete;
    Point(Point&&) = default;
    Point& operator=(Point&&) = default;
};

inline Point another;

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};
#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"__iadd__(by)", [](Point&, int) -> Point& { return another; }>());
#else
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"__add__(by)", [](const Point&, int) { return Point(); }>());
#endif

TETHER_MODULE(geometry, m) {
    m.add_class<Point>(); //~ error: tether: this special method gives *this, or an object by value.
}
