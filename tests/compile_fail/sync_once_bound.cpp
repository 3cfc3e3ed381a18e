// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/sync.hpp>

#ifdef TETHER_EXPECT_ERROR
tether::PyOnceLock<tether::Bound<tether::PyAny>>
    once; //~ error: tether: a PyOnceLock is used by every thread: it cannot hold the token or a bound pointer. Hold a Py<T>: .unbind().
#else
tether::PyOnceLock<tether::Py<tether::PyAny>> once;
#endif
