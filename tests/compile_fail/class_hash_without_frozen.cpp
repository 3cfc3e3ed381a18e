// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A hash needs equality, and values that stay.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
    bool operator==(const Point&) const = default;
    bool operator<(const Point& other) const { return x < other.x; }
};
template <> struct std::hash<Point> {
    std::size_t operator()(const Point& p) const { return static_cast<std::size_t>(p.x); }
};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point", .eq = true, .hash = true};
#else
template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<>{.name = "Point", .eq = true, .frozen = true, .hash = true};
#endif

TETHER_MODULE(geometry, m) {
    m.add_class<
        Point>(); //~ error: tether: .hash needs .eq and .frozen: equal objects must have the same hash for ever.
}
