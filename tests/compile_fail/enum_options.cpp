// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The members of an enum are Python's own objects.
#include <tether/pyclass.hpp>

enum class Color { red };

#ifdef TETHER_EXPECT_ERROR
template <> inline constexpr auto tether::pyclass<Color> = tether::Class<>{.name = "Color", .weakref = true};
//~ error: tether: the members of an enum are Python's own objects: of the options it has name, doc, eq_int, module and rename_all.
#else
template <> inline constexpr auto tether::pyclass<Color> = tether::Class<>{.name = "Color"};
#endif
template <>
inline constexpr auto tether::pymethods<Color> = tether::members(tether::enum_value<"RED", Color::red>());

void add(tether::Module& m) { m.add_class<Color>(); }
