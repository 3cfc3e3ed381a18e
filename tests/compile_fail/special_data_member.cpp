// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Only __iter__ can be a data member.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
};

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Point> = tether::members(tether::method<"__len__()", &Point::x>());
//~ error: tether: of the special methods only __iter__ can be a data member.
#else
template <> inline constexpr auto tether::pymethods<Point> = tether::members(tether::get<"x", &Point::x>());
#endif

TETHER_MODULE(geometry, m) { m.add_class<Point>(); }
