// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Base and derived are of use on the same threads.
#include <tether/pyclass.hpp>

struct Animal {};
struct Dog : Animal {};

template <>
inline constexpr auto tether::pyclass<Animal> =
    tether::Class<>{.name = "Animal", .subclass = true, .unsendable = true};
#ifdef TETHER_EXPECT_ERROR
template <> inline constexpr auto tether::pyclass<Dog> = tether::Class<Animal>{.name = "Dog"};
//~ error: tether: a class is unsendable if its base is, and only then: write the same of both.
#else
template <>
inline constexpr auto tether::pyclass<Dog> = tether::Class<Animal>{.name = "Dog", .unsendable = true};
#endif

void add(tether::Module& m) { m.add_class<Animal>().add_class<Dog>(); }
