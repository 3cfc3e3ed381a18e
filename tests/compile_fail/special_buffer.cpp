// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The memory that __buffer__ gives outlives the call.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
};

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"__buffer__()", [](const Point&) { return std::vector<int>(); }>());
//~ error: tether: __buffer__ gives memory that stays where it is: a std::span or a reference to a vector or array of numbers, or a BufferInfo.
#else
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"__buffer__()", [](const Point& p) { return std::span(&p.x, 1); }>());
#endif

TETHER_MODULE(geometry, m) { m.add_class<Point>(); }
