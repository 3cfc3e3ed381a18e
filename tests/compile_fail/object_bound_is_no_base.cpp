// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Bound<PyList> derives from PyList and not from Bound<PyAny>, which a reference could assign through.
#include <tether/tether.hpp>

using namespace tether;

void refill(Bound<PyAny>& any);

#ifdef TETHER_EXPECT_ERROR
void pass(Bound<PyList>& list) {
    refill(list);
    //~ error(g++): cannot bind non-const lvalue reference of type
    //~ error(clang++): no matching function for call to 'refill'
}
#else
void pass(Bound<PyAny>& any) { refill(any); }
#endif
