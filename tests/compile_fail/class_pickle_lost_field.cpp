// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A field takes the place of the base's of its name, but the base's member has a value too.
#include <tether/pyclass.hpp>

struct Animal {
    int legs = 4;
};
struct Dog : Animal {
    int age = 0;
};
struct Robot : Animal {
    int legs = 2;
};

using tether::Class, tether::field, tether::members;
template <> inline constexpr auto tether::pyclass<Animal> = Class<>{.name = "Animal", .subclass = true};
template <> inline constexpr auto tether::pyclass<Dog> = Class<Animal>{.name = "Dog", .pickle = true};
template <> inline constexpr auto tether::pymethods<Animal> = members(field<"legs", &Animal::legs>);
template <>
inline constexpr auto tether::pymethods<Dog> =
    members(field<"age", &Dog::age>, field<"legs", &Dog::legs>.or_default());
#ifdef TETHER_EXPECT_ERROR
template <> inline constexpr auto tether::pyclass<Robot> = Class<Animal>{.name = "Robot", .pickle = true};
//~ error: tether: .pickle: a field has the name of another member of a base, whose value would be lost.
#else
template <>
inline constexpr auto tether::pyclass<Robot> = Class<Animal>{.name = "Robot", .new_from_fields = true};
#endif
template <> inline constexpr auto tether::pymethods<Robot> = members(field<"legs", &Robot::legs>);

void add(tether::Module& m) { m.add_class<Dog>().add_class<Robot>(); }
