// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions of what is a Python object already: views, Bound, Borrowed, Py.
#pragma once

#include <tether/convert/traits.hpp>

namespace tether::inline TETHER_ABI {

namespace detail {

/// Null where the object is an instance of a view's type, else the error.
template <class View> ErrState* check_type(PyObject* object) noexcept {
    if constexpr (!std::is_same_v<View, PyAny>) {
        if (!View::is_type_of(object)) [[unlikely]]
            return new_cast_error(object, View::type_name);
    }
    return nullptr;
}

} // namespace detail

template <class T> struct FromPyObject<Bound<T>> {
    static constexpr const char* python_type = detail::members_t<T>::type_name;

    static PyResult<Bound<T>> extract(const PyAny& object) { return object.cast<T>(); }
};

template <class T> struct FromPyObject<Py<T>> {
    static constexpr const char* python_type = detail::members_t<T>::type_name;

    static PyResult<Py<T>> extract(const PyAny& object) {
        if (detail::ErrState* const error = detail::check_type<detail::members_t<T>>(object.as_ptr()))
            return PyErr::from_state(error);
        return Py<T>::from_borrowed_ptr(object.py(), object.as_ptr());
    }
};

template <detail::View T> struct IntoPyObject<T> {
    static constexpr const char* python_type = T::type_name;

    static PyObject* cast(const T& value) noexcept { return ffi::new_ref(value.as_ptr()); }
};

template <class T> struct IntoPyObject<Bound<T>> {
    static constexpr const char* python_type = detail::members_t<T>::type_name;

    static PyObject* cast(const Bound<T>& value) noexcept { return ffi::new_ref(value.as_ptr()); }
    static PyObject* cast(Bound<T>&& value) noexcept { return std::move(value).into_ptr(); }
};

template <class T> struct IntoPyObject<Py<T>> {
    static constexpr const char* python_type = detail::members_t<T>::type_name;

    static PyObject* cast(const Py<T>& value) noexcept { return ffi::new_ref(value.as_ptr()); }
    static PyObject* cast(Py<T>&& value) noexcept { return std::move(value).into_ptr(); }
};

} // namespace tether::inline TETHER_ABI
