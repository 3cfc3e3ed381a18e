// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Python's enums have what they do of themselves: a special method would be lost.
#include <tether/pyclass.hpp>

enum class Color { red, green };

template <> inline constexpr auto tether::pyclass<Color> = tether::Class<>{.name = "Color"};

int length(Color) { return 1; }

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Color> =
    tether::members(tether::enum_value<"RED", Color::red>(), tether::method<"__len__()", length>());
//~ error: tether: an enum has methods and attributes that can be read; what Python calls on its members, and what it keeps of them, is the enum module's.
#else
template <>
inline constexpr auto tether::pymethods<Color> =
    tether::members(tether::enum_value<"RED", Color::red>(), tether::method<"length()", length>());
#endif

TETHER_MODULE(colors, m) { m.add_class<Color>(); }
