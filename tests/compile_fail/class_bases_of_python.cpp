// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Several bases are classes of C++.
#include <tether/pyclass.hpp>

struct Base {};
struct Point : Base {};

template <>
inline constexpr auto tether::pyclass<Base> =
    tether::Class<>{.name = "Base", .holder = tether::Holder::unique, .subclass = true};
#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<tether::Bases<Base, tether::PyDict>>{.name = "Point", .holder = tether::Holder::unique};
#else
template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<Base>{.name = "Point", .holder = tether::Holder::unique};
#endif

TETHER_MODULE(geometry, m) {
    m.add_class<Point>(); //~ error: tether: Class<Bases<...>>: each base is a declared C++ class.
}
