// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A type that nobody taught Tether is named on the way to Python too.
#include <tether/tether.hpp>

struct Widget {};

#ifdef TETHER_EXPECT_ERROR
using T =
    Widget; //~ error: tether: type T has no conversion to Python. Include its header, <tether/convert/...>
#else
using T = int;
#endif

bool is_set(const tether::PyAny& object) { return object.setattr("x", T{}).is_ok(); }
