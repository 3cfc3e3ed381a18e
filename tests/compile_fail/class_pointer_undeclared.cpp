// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A pointer is to a class that was declared before.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
};

#ifdef TETHER_EXPECT_ERROR

#else
template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};
#endif

//~ error: tether: T is no type of Python objects: a view such as PyList, or a class declared with tether::pyclass<T>. To convert, write extract<T>().
int x_of(const tether::Bound<Point>& point) { return point.is_none() ? 0 : 1; }

TETHER_MODULE(geometry, m) { m.add_function<"x_of(point)", x_of>(); }
