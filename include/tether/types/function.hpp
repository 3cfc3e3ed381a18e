// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyFunction, the view of a function that is written in Python.
#pragma once

#include <tether/tether.hpp>

namespace tether::inline TETHER_ABI {

/// A view of a function made by `def` or `lambda`. Other callables are of other types: ask `is_callable()`
/// for any.
class PyFunction : public PyAny {
  public:
    static constexpr const char* type_name = "function";

    static PyObject* type_object() noexcept { return ffi::function_type(); }
    static bool is_type_of(PyObject* object) noexcept { return ffi::is_function(object); }
    static bool is_exact_type_of(PyObject* object) noexcept { return ffi::is_function(object); }

  protected:
    using PyAny::PyAny;
};

} // namespace tether::inline TETHER_ABI
