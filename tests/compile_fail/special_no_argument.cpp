// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What a special method takes besides the instance: nothing.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
};

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"__len__(x)", [](const Point&, int) { return 0; }>());
//~ error: tether: this special method takes nothing besides the instance.
#else
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"__len__()", [](const Point&) { return 0; }>());
#endif

TETHER_MODULE(geometry, m) { m.add_class<Point>(); }
