// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Inside a container the unknown type is the one that is named, and once.
#include <tether/tether.hpp>

#include <vector>

struct Widget {};

#ifdef TETHER_EXPECT_ERROR
using T = Widget; //~ error: tether: type T has no conversion to Python. Include its header
#else
using T = int;
#endif

bool is_set(const tether::PyAny& object, const std::vector<std::tuple<std::optional<T>, int>>& value) {
    return object.setattr("x", value).is_ok();
}
