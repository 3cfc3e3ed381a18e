// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// An enum has a base of the enum module.
#include <tether/pyclass.hpp>

enum class Color { red };

#ifdef TETHER_EXPECT_ERROR
using Base = tether::PyDict;
//~ error: tether: Class<Base>: an enum's base is PyIntEnum, PyFlag or PyIntFlag, or none.
#else
using Base = tether::PyIntEnum;
#endif

template <> inline constexpr auto tether::pyclass<Color> = tether::Class<Base>{.name = "Color"};
template <>
inline constexpr auto tether::pymethods<Color> = tether::members(tether::enum_value<"RED", Color::red>());

void add(tether::Module& m) { m.add_class<Color>(); }
