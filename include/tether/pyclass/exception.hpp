// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Declared classes that derive from a Python exception: thrown in C++, they are caught in Python as their
// class.
#pragma once

#include <tether/pyclass/convert.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// A declared class whose base is an exception, `Class<PyValueError>`.
template <class T>
concept ExceptionClass = PyClass<T> && std::derived_from<base_of<root_of<T>>, PyBaseException>;

/// The error whose value is a new instance with a copy.
template <class E> PyErr error_with(const E& value) noexcept {
    PyObject* const object = new_object<E>(value);
    if (object == nullptr) return PyErr::from_state(fetch_error());
    return PyErr::from_value(Bound<PyAny>::from_owned_ptr(Python::assume_attached(), object));
}

} // namespace detail

/// The exception itself. `args` are the text where the class has `what()`, else none.
template <detail::ExceptionClass E> struct IntoPyErr<E> {
    static PyErr into_pyerr(Python /*py*/, const E& error) noexcept { return detail::error_with(error); }
};
template <std::derived_from<std::exception> E>
    requires detail::ExceptionClass<E>
struct IntoPyErr<E> {
    static PyErr into_pyerr(Python /*py*/, const E& error) noexcept { return detail::error_with(error); }
};

} // namespace tether::inline TETHER_ABI
