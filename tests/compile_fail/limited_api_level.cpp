// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The limited API of Python 3.10 has no buffers, which the headers need.
#ifdef TETHER_EXPECT_ERROR
#define Py_LIMITED_API                                                                                       \
    0x030A0000 //~ error: tether: this limited API is too old. Define Py_LIMITED_API as 0x030B0000 (3.11) or higher.
#else
#define Py_LIMITED_API 0x030B0000
#endif

#include <tether/pyclass.hpp>
#include <tether/tether.hpp>
