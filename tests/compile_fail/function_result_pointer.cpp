// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A pointer as a result: to whom does it belong?
#include <tether/tether.hpp>

#ifdef TETHER_EXPECT_ERROR
int* largest(); //~ error: tether: a pointer T says nothing about who owns what it points to. Give the value, or for a Python object a Bound<PyAny>.
#else
int largest();
#endif

TETHER_MODULE(numbers, m) { m.add_function<"largest()", largest>(); }
