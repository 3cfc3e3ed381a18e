// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A static property's getter takes the class at most.
#include <tether/pyclass.hpp>

struct Point {};

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};
#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::static_property<"n", [](int a) { return a; }>());
#else
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::static_property<"n", [] { return 1; }>());
#endif

TETHER_MODULE(geometry, m) {
    m.add_class<
        Point>(); //~ error: tether: static_property: the getter takes nothing, or the class as a const PyType&.
}
