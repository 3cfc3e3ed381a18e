// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Each value of an enum has a name of its own.
#include <tether/pyclass.hpp>

enum class Color { red, green };

template <> inline constexpr auto tether::pyclass<Color> = tether::Class<>{.name = "Color"};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Color> =
    tether::members(tether::enum_value<"RED", Color::red>(), tether::enum_value<"RED", Color::green>());
//~ error: tether: two values of the enum have the same name.
#else
template <>
inline constexpr auto tether::pymethods<Color> =
    tether::members(tether::enum_value<"RED", Color::red>(), tether::enum_value<"GREEN", Color::green>());
#endif

TETHER_MODULE(colors, m) { m.add_class<Color>(); }
