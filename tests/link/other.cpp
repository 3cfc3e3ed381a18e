// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// One of two modules that are loaded into one process, with the same names inside, and must not notice each
// other.
#include <tether/tether.hpp>

#include <string>

using namespace tether;

TETHER_CREATE_EXCEPTION(other, Failure, PyValueError);

void fail(const std::string& text) { throw Raised(PyErr::make<Failure>(text)); }

TETHER_MODULE(other, m) { m.add("Failure", m.py().type_of<Failure>()).add_function<"fail(text)", fail>(); }
