// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What a function would change is a copy.
#include <tether/tether.hpp>

#include <vector>

#ifdef TETHER_EXPECT_ERROR
void sort(
    std::vector<int>&
        values); //~ error: tether: a parameter T& would change a copy of the argument that nobody sees. Take T or const T&.
#else
void sort(const std::vector<int>& values);
#endif

TETHER_MODULE(numbers, m) { m.add_function<"sort(values)", sort>(); }
