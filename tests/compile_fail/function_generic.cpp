// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A generic lambda has no one signature.
#include <tether/tether.hpp>

#ifdef TETHER_EXPECT_ERROR
#define ANY                                                                                                  \
    auto //~ error: tether: a generic lambda or an overloaded call operator has no one signature. Name the type of each parameter.
#else
#define ANY int
#endif

TETHER_MODULE(numbers, m) {
    m.add_function<"twice(x)", [](ANY x) { return 2 * x; }>();
}
