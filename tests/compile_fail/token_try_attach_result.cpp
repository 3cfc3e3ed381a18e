// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A result that holds a bound pointer is as bad as one.
#include <tether/tether.hpp>

using namespace tether;

#ifdef TETHER_EXPECT_ERROR
void escape() {
    (void)try_attach([](Python py) { return py.eval("[]"); });
    //~ error: tether: attach: the result is or holds the token or a bound pointer, which cannot leave. Return a Py<T>: .unbind().
}
#else
bool unbound() {
    return try_attach([](Python py) -> PyResult<Py<PyAny>> { return py.eval("[]")->unbind(); }).has_value();
}
#endif
