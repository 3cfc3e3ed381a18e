// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What `__iter__` gives: something that can be iterated.
#include <tether/pyclass.hpp>

#include <vector>

struct Point {
    int x = 0;
};

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"__iter__()", [](const Point&) { return 2; }>());
//~ error: tether: __iter__ gives what goes through values: return a C++ range, *this, or an iterator of Python's.
#else
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"__iter__()", [](const Point&) { return std::vector<int>{1, 2}; }>());
#endif

TETHER_MODULE(geometry, m) { m.add_class<Point>(); }
