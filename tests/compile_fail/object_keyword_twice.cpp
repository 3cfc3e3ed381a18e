// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// As in Python, a call names each keyword once.
#include <tether/tether.hpp>

using namespace tether;

#ifdef TETHER_EXPECT_ERROR
void call(const PyAny& f) {
    (void)f(1, kw<"key">(2), kw<"key">(3));
    //~ error: tether: call: two keywords have one name.
}
#else
void call(const PyAny& f) { (void)f(1, kw<"key">(2), kw<"other">(3)); }
#endif
