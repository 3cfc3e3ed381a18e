// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A const data member cannot be set.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
    const int fixed = 1;
    int get() const { return x; }
    void set(int value) { x = value; }
    void both(int a, int b) { x = a + b; }
    int rvalue() && { return x; }
};
template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Point> = tether::members(tether::get_set<"fixed", &Point::fixed>());
#else
template <>
inline constexpr auto tether::pymethods<Point> = tether::members(tether::get<"fixed", &Point::fixed>());
#endif

TETHER_MODULE(geometry, m) {
    m.add_class<Point>(); //~ error: tether: a const data member cannot be set. Write get instead of get_set.
}
