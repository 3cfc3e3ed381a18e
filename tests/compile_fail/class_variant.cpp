// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A std::variant as a class has a header of its own.
#include <tether/pyclass.hpp>
#ifndef TETHER_EXPECT_ERROR
#include <tether/pyclass/variant.hpp>
#endif

#include <variant>

struct Full {
    int x = 0;
};

struct Empty {
    int x = 0;
};

using State = std::variant<Full, Empty>;

template <> inline constexpr auto tether::pyclass<State> = tether::Class<>{.name = "State", .frozen = true};
template <>
inline constexpr auto tether::pyclass<Full> = tether::Class<State>{.name = "Full", .frozen = true};
template <>
inline constexpr auto tether::pyclass<Empty> = tether::Class<State>{.name = "Empty", .frozen = true};
template <> inline constexpr auto tether::pymethods<Full> = tether::members(tether::get<"x", &Full::x>());
template <> inline constexpr auto tether::pymethods<Empty> = tether::members(tether::get<"x", &Empty::x>());

TETHER_MODULE(states, m) {
    m.add_class<State>(); //~ error: tether: a std::variant as a class: include <tether/pyclass/variant.hpp>.
}
