// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Inside a container the unknown type is the one that is named, and once.
#include <tether/tether.hpp>

#include <vector>

struct Widget {};

#ifdef TETHER_EXPECT_ERROR
using T = Widget; //~ error: tether: type T has no conversion from Python. Include its header
#else
using T = int;
#endif

bool converts(const tether::PyAny& object) {
    return object.extract<std::vector<std::pair<int, std::optional<T>>>>().is_ok();
}
