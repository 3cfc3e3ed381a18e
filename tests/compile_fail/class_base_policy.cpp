// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A class is borrowed as its base is.
#include <tether/pyclass.hpp>

struct Animal {};
struct Dog : Animal {};

template <>
inline constexpr auto tether::pyclass<Animal> =
    tether::Class<>{.name = "Animal", .frozen = true, .subclass = true};
#ifdef TETHER_EXPECT_ERROR
template <> inline constexpr auto tether::pyclass<Dog> = tether::Class<Animal>{.name = "Dog"};
#else
template <> inline constexpr auto tether::pyclass<Dog> = tether::Class<Animal>{.name = "Dog", .frozen = true};
#endif

TETHER_MODULE(zoo, m) {
    m.add_class<Animal>().add_class<Dog>(); //~ error: tether: a class has the borrow policy of its base
}
