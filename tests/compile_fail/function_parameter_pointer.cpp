// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A pointer to what is no class of Python.
#include <tether/tether.hpp>

#ifdef TETHER_EXPECT_ERROR
int first(
    const int*
        values); //~ error: tether: a parameter of pointer type says nothing about who owns what it points to. Take a value
#else
int first(std::span<const int> values);
#endif

TETHER_MODULE(numbers, m) { m.add_function<"first(values)", first>(); }
