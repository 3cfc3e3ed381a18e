// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A part is guarded by its owner's borrow.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
};
struct Line {
    Point start;
};

template <> inline constexpr auto tether::pyclass<Line> = tether::Class<>{.name = "Line", .frozen = true};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<>{.name = "Point", .holder = tether::Holder::reference};
#else
template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<>{.name = "Point", .frozen = true, .holder = tether::Holder::reference};
#endif

template <>
inline constexpr auto tether::pymethods<Line> = tether::members(tether::get<"start", &Line::start>());

TETHER_MODULE(geometry, m) {
    m.add_class<Point>();
    m.add_class<
        Line>(); //~ error: tether: a part that is seen by reference has the borrow policy of its owner (.frozen, .locked, .unchecked), or is frozen. Write the same in both classes, or returns::copy.
}
