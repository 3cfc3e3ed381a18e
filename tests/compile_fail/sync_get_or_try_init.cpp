// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/sync.hpp>

tether::PyOnceLock<int> once;

int answer(tether::Python py) {
#ifdef TETHER_EXPECT_ERROR
    return **once.get_or_try_init(py, [] {
        return 42;
    }); //~ error: tether: get_or_try_init: the callable does not return a PyResult. Use get_or_init.
#else
    return once.get_or_init(py, [] { return 42; });
#endif
}
