// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyNone, PyEllipsis and PyNotImplemented, the types of which there is one object each.
#pragma once

#include <tether/types/any.hpp>

namespace tether::inline TETHER_ABI {

/// A view of None: `py.None()`.
class PyNone : public PyAny {
  public:
    static constexpr const char* type_name = "None";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(Py_TYPE(Py_None)); }
    static bool is_type_of(PyObject* object) noexcept { return object == Py_None; }
    static bool is_exact_type_of(PyObject* object) noexcept { return object == Py_None; }

  protected:
    using PyAny::PyAny;
};

/// A view of `...`: `py.Ellipsis()`.
class PyEllipsis : public PyAny {
  public:
    static constexpr const char* type_name = "ellipsis";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(Py_TYPE(Py_Ellipsis)); }
    static bool is_type_of(PyObject* object) noexcept { return object == Py_Ellipsis; }
    static bool is_exact_type_of(PyObject* object) noexcept { return object == Py_Ellipsis; }

  protected:
    using PyAny::PyAny;
};

/// A view of NotImplemented, with which a binary operator passes to the other operand:
/// `py.NotImplemented()`.
class PyNotImplemented : public PyAny {
  public:
    static constexpr const char* type_name = "NotImplementedType";

    static PyObject* type_object() noexcept {
        return reinterpret_cast<PyObject*>(Py_TYPE(Py_NotImplemented));
    }
    static bool is_type_of(PyObject* object) noexcept { return object == Py_NotImplemented; }
    static bool is_exact_type_of(PyObject* object) noexcept { return object == Py_NotImplemented; }

  protected:
    using PyAny::PyAny;
};

inline Borrowed<PyNone> Python::None() const noexcept { return Borrowed<PyNone>::from_ptr(*this, Py_None); }

inline Borrowed<PyEllipsis> Python::Ellipsis() const noexcept {
    return Borrowed<PyEllipsis>::from_ptr(*this, Py_Ellipsis);
}

inline Borrowed<PyNotImplemented> Python::NotImplemented() const noexcept {
    return Borrowed<PyNotImplemented>::from_ptr(*this, Py_NotImplemented);
}

} // namespace tether::inline TETHER_ABI
