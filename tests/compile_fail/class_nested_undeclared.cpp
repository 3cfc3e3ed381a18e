// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A nested class is declared as any other.
#include <tether/pyclass.hpp>

struct Inner {};
struct Outer {};

#ifndef TETHER_EXPECT_ERROR
template <> inline constexpr auto tether::pyclass<Inner> = tether::Class<>{.name = "Inner"};
#endif
template <> inline constexpr auto tether::pyclass<Outer> = tether::Class<>{.name = "Outer"};
template <> inline constexpr auto tether::pymethods<Outer> = tether::members(tether::nested<Inner>());
//~ error: tether: nested<Inner>: Inner is not declared as a class.

void add(tether::Module& m) { m.add_class<Outer>(); }
