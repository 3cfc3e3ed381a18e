// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A function has no instance that could own what it returns.
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
        "get()", get,
        tether::returns::
            reference>(); //~ error: tether: returns::reference: what owns the result is the instance of a method.
#else
    m.add_function<"get()", get, tether::returns::permanent>();
#endif
}
