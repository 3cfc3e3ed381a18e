// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A pointer does not say who owns what it points to.
#include <tether/tether.hpp>

bool is_set(const tether::PyAny& object, int* number) {
#ifdef TETHER_EXPECT_ERROR
    return object.setattr("x", number).is_ok(); //~ error: tether: a pointer T says nothing about who owns
#else
    return object.setattr("x", *number).is_ok();
#endif
}
