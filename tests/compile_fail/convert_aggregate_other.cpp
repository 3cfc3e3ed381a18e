// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A field belongs to its aggregate.
#include <tether/convert/aggregate.hpp>

struct Point {
    int x = 0;
};

struct Other {
    int x = 0;
};

#ifdef TETHER_EXPECT_ERROR
using Source = Other; //~ error: tether: aggregate<T>: a field is a member of another class.
#else
using Source = Point;
#endif

template <> inline constexpr auto tether::aggregate<Point> = tether::as_dict(tether::field<"x", &Source::x>);

bool is_set(const tether::PyAny& object) { return object.setattr("point", Point{}).is_ok(); }
