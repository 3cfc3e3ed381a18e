// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What `__len__` gives: an int.
#include <tether/pyclass.hpp>

#include <string>

struct Point {
    int x = 0;
};

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"__len__()", [](const Point&) { return std::string("two"); }>());
//~ error: tether: __len__ gives an int: return an integer.
#else
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"__len__()", [](const Point&) { return 2; }>());
#endif

TETHER_MODULE(geometry, m) { m.add_class<Point>(); }
