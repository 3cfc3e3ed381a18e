// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A view owns nothing, so there is none to be had by value.
#include <tether/tether.hpp>

#include <vector>

#ifdef TETHER_EXPECT_ERROR
using T = tether::PyList;
//~ error: tether: type T is a view, which owns nothing. Write Bound<T>, or for a parameter const T&.
#else
using T = tether::Bound<tether::PyList>;
#endif

bool converts(const tether::PyAny& object) { return object.extract<std::vector<T>>().is_ok(); }
