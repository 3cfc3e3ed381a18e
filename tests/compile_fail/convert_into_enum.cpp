// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// An enum is no number to Python either.
#include <tether/tether.hpp>

enum class Colour { red, green };

bool is_set(const tether::PyAny& object, Colour colour) {
#ifdef TETHER_EXPECT_ERROR
    return object.setattr("x", colour)
        .is_ok(); //~ error: tether: enum T has no conversion to Python. Declare it
#else
    return object.setattr("x", static_cast<int>(colour)).is_ok();
#endif
}
