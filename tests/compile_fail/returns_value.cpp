// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A policy is for references and pointers.
#include <tether/pyclass.hpp>

struct Point {
    double x = 0;
};

template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<>{.name = "Point", .holder = tether::Holder::reference};

Point get() { return {}; }

TETHER_MODULE(points, m) {
#ifdef TETHER_EXPECT_ERROR
    m.add_function<
        "get()", get,
        tether::returns::
            copy>(); //~ error: tether: returns::...: the result is neither a reference nor a pointer to a declared class.
#else
    m.add_function<"get()", get>();
#endif
}
