// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A tuple has all its items.
#include <tether/convert/aggregate.hpp>

struct Point {
    int x = 0;
};

#ifdef TETHER_EXPECT_ERROR
constexpr auto x =
    tether::field<"x", &Point::x>.or_default(); //~ error: tether: as_tuple: a tuple has all its items.
#else
constexpr auto x = tether::field<"x", &Point::x>;
#endif

template <> inline constexpr auto tether::aggregate<Point> = tether::as_tuple(x);

bool is_set(const tether::PyAny& object) { return object.setattr("point", Point{}).is_ok(); }
