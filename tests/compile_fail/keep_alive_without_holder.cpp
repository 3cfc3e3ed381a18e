// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What keeps another object has a place for it.
#include <tether/pyclass.hpp>

struct Point {
    double x = 0;
};

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};

Point get(const tether::PyAny&) { return {}; }

TETHER_MODULE(points, m) {
#ifdef TETHER_EXPECT_ERROR
    m.add_function<
        "get(owner)", get,
        tether::keep_alive<
            "return",
            "owner">>(); //~ error: tether: keep_alive: what keeps the other alive is of a declared class with a holder.
#else
    m.add_function<"get(owner)", get>();
#endif
}
