// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What is called attached has the token to show for it.
#include <tether/tether.hpp>

using namespace tether;

#ifdef TETHER_EXPECT_ERROR
void nothing() {
    attach([] {});
}
//~ error: tether: attach: what is called takes the token: [](Python py) { ... }.
#else
void nothing() {
    attach([](Python) {});
}
#endif
