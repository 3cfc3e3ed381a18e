// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A base and its classes are known by identity, or none is.
#include <tether/pyclass.hpp>

struct Base {
    virtual ~Base() = default;
};
struct Point : Base {};

template <>
inline constexpr auto tether::pyclass<Base> =
    tether::Class<>{.name = "Base", .holder = tether::Holder::unique, .subclass = true};
#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<Base>{.name = "Point", .holder = tether::Holder::unique, .identity = true};
#else
template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<Base>{.name = "Point", .holder = tether::Holder::unique};
#endif

TETHER_MODULE(geometry, m) {
    m.add_class<Point>(); //~ error: tether: a class has the identity of its base: write the same .identity.
}
