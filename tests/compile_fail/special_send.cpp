// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What __send__ gives.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
};

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"__send__(value)", [](const Point&, int) { return 0; }>());
//~ error: tether: __send__ gives a SendResult: what it yields, or what it returns in the end.
#else
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"__send__(value)", [](const Point&, const tether::PyAny& value) {
        return tether::SendResult{tether::Bound<tether::PyAny>(value), false};
    }>());
#endif

TETHER_MODULE(geometry, m) { m.add_class<Point>(); }
