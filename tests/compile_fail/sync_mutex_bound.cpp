// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/sync.hpp>

#ifdef TETHER_EXPECT_ERROR
using Kept = tether::Bound<
    tether::
        PyList>; //~ error: tether: a Mutex is used by every thread: it cannot hold the token or a bound pointer. Hold a Py<T>: .unbind().
#else
using Kept = tether::Py<tether::PyList>;
#endif

bool is_none(tether::Mutex<Kept>& mutex) { return mutex.lock()->is_none(); }
