// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A constructor gives the class.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
};

#ifdef TETHER_EXPECT_ERROR
int make(int x) { return x; }
//~ error: tether: init: the function gives no T, std::unique_ptr<T>, Bound<T> or Py<T>, nor a PyResult of one.
#else
Point make(int x) { return {x}; }
#endif

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};
template <> inline constexpr auto tether::pymethods<Point> = tether::members(tether::init<"(x)", make>());

void add(tether::Module& m) { m.add_class<Point>(); }
