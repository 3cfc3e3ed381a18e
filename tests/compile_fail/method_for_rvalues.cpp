// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A method is called on an instance that stays.
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
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"rvalue()", &Point::rvalue>());
#else
template <>
inline constexpr auto tether::pymethods<Point> = tether::members(tether::method<"get()", &Point::get>());
#endif

TETHER_MODULE(geometry, m) {
    m.add_class<
        Point>(); //~ error: tether: a member function for rvalues (&&) or with volatile or ... in its type cannot be a method. Wrap it in a lambda whose first parameter is T& or const T&.
}
