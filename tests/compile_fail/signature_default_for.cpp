// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A default_for that is for no default, in a whole declaration: one error there as well.
#include <tether/tether.hpp>

#ifdef TETHER_EXPECT_ERROR
#define NAME "colour"
#else
#define NAME "color"
#endif

int paint(int color) { return color; }

TETHER_MODULE(painting, m) {
    m.add_function<"paint(color=Color.RED)", paint, tether::default_for<NAME, 1>>();
    //~ error(fixed): tether: the signature has no default of the name that a default_for gives. Write name=value in the signature, value as Python would.
    //~ error(computed): tether: signature "paint(color=Color.RED)" has no default of the name that a default_for gives. Write name=value in the signature, value as Python would.
}
