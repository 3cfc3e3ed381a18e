// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The option eq needs the operator.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
};

#ifdef TETHER_EXPECT_ERROR
template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point", .eq = true};
#else
template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};
#endif

TETHER_MODULE(geometry, m) {
    m.add_class<Point>(); //~ error: tether: .eq needs operator== of the class, for const objects.
}
