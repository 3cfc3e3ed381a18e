// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A class whose value is borrowed was declared before.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
};

#ifdef TETHER_EXPECT_ERROR

#else
template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};
#endif

//~ error: tether: PyRef<T>, PyRefMut<T>, object<T>: T is not declared as a class. Write `template <> inline constexpr auto tether::pyclass<T> = tether::Class<>{.name = "T"};` before its first use.
int x_of(tether::PyRef<Point> point) { return point->x; }

TETHER_MODULE(geometry, m) { m.add_function<"x_of(point)", x_of>(); }
