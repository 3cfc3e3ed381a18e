// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A field that may be left out is one that the default constructor fills.
#include <tether/pyclass.hpp>

struct Point {
    int x;
    explicit Point(int a) : x(a) {}
};

template <>
inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point", .new_from_fields = true};
#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Point> = tether::members(tether::field<"x", &Point::x>.or_default());
//~ error: tether: or_default() needs a default constructor of the class, and a member that can be assigned.
#else
template <> inline constexpr auto tether::pymethods<Point> = tether::members(tether::field<"x", &Point::x>);
#endif

void add(tether::Module& m) { m.add_class<Point>(); }
