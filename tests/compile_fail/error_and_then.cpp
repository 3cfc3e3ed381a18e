// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// and_then goes on with another result, transform with a value.
#include <tether/error/result.hpp>

#ifdef TETHER_EXPECT_ERROR
int twice(int value) {
    return 2 * value;
} //~ error: tether: and_then: the callable does not return a PyResult. Use transform.
#else
tether::PyResult<int> twice(int value) { return 2 * value; }
#endif

auto goes_on(tether::PyResult<int> result) { return std::move(result).and_then(twice); }
