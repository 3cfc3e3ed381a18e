// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What changes a Python object needs no reference that could change the view.
#include <tether/tether.hpp>

#ifdef TETHER_EXPECT_ERROR
using List = tether::PyList&;
//~ error: tether: a view or Bound T& is taken as const T&: what changes the Python object is const in C++.
#else
using List = const tether::PyList&;
#endif

TETHER_MODULE(numbers, m) {
    m.add_function<"extend(values)", [](List values) { values.append(1).value(); }>();
}
