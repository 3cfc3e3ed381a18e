// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A new reference needs the GIL, so a Py<T> is not copied by accident.
#include <tether/tether.hpp>

using namespace tether;

#ifdef TETHER_EXPECT_ERROR
Py<PyAny> copy(const Py<PyAny>& object) {
    return object; //~ error: deleted
}
#else
Py<PyAny> copy(Python py, const Py<PyAny>& object) { return object.clone_ref(py); }
#endif
