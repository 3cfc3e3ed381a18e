// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Nothing of a frozen class can be set.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
};

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point", .frozen = true};
#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Point> = tether::members(tether::field<"x", &Point::x>.writable());
//~ error: tether: an attribute of a frozen class cannot be set.
#else
template <>
inline constexpr auto tether::pymethods<Point> = tether::members(tether::field<"x", &Point::x>.readable());
#endif

void add(tether::Module& m) { m.add_class<Point>(); }
