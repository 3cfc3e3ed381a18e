// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What is no option is not taken for one in silence.
#include <tether/tether.hpp>

#ifdef TETHER_EXPECT_ERROR
struct Option {};
#else
using Option = tether::default_for<"a", 2>;
#endif

TETHER_MODULE(numbers, m) {
    m.add_function<"f(a=1)", [](int a) { return a; }, Option>();
    //~ error: tether: this type is no option of a function. Options are default_for<...>, pass_module, returns::... and keep_alive<...>.
}
