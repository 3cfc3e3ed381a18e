// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// An object on the heap stays there.
#include <tether/pyclass.hpp>

struct Point {
    double x = 0;
};

template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<>{.name = "Point", .holder = tether::Holder::reference};

Point* get() { return new Point; }

TETHER_MODULE(points, m) {
#ifdef TETHER_EXPECT_ERROR
    m.add_function<
        "get()", get,
        tether::returns::
            take_ownership>(); //~ error: tether: returns::take_ownership: add .holder = Holder::unique
#else
    m.add_function<"get()", [] { return Point(); }>();
#endif
}
