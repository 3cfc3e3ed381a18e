// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A class has one borrow policy.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
    bool operator==(const Point&) const = default;
    bool operator<(const Point& other) const { return x < other.x; }
};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<>{.name = "Point", .frozen = true, .unchecked = true};
#else
template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point", .frozen = true};
#endif

TETHER_MODULE(geometry, m) {
    m.add_class<Point>(); //~ error: tether: a class is one of frozen, locked and unchecked, or none.
}
