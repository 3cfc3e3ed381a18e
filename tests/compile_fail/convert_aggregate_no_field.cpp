// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// An aggregate is its fields.
#include <tether/convert/aggregate.hpp>

struct Point {
    int x = 0;
};

#ifdef TETHER_EXPECT_ERROR
#define FIELDS //~ error: tether: an aggregate needs a field. Name one: field<
#else
#define FIELDS tether::field<"x", &Point::x>
#endif

template <> inline constexpr auto tether::aggregate<Point> = tether::as_dict(FIELDS);

bool is_set(const tether::PyAny& object) { return object.setattr("point", Point{}).is_ok(); }
