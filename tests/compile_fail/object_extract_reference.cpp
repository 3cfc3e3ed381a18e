// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// There is nothing of C++ that a reference could refer to.
#include <tether/tether.hpp>

using namespace tether;

#ifdef TETHER_EXPECT_ERROR
bool extracts(const PyAny& object) { return object.extract<int&>().is_ok(); }
//~ error: tether: extract<T>: T borrows from the object, which may be gone after this line. Extract an owning type (std::string, std::vector), or cast to the view and ask it: PyString::view(), PyBytes::view().
#else
bool extracts(const PyAny& object) { return object.extract<int>().is_ok(); }
#endif
