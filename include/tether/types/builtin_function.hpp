// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyBuiltinFunction, the view of a function that is written in C or C++.
#pragma once

#include <tether/types/any.hpp>

namespace tether::inline TETHER_ABI {

/// A view of a function or bound method that is not written in Python, `len` and `[].append` as well as those
/// that a module made with Tether has.
class PyBuiltinFunction : public PyAny {
  public:
    static constexpr const char* type_name = "builtin_function_or_method";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&PyCFunction_Type); }
    static bool is_type_of(PyObject* object) noexcept { return PyCFunction_Check(object) != 0; }
    static bool is_exact_type_of(PyObject* object) noexcept { return Py_IS_TYPE(object, &PyCFunction_Type); }

  protected:
    using PyAny::PyAny;
};

} // namespace tether::inline TETHER_ABI
