// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What is bound can be called.
#include <tether/tether.hpp>

#ifdef TETHER_EXPECT_ERROR
inline constexpr int twice =
    2; //~ error: tether: this is no function that can be bound. Pass a function pointer or a lambda without captures.
#else
int twice(int x) { return 2 * x; }
#endif

TETHER_MODULE(numbers, m) { m.add_function<"twice(x)", twice>(); }
