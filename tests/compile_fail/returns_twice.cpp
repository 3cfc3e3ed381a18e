// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// One policy says it.
#include <tether/pyclass.hpp>

struct Point {
    double x = 0;
};

template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<>{.name = "Point", .holder = tether::Holder::reference};

Point origin;
Point& get() { return origin; }

TETHER_MODULE(points, m) {
#ifdef TETHER_EXPECT_ERROR
    m.add_function<
        "get()", get, tether::returns::permanent,
        tether::returns::copy>(); //~ error: tether: a function has one returns::... option, not several.
#else
    m.add_function<"get()", get, tether::returns::permanent>();
#endif
}
