// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The base of a class allows others to derive from it.
#include <tether/pyclass.hpp>

struct Animal {};
struct Dog : Animal {};

#ifdef TETHER_EXPECT_ERROR
template <> inline constexpr auto tether::pyclass<Animal> = tether::Class<>{.name = "Animal"};
#else
template <>
inline constexpr auto tether::pyclass<Animal> = tether::Class<>{.name = "Animal", .subclass = true};
#endif
template <> inline constexpr auto tether::pyclass<Dog> = tether::Class<Animal>{.name = "Dog"};

TETHER_MODULE(zoo, m) {
    m.add_class<Animal>().add_class<Dog>(); //~ error: tether: the base class is final: add .subclass = true
}
