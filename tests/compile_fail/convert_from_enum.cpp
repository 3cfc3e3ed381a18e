// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// An enum is no number to Tether: any int would be one.
#include <tether/pyclass.hpp>

enum class Colour { red, green };

#ifdef TETHER_EXPECT_ERROR
using T = Colour; //~ error: tether: enum T has no conversion from Python. Declare it with tether::pyclass<T>
#else
using T = std::underlying_type_t<Colour>;
#endif

bool converts(const tether::PyAny& object) { return object.extract<T>().is_ok(); }
