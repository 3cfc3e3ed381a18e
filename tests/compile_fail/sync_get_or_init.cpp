// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/sync.hpp>

tether::PyOnceLock<int> once;

int answer(tether::Python py) {
#ifdef TETHER_EXPECT_ERROR
    return once.get_or_init(py, [&] {
        return py.eval("42")->extract<int>();
    }); //~ error: tether: get_or_init: the callable does not return what the PyOnceLock holds. Where it returns a PyResult of it, use get_or_try_init.
#else
    return **once.get_or_try_init(py, [&] { return py.eval("42")->extract<int>(); });
#endif
}
