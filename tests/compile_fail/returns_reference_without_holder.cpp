// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What is referred to stands outside its instance.
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
        "get()", get,
        tether::returns::permanent>(); //~ error: tether: a class whose values are referred to needs a holder
#else
    m.add_function<"get()", get, tether::returns::copy>();
#endif
}
