// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A view in a container would outlive the object that it looks into.
#include <tether/tether.hpp>

#include <vector>

#ifdef TETHER_EXPECT_ERROR
using T = std::string_view; //~ error: tether: type T borrows from the object, which only a call keeps alive.
#else
using T = std::string;
#endif

bool converts(const tether::PyAny& object) { return object.extract<std::vector<T>>().is_ok(); }
