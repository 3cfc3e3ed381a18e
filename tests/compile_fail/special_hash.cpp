// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What `__hash__` gives: an int.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
};

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"__hash__()", [](const Point&) { return 0.5; }>());
//~ error: tether: __hash__ gives an int: return an integer.
#else
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"__hash__()", [](const Point&) { return 2; }>());
#endif

TETHER_MODULE(geometry, m) { m.add_class<Point>(); }
