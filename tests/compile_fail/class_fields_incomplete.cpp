// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A class without a default constructor is made of all its members.
#include <tether/pyclass.hpp>

struct Point {
    const int x;
    const int y;
    Point(int a, int b) : x(a), y(b) {}
};

template <>
inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point", .new_from_fields = true};
#ifdef TETHER_EXPECT_ERROR
template <> inline constexpr auto tether::pymethods<Point> = tether::members(tether::field<"x", &Point::x>);
//~ error: tether: the class cannot be made of its fields: it has no default constructor, and its members are not just these.
#else
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::field<"x", &Point::x>, tether::field<"y", &Point::y>);
#endif

void add(tether::Module& m) { m.add_class<Point>(); }
