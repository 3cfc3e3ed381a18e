// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The option ord needs an operator.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
    bool operator==(const Point&) const = default;
};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point", .eq = true, .ord = true};
#else
template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point", .eq = true};
#endif

TETHER_MODULE(geometry, m) {
    m.add_class<
        Point>(); //~ error: tether: .ord needs operator<=> or operator< of the class, for const objects.
}
