// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A reference hands nothing over.
#include <tether/pyclass.hpp>

struct Point {
    Point() = default;
    Point(const Point&) = delete;
    Point& operator=(const Point&) = delete;
};

template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<>{.name = "Point", .holder = tether::Holder::unique};

inline Point only;
Point& get() { return only; }

#ifdef TETHER_EXPECT_ERROR
Point& give() { return only; }
#else
Point* give() { return new Point; }
#endif

TETHER_MODULE(geometry, m) {
    m.add_class<Point>();
    m.add_function<
        "get()", give,
        tether::returns::
            take_ownership>(); //~ error: tether: returns::take_ownership: only a pointer hands its object over.
}
