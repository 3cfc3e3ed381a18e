// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A constructor is no method.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
};

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"__init__(x)", [](const Point&, int) { return 0; }>());
//~ error: tether: a constructor is declared by init<...>, not as a method.
#else
template <> inline constexpr auto tether::pymethods<Point> = tether::members(tether::init<"(x)", int>());
#endif

TETHER_MODULE(geometry, m) { m.add_class<Point>(); }
