// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A class has the holder of its base.
#include <tether/pyclass.hpp>

struct Animal {
    virtual ~Animal() = default;
};
struct Dog : Animal {};

template <>
inline constexpr auto tether::pyclass<Animal> =
    tether::Class<>{.name = "Animal", .holder = tether::Holder::unique, .subclass = true};
#ifdef TETHER_EXPECT_ERROR
template <> inline constexpr auto tether::pyclass<Dog> = tether::Class<Animal>{.name = "Dog"};
#else
template <>
inline constexpr auto tether::pyclass<Dog> =
    tether::Class<Animal>{.name = "Dog", .holder = tether::Holder::unique};
#endif

TETHER_MODULE(zoo, m) {
    m.add_class<Animal>()
        .add_class<Dog>(); //~ error: tether: a class has the holder of its base: write the same .holder.
}
