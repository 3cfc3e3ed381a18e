// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// An exception is made of a tag of its type.
#include <tether/tether.hpp>

using namespace tether;

#ifdef TETHER_EXPECT_ERROR
PyErr make() { return PyErr::make<int>("x"); }
//~ error: tether: PyErr::make<T>: T is no type of exception. Name one of Python's, PyValueError, or one of TETHER_CREATE_EXCEPTION.
#else
PyErr make() { return PyErr::make<PyValueError>("x"); }
#endif
