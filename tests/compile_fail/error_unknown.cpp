// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// An error of a type that Python has never heard of.
#include <tether/error/into_pyerr.hpp>

struct ParseError {
    int line;
};

template <> struct tether::IntoPyErr<ParseError> {
    static PyErr into_pyerr(Python py, const ParseError& error) {
        return PyErr::make<PyValueError>(py, error.line);
    }
};

#ifdef TETHER_EXPECT_ERROR
struct
    Error { //~ error: tether: type E has no conversion to a Python exception. Specialise tether::IntoPyErr<E> with
    int line;
};
#else
using Error = ParseError;
#endif

tether::PyErr made(tether::Python py) { return tether::PyErr::from(py, Error{3}); }
