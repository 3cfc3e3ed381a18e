// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A module that says nothing of threads without the GIL, for test_with_gil.py.
#include <tether/tether.hpp>

TETHER_MODULE(with_gil, m) { m.add("ADDED", 1); }
