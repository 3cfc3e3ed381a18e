// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// An error that is the value could not be told from the error.
#include <tether/error/result.hpp>

#ifdef TETHER_EXPECT_ERROR
using Result = tether::PyResult<
    tether::
        PyErr>; //~ error: tether: PyResult<PyErr> cannot tell its value from its error. Return a PyErr or a PyResult<void>.
#else
using Result = tether::PyResult<void>;
#endif

bool is_ok(const Result& result) { return result.is_ok(); }
