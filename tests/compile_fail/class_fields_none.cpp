// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A constructor from fields needs fields.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
};

template <>
inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point", .new_from_fields = true};
#ifdef TETHER_EXPECT_ERROR
template <> inline constexpr auto tether::pymethods<Point> = tether::members();
//~ error: tether: .new_from_fields, .dataclass and .pickle need fields.
#else
template <> inline constexpr auto tether::pymethods<Point> = tether::members(tether::field<"x", &Point::x>);
#endif

void add(tether::Module& m) { m.add_class<Point>(); }
