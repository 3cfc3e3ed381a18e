// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The option hash needs a hash.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
    bool operator==(const Point&) const = default;
};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<>{.name = "Point", .eq = true, .frozen = true, .hash = true};
#else
template <>
inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point", .eq = true, .frozen = true};
#endif

TETHER_MODULE(geometry, m) {
    m.add_class<Point>(); //~ error: tether: .hash needs std::hash of the class.
}
