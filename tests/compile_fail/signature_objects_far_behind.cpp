// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What is made of Python objects for a call stands among its first 63 parameters.
#include <tether/tether.hpp>

#define NAMES(x) x "0, " x "1, " x "2, " x "3, " x "4, " x "5, " x "6, " x "7, " x "8, "
#define INTS int, int, int, int, int, int, int, int, int

void add(tether::Module& m) {
#ifdef TETHER_EXPECT_ERROR
    m.add_function<"f(" NAMES("a") NAMES("b") NAMES("c") NAMES("d") NAMES("e") NAMES("f") NAMES("g") "x='x')",
                   [](INTS, INTS, INTS, INTS, INTS, INTS, INTS, tether::Bound<tether::PyAny>) {}>();
    //~ error: tether: *args, **kwargs and defaults that are Python objects stand among the first 63 parameters.
#else
    m.add_function<"f(" NAMES("a") NAMES("b") NAMES("c") NAMES("d") NAMES("e") NAMES("f") "x='x')",
                   [](INTS, INTS, INTS, INTS, INTS, INTS, tether::Bound<tether::PyAny>) {}>();
#endif
}
