// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A reference to what Python has never heard of, as a result.
#include <tether/tether.hpp>

#ifdef TETHER_EXPECT_ERROR
struct Widget {};
const Widget& largest(); //~ error: tether: type T has no conversion to Python. Include its header
#else
const std::string& largest();
#endif

TETHER_MODULE(numbers, m) { m.add_function<"largest()", largest>(); }
