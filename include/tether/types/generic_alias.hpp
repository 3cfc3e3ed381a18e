// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyGenericAlias, the view of list[int].
#pragma once

#include <tether/tether.hpp>

namespace tether::inline TETHER_ABI {

/// A view of a generic alias, `list[int]`: what a generic class's `__class_getitem__` gives.
class PyGenericAlias : public PyAny {
  public:
    static constexpr const char* type_name = "types.GenericAlias";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&Py_GenericAliasType); }
    static bool is_type_of(PyObject* object) noexcept {
        return PyObject_TypeCheck(object, &Py_GenericAliasType) != 0;
    }
    static bool is_exact_type_of(PyObject* object) noexcept {
        return Py_IS_TYPE(object, &Py_GenericAliasType);
    }

    /// `origin[arguments]`: a tuple is so many arguments, another object is the single one.
    static PyResult<Bound<PyGenericAlias>> create(const PyAny& origin, IntoPy arguments);

  protected:
    using PyAny::PyAny;
};

inline PyResult<Bound<PyGenericAlias>> PyGenericAlias::create(const PyAny& origin, IntoPy arguments) {
    if (arguments.as_ptr() == nullptr) return detail::argument_error(arguments);
    return detail::owned<PyGenericAlias>(Py_GenericAlias(origin.as_ptr(), arguments.as_ptr()));
}

} // namespace tether::inline TETHER_ABI
