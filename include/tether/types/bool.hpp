// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyBool, the view of bool, which is an int.
#pragma once

#include <tether/types/int.hpp>

namespace tether::inline TETHER_ABI {

/// A view of True or False.
class PyBool : public PyInt {
  public:
    static constexpr const char* type_name = "bool";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&PyBool_Type); }
    static bool is_type_of(PyObject* object) noexcept { return PyBool_Check(object); }
    static bool is_exact_type_of(PyObject* object) noexcept { return PyBool_Check(object); }

    /// True or False itself: there is nothing to own.
    static Borrowed<PyBool> create(Python py, bool value) noexcept;

    /// Whether it is True.
    bool is_true() const noexcept { return ptr() == Py_True; }

    /// Compares with a bool; a template, so that a number is compared as the int that this is.
    template <std::same_as<bool> T> friend bool operator==(const PyBool& truth, T value) noexcept {
        return truth.is_true() == value;
    }

  protected:
    using PyInt::PyInt;
};

inline Borrowed<PyBool> PyBool::create(Python py, bool value) noexcept {
    return Borrowed<PyBool>::from_ptr(py, value ? Py_True : Py_False);
}

} // namespace tether::inline TETHER_ABI
