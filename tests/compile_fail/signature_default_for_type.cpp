// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A default_for whose value is none of its parameter's type.
#include <tether/tether.hpp>

#ifdef TETHER_EXPECT_ERROR
#define PARAMETER std::string
#else
#define PARAMETER int
#endif

int paint(PARAMETER) { return 1; }

TETHER_MODULE(painting, m) {
    m.add_function<"paint(color=RED)", paint, tether::default_for<"color", 1>>();
    //~ error: tether: the parameter cannot hold the value of its default_for. Give one of its own type, or a lambda that makes one.
}
