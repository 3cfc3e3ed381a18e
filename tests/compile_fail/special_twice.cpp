// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A class has one special method of a name.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
};

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"__add__(other)", [](const Point&, int) { return 0; }>(),
                    tether::method<"__add__(b)", [](const Point&, double) { return 0; }>());
//~ error: tether: two members of the class have the same name.
#else
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"__add__(other)", [](const Point&, int) { return 0; }>(),
                    tether::method<"__radd__(other)", [](const Point&, int) { return 0; }>());
#endif

TETHER_MODULE(geometry, m) { m.add_class<Point>(); }
