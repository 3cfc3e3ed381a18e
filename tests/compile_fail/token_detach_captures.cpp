// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What a lambda captures cannot be seen, so it may be anything.
#include <tether/tether.hpp>

using namespace tether;

#ifdef TETHER_EXPECT_ERROR
int sum(Python py, int a, int b) {
    return py.detach([&] { return a + b; });
    //~ error: tether: detach: the callable has captures, which may hold Python objects. Pass what it needs as arguments, or vouch for it with assume_ungil(f).
}
#else
int add(int a, int b) { return a + b; }

int sum(Python py, int a, int b) {
    return py.detach([](int x, int y) { return x + y; }, a, b) + py.detach(add, a, b) +
           py.detach(&add, a, b) + py.detach(assume_ungil([&] { return a + b; }));
}
#endif
