// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A C++ object can be met twice only where it stands elsewhere.
#include <tether/pyclass.hpp>

struct Point {
    double x = 0;
};

#ifdef TETHER_EXPECT_ERROR
template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point", .identity = true};
#else
template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<>{.name = "Point", .holder = tether::Holder::reference, .identity = true};
#endif

TETHER_MODULE(points, m) {
    m.add_class<Point>(); //~ error: tether: .identity needs a .holder.
}
