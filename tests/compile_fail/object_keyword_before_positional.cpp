// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// As in Python, keywords come last.
#include <tether/tether.hpp>

using namespace tether;

#ifdef TETHER_EXPECT_ERROR
void call(const PyAny& f) {
    (void)f(kw<"key">(1), 2);
    //~ error: tether: call: a positional argument follows a keyword. Put every kw<
}
#else
void call(const PyAny& f) { (void)f(2, kw<"key">(1)); }
#endif
