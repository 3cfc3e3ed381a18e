// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Detached, nobody may touch what an argument points to.
#include <tether/tether.hpp>

using namespace tether;

#ifdef TETHER_EXPECT_ERROR
void escape(const PyAny& object) {
    object.py().detach([](const PyAny& there) { (void)there.len(); }, object);
    //~ error: tether: detach: an argument is or holds the token or a bound pointer. Pass a Py<T>: .unbind(), and attach() inside.
}
#else
void stay(const PyAny& object) {
    object.py().detach([](const Py<PyAny>& there) { attach([&](Python py) { (void)there.bind(py).len(); }); },
                       Bound<PyAny>(object).unbind());
}
#endif
