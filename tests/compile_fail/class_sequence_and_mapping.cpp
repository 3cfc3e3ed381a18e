// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A class is one of both.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
    bool operator==(const Point&) const = default;
    bool operator<(const Point& other) const { return x < other.x; }
};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<>{.name = "Point", .mapping = true, .sequence = true};
#else
template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point", .sequence = true};
#endif

TETHER_MODULE(geometry, m) {
    m.add_class<Point>(); //~ error: tether: a class is a sequence or a mapping, not both.
}
