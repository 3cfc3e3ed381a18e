// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// __richcmp__ is all comparisons of a class, or they are declared one by one.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
};

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Point> = tether::members(
    tether::method<"__richcmp__(other, op)",
                   [](const Point& self, int other, tether::CompareOp op) {
                       return tether::matches(op, self.x <=> other);
                   }>(),
    tether::method<"__eq__(other)", [](const Point& self, int other) { return self.x == other; }>());
//~ error: tether: __richcmp__ answers all six comparisons: declare it or those, not both.
#else
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"__richcmp__(other, op)",
                                   [](const Point& self, int other, tether::CompareOp op) {
                                       return tether::matches(op, self.x <=> other);
                                   }>(),
                    tether::method<"__hash__()", [](const Point& self) { return self.x; }>());
#endif

TETHER_MODULE(geometry, m) { m.add_class<Point>(); }
