// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A class has a name that Python can write; its module says the rest.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
};

#ifdef TETHER_EXPECT_ERROR
template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "geometry.Point"};
#else
template <>
inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point", .module = "geometry"};
#endif

//~ error: tether: the name of the class is no Python identifier: it is without its module.
TETHER_MODULE(geometry, m) { m.add_class<Point>(); }
