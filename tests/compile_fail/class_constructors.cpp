// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// There is an end to the number of constructors.
#include <tether/pyclass.hpp>

struct Point {
    template <class... A> explicit Point(A... /*a*/) {}
};

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};
template <>
inline constexpr auto tether::pymethods<Point> = tether::members(
    tether::init<"()">(), tether::init<"(a)", int>(), tether::init<"(a, b)", int, int>(),
    tether::init<"(a, b, c)", int, int, int>(), tether::init<"(a, b, c, d)", int, int, int, int>(),
    tether::init<"(a, b, c, d, e)", int, int, int, int, int>(),
    tether::init<"(a, b, c, d, e, f)", int, int, int, int, int, int>(),
    tether::init<"(a, b, c, d, e, f, g)", int, int, int, int, int, int, int>(),
    tether::init<"(a, b, c, d, e, f, g, h)", int, int, int, int, int, int, int, int>(),
    tether::init<"(a, b, c, d, e, f, g, h, i)", int, int, int, int, int, int, int, int, int>(),
    tether::init<"(a, b, c, d, e, f, g, h, i, j)", int, int, int, int, int, int, int, int, int, int>(),
    tether::init<"(a, b, c, d, e, f, g, h, i, j, k)", int, int, int, int, int, int, int, int, int, int,
                 int>(),
    tether::init<"(a, b, c, d, e, f, g, h, i, j, k, l)", int, int, int, int, int, int, int, int, int, int,
                 int, int>(),
    tether::init<"(a, b, c, d, e, f, g, h, i, j, k, l, m)", int, int, int, int, int, int, int, int, int, int,
                 int, int, int>(),
    tether::init<"(a, b, c, d, e, f, g, h, i, j, k, l, m, n)", int, int, int, int, int, int, int, int, int,
                 int, int, int, int, int>(),
    tether::init<"(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o)", int, int, int, int, int, int, int, int, int,
                 int, int, int, int, int, int>()
#ifdef TETHER_EXPECT_ERROR
        ,
    tether::init<"(*, z)", double>()
#endif
);

TETHER_MODULE(geometry, m) {
    m.add_class<Point>(); //~ error: tether: a class has at most 16 constructors.
}
