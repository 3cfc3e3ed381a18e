// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A cast is to a type of Python objects; a value of C++ is extracted.
#include <tether/tether.hpp>

using namespace tether;

#ifdef TETHER_EXPECT_ERROR
bool casts(const PyAny& object) { return object.cast<int>().is_ok(); }
//~ error: tether: T is no type of Python objects: a view such as PyList, or a class declared with tether::pyclass<T>. To convert, write extract<T>().
#else
bool casts(const PyAny& object) { return object.cast<PyInt>().is_ok(); }
#endif
