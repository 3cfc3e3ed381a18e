// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The module is passed to who asks for it.
#include <tether/tether.hpp>

#ifdef TETHER_EXPECT_ERROR
int count(int value) {
    return value;
} //~ error: tether: pass_module: the first parameter of the function is no const PyModule&. Add one.
#else
int count(const tether::PyModule& /*module*/, int value) { return value; }
#endif

TETHER_MODULE(numbers, m) { m.add_function<"count(value)", count, tether::pass_module>(); }
