// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The names of a format.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
};

#ifdef TETHER_EXPECT_ERROR
template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point", .str = "{y}"};
#else
template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point", .str = "{x}"};
#endif

template <> inline constexpr auto tether::pymethods<Point> = tether::members(tether::get<"x", &Point::x>());

TETHER_MODULE(geometry, m) {
    m.add_class<Point>(); //~ error: tether: .str and .repr can only name attributes that the class declares.
}
