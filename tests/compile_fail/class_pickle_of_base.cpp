// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What a base is pickled by are functions: its fields are not all of it.
#include <tether/pyclass.hpp>

struct Animal {
    int legs = 4;
};
struct Dog : Animal {
    int age = 0;
};

using tether::Class, tether::field, tether::members;
template <> inline constexpr auto tether::pyclass<Animal> = Class<>{.name = "Animal", .subclass = true};
template <>
inline constexpr auto tether::pymethods<Animal> =
    members(tether::pickle<&Animal::legs, [](int legs) { return Animal{legs}; }>());
#ifdef TETHER_EXPECT_ERROR
template <> inline constexpr auto tether::pyclass<Dog> = Class<Animal>{.name = "Dog", .pickle = true};
template <> inline constexpr auto tether::pymethods<Dog> = members(field<"age", &Dog::age>);
//~ error: tether: .pickle: a base has pickle<get, set>, so its fields are not all of its state.
#else
template <> inline constexpr auto tether::pyclass<Dog> = Class<Animal>{.name = "Dog"};
template <>
inline constexpr auto tether::pymethods<Dog> =
    members(field<"age", &Dog::age>,
            tether::pickle<[](const Dog& dog) { return std::pair(dog.legs, dog.age); },
                           [](std::pair<int, int> state) { return Dog{{state.first}, state.second}; }>());
#endif

void add(tether::Module& m) { m.add_class<Animal>().add_class<Dog>(); }
