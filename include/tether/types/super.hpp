// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PySuper, the view of super(type, object).
#pragma once

#include <tether/tether.hpp>

namespace tether::inline TETHER_ABI {

/// A view of a super object, whose attributes are those that an object has from the bases of a type.
class PySuper : public PyAny {
  public:
    static constexpr const char* type_name = "super";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&PySuper_Type); }
    static bool is_type_of(PyObject* object) noexcept {
        return PyObject_TypeCheck(object, &PySuper_Type) != 0;
    }
    static bool is_exact_type_of(PyObject* object) noexcept { return Py_IS_TYPE(object, &PySuper_Type); }

    /// `super(type, object)`; the object is an instance or a subclass of the type. TypeError where it is
    /// neither.
    static PyResult<Bound<PySuper>> create(const PyType& type, const PyAny& object);

  protected:
    using PyAny::PyAny;
};

inline PyResult<Bound<PySuper>> PySuper::create(const PyType& type, const PyAny& object) {
    PyObject* const arguments[] = {type.as_ptr(), object.as_ptr()};
    return detail::owned<PySuper>(ffi::vectorcall(type_object(), arguments, 2, nullptr));
}

inline PyResult<Bound<PySuper>> PyAny::super(const PyType& type) const {
    return PySuper::create(type, *this);
}

} // namespace tether::inline TETHER_ABI
