// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A result is no bool: `if (dict.contains(key))` would ask whether the look-up failed.
#include <tether/tether.hpp>

bool is_there(const tether::PyDict& dict) {
#ifdef TETHER_EXPECT_ERROR
    if (dict.contains("key")) return true;
    //~ error(g++): could not convert
    //~ error(clang++): value of type 'PyResult<bool>' is not contextually convertible to 'bool'
#else
    if (*dict.contains("key")) return true;
#endif
    return false;
}
