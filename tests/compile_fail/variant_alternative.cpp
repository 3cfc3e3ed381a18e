// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// An alternative is one of the variant's, frozen, and of the variant's layout.
#include <tether/pyclass/variant.hpp>

struct Circle {};
struct Square {};
struct Ring {};

using One = std::variant<Circle>;
using Two = std::variant<Square>;
using Three = std::variant<Ring>;

template <> inline constexpr auto tether::pyclass<One> = tether::Class<>{.name = "One", .frozen = true};
template <> inline constexpr auto tether::pyclass<Two> = tether::Class<>{.name = "Two", .frozen = true};
template <> inline constexpr auto tether::pyclass<Three> = tether::Class<>{.name = "Three", .frozen = true};

#ifdef TETHER_EXPECT_ERROR
template <> inline constexpr auto tether::pyclass<Circle> = tether::Class<One>{.name = "Circle"};
template <>
inline constexpr auto tether::pyclass<Square> =
    tether::Class<Two>{.name = "Square", .frozen = true, .weakref = true};
template <> inline constexpr auto tether::pyclass<Ring> = tether::Class<One>{.name = "Ring", .frozen = true};
#else
template <>
inline constexpr auto tether::pyclass<Circle> = tether::Class<One>{.name = "Circle", .frozen = true};
template <>
inline constexpr auto tether::pyclass<Square> = tether::Class<Two>{.name = "Square", .frozen = true};
template <>
inline constexpr auto tether::pyclass<Ring> = tether::Class<Three>{.name = "Ring", .frozen = true};
#endif

TETHER_MODULE(geometry, m) {
    m.add_class<
         One>() //~ error: tether: an alternative of a declared std::variant is frozen: add .frozen = true to its pyclass.
        .add_class<
            Two>() //~ error: tether: an alternative has the layout of its std::variant: leave out .callable, .dict, .holder, .subclass, .unsendable and .weakref. The variant may have .dict and .weakref.
        .add_class<
            Ring>(); //~ error: tether: Class<Variant>: the class must be one of the variant's alternatives, and once.
}
