// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A type that nobody taught Tether is named, with what can be done.
#include <tether/tether.hpp>

struct Widget {};

#ifdef TETHER_EXPECT_ERROR
using T =
    Widget; //~ error: tether: type T has no conversion from Python. Include its header, <tether/convert/...>
#else
using T = int;
#endif

bool converts(const tether::PyAny& object) { return object.extract<T>().is_ok(); }
