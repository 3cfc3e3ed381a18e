// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What the tests of errors ask Python.
#pragma once

#include <tether/convert/bool.hpp>
#include <tether/convert/int.hpp>
#include <tether/convert/pointers.hpp>
#include <tether/convert/string.hpp>
#include <tether/error/create_exception.hpp>
#include <tether/types/bool.hpp>
#include <tether/types/bytes.hpp>
#include <tether/types/int.hpp>
#include <tether/types/module.hpp>
#include <tether/types/singletons.hpp>
#include <tether/types/traceback.hpp>
#include <tether/types/type.hpp>

#include <string>

namespace tether_tests {

using namespace tether;

/// The error that statements end in.
inline PyErr raised_by(Python py, const char* statements) {
    return py.run(statements, *PyDict::create(py)).error();
}

/// The text of an expression over the exception, which is `e` in it.
inline std::string ask(Python py, const PyErr& error, const char* expression) {
    auto const scope = *PyDict::create(py, item("e", error.value(py)));
    return *py.eval(expression, scope)->str()->to_string();
}

/// The text of an expression.
inline std::string ask(Python py, const char* expression) { return *py.eval(expression)->str()->to_string(); }

} // namespace tether_tests
