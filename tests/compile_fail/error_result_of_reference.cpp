// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A result owns its value: a reference would dangle.
#include <tether/error/result.hpp>

#ifdef TETHER_EXPECT_ERROR
using Result = tether::PyResult<
    int&>; //~ error: tether: PyResult<T&> is not supported. Return a Borrowed<T>, a pointer or a copy.
#else
using Result = tether::PyResult<int*>;
#endif

bool is_ok(const Result& result) { return result.is_ok(); }
