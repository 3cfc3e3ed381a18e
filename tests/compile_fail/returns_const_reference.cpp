// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Python knows no const.
#include <tether/pyclass.hpp>

struct Point {
    double x = 0;
};

template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<>{.name = "Point", .holder = tether::Holder::reference};

Point origin;
const Point& get() { return origin; }

TETHER_MODULE(points, m) {
#ifdef TETHER_EXPECT_ERROR
    m.add_function<"get()", get,
                   tether::returns::
                       permanent>(); //~ error: tether: Python could change what a const reference refers to.
#else
    m.add_function<"get()", get, tether::returns::copy>();
#endif
}
