// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A field that is a class is seen by reference.
#include <tether/pyclass.hpp>

struct Point {
    double x = 0;
};
struct Line {
    Point start;
};

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};
template <> inline constexpr auto tether::pyclass<Line> = tether::Class<>{.name = "Line"};
template <>
inline constexpr auto tether::pymethods<Line> = tether::members(
#ifdef TETHER_EXPECT_ERROR
    tether::get<"start",
                &Line::start>() //~ error: tether: a data member of a declared class is seen by reference
#else
    tether::get<"start", &Line::start, tether::returns::copy>()
#endif
);

TETHER_MODULE(lines, m) { m.add_class<Point>().add_class<Line>(); }
