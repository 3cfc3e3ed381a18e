// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The token does not come out of a place where nobody is attached.
#include <tether/tether.hpp>

using namespace tether;

#ifdef TETHER_EXPECT_ERROR
void escape(Python py) {
    (void)py.detach([] { return Python::assume_attached(); });
    //~ error: tether: detach: the result is or holds the token or a bound pointer. Return a Py<T>: .unbind().
}
#else
Py<PyAny> made_inside(Python py) {
    return py.detach([] { return attach([](Python inner) { return inner.eval("[]")->unbind(); }); });
}
#endif
