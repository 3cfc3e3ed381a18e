// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What makes a member is called.
#include <tether/pyclass.hpp>

using namespace tether;

struct Point {
    int x = 0;
};

template <> inline constexpr auto tether::pyclass<Point> = Class<>{.name = "Point"};

#ifdef TETHER_EXPECT_ERROR
template <> inline constexpr auto tether::pymethods<Point> = members(init<"()">, field<"x", &Point::x>);
//~ error: tether: members: this is no member of a class. Each is a call, init<"(...)">() or method<"...", f>(), or a field<"name", &T::member>.
#else
template <> inline constexpr auto tether::pymethods<Point> = members(init<"()">(), field<"x", &Point::x>);
#endif

TETHER_MODULE(geometry, m) { m.add_class<Point>(); }
