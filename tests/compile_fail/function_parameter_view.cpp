// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A view that a function takes by value, and uses: there is none to be had.
#include <tether/tether.hpp>

#ifdef TETHER_EXPECT_ERROR
using List = tether::PyList;
//~ error: tether: type T is a view, which owns nothing. Write Bound<T>, or for a parameter const T&.
#else
using List = const tether::PyList&;
#endif

TETHER_MODULE(numbers, m) {
    m.add_function<"size(values)", [](List values) { return values.len(); }>();
}
