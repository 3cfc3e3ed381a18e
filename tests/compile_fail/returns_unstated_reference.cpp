// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A reference does not say who owns what it refers to.
#include <tether/pyclass.hpp>

struct Point {
    double x = 0;
};

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};

Point origin;
Point& get() { return origin; }

TETHER_MODULE(points, m) {
#ifdef TETHER_EXPECT_ERROR
    m.add_function<
        "get()",
        get>(); //~ error: tether: a reference or pointer to a declared class says nothing about who owns it.
#else
    m.add_function<"get()", get, tether::returns::copy>();
#endif
}
