// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A bound pointer would be dropped on a thread that is no longer attached.
#include <tether/tether.hpp>

using namespace tether;

#ifdef TETHER_EXPECT_ERROR
void escape() {
    attach([](Python py) { return *py.eval("[]"); });
    //~ error: tether: attach: the result is or holds the token or a bound pointer, which cannot leave. Return a Py<T>: .unbind().
}
#else
Py<PyAny> unbound() {
    return attach([](Python py) { return py.eval("[]")->unbind(); });
}
#endif
