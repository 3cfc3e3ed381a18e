// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A default_for whose lambda makes an object that can be none of the parameter's type.
#include <tether/tether.hpp>

#ifdef TETHER_EXPECT_ERROR
#define MADE tether::PyList
#else
#define MADE tether::PyDict
#endif

int paint(const tether::PyDict&) { return 1; }

TETHER_MODULE(painting, m) {
    m.add_function<"paint(colors=COLORS)", paint,
                   tether::default_for<"colors", [](tether::Python py) { return MADE::create(py); }>>();
    //~ error: tether: the default_for gives a Python object of another type than its parameter's.
}
