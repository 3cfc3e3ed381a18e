// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The fields of a base are among those of a class, so they are declared where the class is added.
#include <tether/pyclass.hpp>

struct Animal {
    int legs = 4;
};
struct Dog : Animal {
    int age = 0;
};

template <>
inline constexpr auto tether::pyclass<Animal> = tether::Class<>{.name = "Animal", .subclass = true};
template <>
inline constexpr auto tether::pyclass<Dog> = tether::Class<Animal>{.name = "Dog", .dataclass = true};
#ifdef TETHER_EXPECT_ERROR
//~ error: tether: the fields of a class are those of its bases too, and the pymethods of one is not seen here.
#else
template <>
inline constexpr auto tether::pymethods<Animal> = tether::members(tether::field<"legs", &Animal::legs>);
#endif
template <> inline constexpr auto tether::pymethods<Dog> = tether::members(tether::field<"age", &Dog::age>);

void add(tether::Module& m) { m.add_class<Dog>(); }
