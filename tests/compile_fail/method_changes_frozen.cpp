// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Nothing changes a frozen class.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
    const int fixed = 1;
    int get() const { return x; }
    void set(int value) { x = value; }
    void both(int a, int b) { x = a + b; }
    int rvalue() && { return x; }
};
template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point", .frozen = true};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Point> = tether::members(tether::method<"set(value)", &Point::set>());
#else
template <>
inline constexpr auto tether::pymethods<Point> = tether::members(tether::method<"get()", &Point::get>());
#endif

TETHER_MODULE(geometry, m) {
    m.add_class<
        Point>(); //~ error: tether: a frozen class is never changed: take const T&, a const member function, or leave out .frozen.
}
