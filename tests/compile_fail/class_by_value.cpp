// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A parameter by value needs copies.
#include <tether/pyclass.hpp>

struct Point {
    Point() = default;
    Point(const Point&) = delete;
    Point& operator=(const Point&) = delete;
    int x = 0;
};
template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};

#ifdef TETHER_EXPECT_ERROR
int f(Point p) { return p.x; }
#else
int f(const Point& p) { return p.x; }
#endif

TETHER_MODULE(geometry, m) {
    m.add_function<
        "f(p)",
        f>(); //~ error: tether: a parameter by value takes a copy, and this class has none to give. Take const T& or T&.
}
