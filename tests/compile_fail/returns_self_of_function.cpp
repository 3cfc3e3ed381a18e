// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A function has no instance to give.
#include <tether/pyclass.hpp>

struct Point {
    Point() = default;
    Point(const Point&) = delete;
    Point& operator=(const Point&) = delete;
};

template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<>{.name = "Point", .holder = tether::Holder::reference};

inline Point only;
Point& get() { return only; }

#ifdef TETHER_EXPECT_ERROR
using stated = tether::returns::self;
#else
using stated = tether::returns::permanent;
#endif

TETHER_MODULE(geometry, m) {
    m.add_class<Point>();
    m.add_function<"get()", get, stated>(); //~ error: tether: returns::self is for methods.
}
