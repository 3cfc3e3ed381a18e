// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// An enum is final.
#include <tether/pyclass.hpp>

enum class Color { red };

#ifdef TETHER_EXPECT_ERROR
template <> inline constexpr auto tether::pyclass<Color> = tether::Class<>{.name = "Color", .subclass = true};
//~ error: tether: an enum has no subclasses and is not generic: leave out .subclass and .generic.
#else
template <> inline constexpr auto tether::pyclass<Color> = tether::Class<>{.name = "Color"};
#endif
template <>
inline constexpr auto tether::pymethods<Color> = tether::members(tether::enum_value<"RED", Color::red>());

void add(tether::Module& m) { m.add_class<Color>(); }
