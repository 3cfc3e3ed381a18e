// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A closure of a generic lambda: one sentence as well, and nothing of what it would return.
#include <tether/tether.hpp>

#ifdef TETHER_EXPECT_ERROR
#define VALUE auto
#else
#define VALUE int
#endif

TETHER_MODULE(numbers, m) {
    m.add_closure<"f(a)">([](VALUE a) { return a; });
    //~ error: tether: a generic lambda or an overloaded call operator has no one signature. Name the type of each parameter.
}
