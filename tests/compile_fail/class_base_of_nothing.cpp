// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A base is a class of C++ that is declared, or a view.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
    bool operator==(const Point&) const = default;
    bool operator<(const Point& other) const { return x < other.x; }
};

struct Base {};

#ifdef TETHER_EXPECT_ERROR
template <> inline constexpr auto tether::pyclass<Point> = tether::Class<Base>{.name = "Point"};
#else
template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};
#endif

TETHER_MODULE(geometry, m) {
    m.add_class<
        Point>(); //~ error: tether: Class<Base>: Base is neither a declared class nor the view of a Python type.
}
