// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Through the view of a base anything could be put into the pointer of a derived type: an int into a list's.
#include <tether/tether.hpp>

using namespace tether;

#ifdef TETHER_EXPECT_ERROR
void assign(PyAny& to, const PyAny& from) {
    to = from; //~ error: deleted
}
#else
void assign(Bound<PyAny>& to, const PyAny& from) { to = from; }
#endif
