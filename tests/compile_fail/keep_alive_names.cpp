// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The names of an edge are those of the call.
#include <tether/pyclass.hpp>

struct Point {
    double x = 0;
};

template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<>{.name = "Point", .holder = tether::Holder::reference};

Point get(const tether::PyAny&) { return {}; }

TETHER_MODULE(points, m) {
#ifdef TETHER_EXPECT_ERROR
    m.add_function<
        "get(owner)", get,
        tether::keep_alive<
            "return",
            "other">>(); //~ error: tether: keep_alive: the names are "self", "return" and those of parameters.
#else
    m.add_function<"get(owner)", get, tether::keep_alive<"return", "owner">>();
#endif
}
