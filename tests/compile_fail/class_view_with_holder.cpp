// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A Python type makes the objects of a class that derives from it.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
    bool operator==(const Point&) const = default;
    bool operator<(const Point& other) const { return x < other.x; }
};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<tether::PyDict>{.name = "Point", .holder = tether::Holder::unique};
#else
template <> inline constexpr auto tether::pyclass<Point> = tether::Class<tether::PyDict>{.name = "Point"};
#endif

TETHER_MODULE(geometry, m) {
    m.add_class<Point>(); //~ error: tether: a class that derives from a Python type has no .holder.
}
