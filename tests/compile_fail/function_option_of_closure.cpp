// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The same for a closure.
#include <tether/tether.hpp>

#ifdef TETHER_EXPECT_ERROR
struct Option {};
#else
using Option = tether::default_for<"a", 2>;
#endif

TETHER_MODULE(numbers, m) {
    m.add_closure<"f(a=1)", Option>([](int a) { return a; });
    //~ error: tether: this type is no option of a function. Options are default_for<...>, pass_module, returns::... and keep_alive<...>.
}
