// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What a special method takes besides the instance: one argument, or two.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
};

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"__pow__(a, b, c)", [](const Point&, int, int, int) { return 0; }>());
//~ error: tether: this special method takes one argument besides the instance, or two.
#else
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"__pow__(other, modulo)", [](const Point&, int, int) { return 0; }>());
#endif

TETHER_MODULE(geometry, m) { m.add_class<Point>(); }
