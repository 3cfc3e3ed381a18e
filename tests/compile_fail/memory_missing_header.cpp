// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Shared ownership has a header of its own.
#include <tether/pyclass.hpp>

#ifndef TETHER_EXPECT_ERROR
#include <tether/convert/memory.hpp>
#endif

struct Point {
    double x = 0;
};

template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<>{.name = "Point", .holder = tether::Holder::shared};

TETHER_MODULE(points, m) {
    m.add_class<Point>(); //~ error: tether: Holder::shared: include <tether/convert/memory.hpp>
}
