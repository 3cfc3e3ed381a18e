// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What a special method takes besides the instance: one argument.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
};

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"__getitem__(key, more)", [](const Point&, int, int) { return 0; }>());
//~ error: tether: this special method takes one argument besides the instance.
#else
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"__getitem__(key)", [](const Point&, int) { return 0; }>());
#endif

TETHER_MODULE(geometry, m) { m.add_class<Point>(); }
