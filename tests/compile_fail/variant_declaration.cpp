// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A declared variant is frozen and sealed, and made by its alternatives, which are all declared.
#include <tether/pyclass/variant.hpp>

struct Circle {};
struct Square {};
struct Ring {};
struct Star {};

#ifdef TETHER_EXPECT_ERROR
using Plain = std::variant<Circle, int>;
#else
using Plain = std::variant<Circle>;
#endif
using Changing = std::variant<Square>;
using Open = std::variant<Ring>;
using Made = std::variant<Star>;

template <> inline constexpr auto tether::pyclass<Plain> = tether::Class<>{.name = "Plain", .frozen = true};
#ifdef TETHER_EXPECT_ERROR
template <> inline constexpr auto tether::pyclass<Changing> = tether::Class<>{.name = "Changing"};
template <>
inline constexpr auto tether::pyclass<Open> =
    tether::Class<>{.name = "Open", .frozen = true, .subclass = true};
#else
template <>
inline constexpr auto tether::pyclass<Changing> = tether::Class<>{.name = "Changing", .frozen = true};
template <> inline constexpr auto tether::pyclass<Open> = tether::Class<>{.name = "Open", .frozen = true};
#endif
template <> inline constexpr auto tether::pyclass<Made> = tether::Class<>{.name = "Made", .frozen = true};

template <>
inline constexpr auto tether::pyclass<Circle> = tether::Class<Plain>{.name = "Circle", .frozen = true};
template <>
inline constexpr auto tether::pyclass<Square> = tether::Class<Changing>{.name = "Square", .frozen = true};
template <> inline constexpr auto tether::pyclass<Ring> = tether::Class<Open>{.name = "Ring", .frozen = true};
template <> inline constexpr auto tether::pyclass<Star> = tether::Class<Made>{.name = "Star", .frozen = true};

#ifdef TETHER_EXPECT_ERROR
template <> inline constexpr auto tether::pymethods<Made> = tether::members(tether::init<"()">());
#else
template <> inline constexpr auto tether::pymethods<Star> = tether::members(tether::init<"()">());
#endif

TETHER_MODULE(geometry, m) {
    m.add_class<
         Plain>() //~ error: tether: each alternative of a declared std::variant is a class that is declared with the variant as its base: Class<Variant>.
        .add_class<
            Changing>() //~ error: tether: a declared std::variant is frozen, since another alternative would be another class: add .frozen = true to its pyclass.
        .add_class<
            Open>() //~ error: tether: only its alternatives derive from a declared std::variant: leave out .callable, .freelist, .holder, .subclass and .unsendable, and write Class<>.
        .add_class<
            Made>(); //~ error: tether: a declared std::variant is made by its alternatives: leave out init, .dataclass, .new_from_fields and .pickle, and write them of these.
}
