// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyType, the view of type: what an object's type says of itself.
#pragma once

#include <tether/types/string.hpp>
#include <tether/types/tuple.hpp>

namespace tether::inline TETHER_ABI {

/// A view of a type. It is called like any object to make instances: `type.call(args...)`.
class PyType : public PyAny {
  public:
    static constexpr const char* type_name = "type";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&PyType_Type); }
    static bool is_type_of(PyObject* object) noexcept { return PyType_Check(object) != 0; }
    static bool is_exact_type_of(PyObject* object) noexcept { return PyType_CheckExact(object) != 0; }

    /// A new reference to a type object, not null.
    static Bound<PyType> from_borrowed_type_ptr(Python py, PyTypeObject* type) noexcept {
        return Bound<PyType>::from_borrowed_ptr(py, reinterpret_cast<PyObject*>(type));
    }
    /// The raw pointer, borrowed.
    PyTypeObject* as_type_ptr() const noexcept TETHER_LIFETIMEBOUND {
        return reinterpret_cast<PyTypeObject*>(ptr());
    }

    // Each name ends in what a metaclass raises that computes it, and in TypeError where that is no str.

    /// `__name__`: "Inner".
    PyResult<Bound<PyString>> name() const;
    /// `__qualname__`: "Outer.Inner".
    PyResult<Bound<PyString>> qualname() const;
    /// `__module__`: "package.module".
    PyResult<Bound<PyString>> module() const;
    /// "package.module.Outer.Inner"; without the module for the types of builtins.
    PyResult<Bound<PyString>> fully_qualified_name() const;

    /// `__mro__`: the type itself, its bases, in the order in which attributes are looked for.
    PyResult<Bound<PyTuple>> mro() const;
    /// `__bases__`.
    PyResult<Bound<PyTuple>> bases() const;

    /// `issubclass(self, other)`, where `other` is a type or a tuple of them. TypeError where it is neither.
    PyResult<bool> is_subclass(const PyAny& other) const;
    /// `issubclass(self, T)` for the type of a view or of a declared class.
    template <class T> PyResult<bool> is_subclass_of() const;

  protected:
    using PyAny::PyAny;
};

inline PyResult<Bound<PyString>> PyType::name() const {
    TETHER_TRY(auto name, getattr<"__name__">());
    return std::move(name).cast_into<PyString>();
}

inline PyResult<Bound<PyString>> PyType::qualname() const {
    TETHER_TRY(auto name, Bound<PyAny>::from_owned_ptr_or_err(py(), ffi::type_qualname(as_type_ptr())));
    return std::move(name).cast_into<PyString>();
}

inline PyResult<Bound<PyString>> PyType::module() const {
    TETHER_TRY(auto name, getattr<"__module__">());
    return std::move(name).cast_into<PyString>();
}

inline PyResult<Bound<PyString>> PyType::fully_qualified_name() const {
    return detail::owned<PyString>(ffi::type_fully_qualified_name(as_type_ptr()));
}

inline PyResult<Bound<PyTuple>> PyType::mro() const {
    TETHER_TRY(auto types, getattr<"__mro__">());
    return std::move(types).cast_into<PyTuple>();
}

inline PyResult<Bound<PyTuple>> PyType::bases() const {
    TETHER_TRY(auto types, getattr<"__bases__">());
    return std::move(types).cast_into<PyTuple>();
}

inline PyResult<bool> PyType::is_subclass(const PyAny& other) const {
    return detail::truth(PyObject_IsSubclass(ptr(), other.as_ptr()));
}

template <class T> PyResult<bool> PyType::is_subclass_of() const {
    PyObject* const other = detail::members_t<T>::type_object();
    return detail::truth(other != nullptr ? PyObject_IsSubclass(ptr(), other) : -1);
}

inline Borrowed<PyType> PyAny::get_type() const noexcept {
    return Borrowed<PyType>::from_ptr(py(), reinterpret_cast<PyObject*>(Py_TYPE(ptr())));
}

template <class T> Borrowed<PyType> Python::type_of() const {
    PyObject* const type = detail::members_t<T>::type_object();
    if (type == nullptr) detail::throw_error(PyErr::fetch(*this));
    return Borrowed<PyType>::from_ptr(*this, type);
}

inline Bound<PyType> PyErr::get_type(Python py) const noexcept {
    return Bound<PyType>::from_borrowed_ptr(py, detail::exception_type(state_));
}

inline PyResult<Bound<PyType>> PyErr::new_type(Python /*py*/, const char* name, const char* doc) {
    return detail::owned<PyType>(PyErr_NewExceptionWithDoc(name, doc, nullptr, nullptr));
}

inline PyResult<Bound<PyType>> PyErr::new_type(const char* name, const char* doc, const PyAny& base) {
    return detail::owned<PyType>(PyErr_NewExceptionWithDoc(name, doc, base.as_ptr(), nullptr));
}

inline PyResult<Bound<PyType>> PyErr::new_type(const char* name, const char* doc, const PyAny& base,
                                               const PyAny& dict) {
    return detail::owned<PyType>(PyErr_NewExceptionWithDoc(name, doc, base.as_ptr(), dict.as_ptr()));
}

} // namespace tether::inline TETHER_ABI
