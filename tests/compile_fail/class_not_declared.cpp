// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What is added was declared.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
    bool operator==(const Point&) const = default;
    bool operator<(const Point& other) const { return x < other.x; }
};

#ifdef TETHER_EXPECT_ERROR

#else
template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};
#endif

TETHER_MODULE(geometry, m) {
    m.add_class<
        Point>(); //~ error: tether: T is not declared as a class. Write `template <> inline constexpr auto tether::pyclass<T> = tether::Class<>{.name = "T"};` before its first use.
}
