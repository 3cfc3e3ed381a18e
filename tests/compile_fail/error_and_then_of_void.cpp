// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The same of a result without a value, which has a name.
#include <tether/error/result.hpp>

#ifdef TETHER_EXPECT_ERROR
int next() { return 2; } //~ error: tether: and_then: the callable does not return a PyResult. Use transform.
#else
tether::PyResult<int> next() { return 2; }
#endif

auto goes_on(const tether::PyResult<void>& result) { return result.and_then(next); }
