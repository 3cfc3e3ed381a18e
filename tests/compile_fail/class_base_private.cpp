// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A base in Python is a public base in C++.
#include <tether/pyclass.hpp>

struct Animal {};
#ifdef TETHER_EXPECT_ERROR
struct Dog : private Animal {};
#else
struct Dog : Animal {};
#endif

template <>
inline constexpr auto tether::pyclass<Animal> = tether::Class<>{.name = "Animal", .subclass = true};
template <> inline constexpr auto tether::pyclass<Dog> = tether::Class<Animal>{.name = "Dog"};

TETHER_MODULE(zoo, m) {
    m.add_class<Animal>()
        .add_class<Dog>(); //~ error: tether: Class<Base>: the C++ class must derive from Base publicly.
}
