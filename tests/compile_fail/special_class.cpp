// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Python calls a special method on the instance, and some names on the class.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
};

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Point> = tether::members(
    tether::class_method<"__getitem__(item)", [](const tether::PyType&, int) { return 0; }>());
//~ error: tether: Python calls this special method on the instance: write method.
#else
template <>
inline constexpr auto tether::pymethods<Point> = tether::members(
    tether::class_method<"__class_getitem__(item)", [](const tether::PyType&, int) { return 0; }>());
#endif

TETHER_MODULE(geometry, m) { m.add_class<Point>(); }
