// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// An enum has values.
#include <tether/pyclass.hpp>

enum class Color { red };

template <> inline constexpr auto tether::pyclass<Color> = tether::Class<>{.name = "Color"};
#ifdef TETHER_EXPECT_ERROR
template <> inline constexpr auto tether::pymethods<Color> = tether::members();
//~ error: tether: an enum has no values. List them in pymethods<E>
#else
template <>
inline constexpr auto tether::pymethods<Color> = tether::members(tether::enum_value<"RED", Color::red>());
#endif

void add(tether::Module& m) { m.add_class<Color>(); }
