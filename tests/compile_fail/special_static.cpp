// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Python calls a special method on the instance.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
};

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::static_method<"__add__(other)", [](int) { return 0; }>());
//~ error: tether: Python calls this special method on the instance: write method.
#else
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"__add__(other)", [](const Point&, int) { return 0; }>());
#endif

TETHER_MODULE(geometry, m) { m.add_class<Point>(); }
