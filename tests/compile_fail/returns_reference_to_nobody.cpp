// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The owner of a result is a parameter of the function.
#include <tether/pyclass.hpp>

struct Point {
    double x = 0;
};

template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<>{.name = "Point", .holder = tether::Holder::reference};

Point& get(Point& point) { return point; }

TETHER_MODULE(points, m) {
#ifdef TETHER_EXPECT_ERROR
    m.add_function<
        "get(point)", get,
        tether::returns::reference_to<
            "pint">>(); //~ error: tether: returns::reference_to: the signature has no parameter of this name.
#else
    m.add_function<"get(point)", get, tether::returns::reference_to<"point">>();
#endif
}
