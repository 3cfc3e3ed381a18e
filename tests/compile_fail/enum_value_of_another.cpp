// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The values of an enum are its own.
#include <tether/pyclass.hpp>

enum class Color { red };
enum class Other { red };

#ifdef TETHER_EXPECT_ERROR
using Source = Other; //~ error: tether: enum_value: the value is none of the enum that declares it.
#else
using Source = Color;
#endif

template <> inline constexpr auto tether::pyclass<Color> = tether::Class<>{.name = "Color"};
template <>
inline constexpr auto tether::pymethods<Color> = tether::members(tether::enum_value<"RED", Source::red>());

void add(tether::Module& m) { m.add_class<Color>(); }
