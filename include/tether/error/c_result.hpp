// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What the functions of Python's C API give, as results.
#pragma once

#include <tether/error/result.hpp>

namespace tether::inline TETHER_ABI {

namespace detail {

/// A new reference as a result, or what was raised instead of it.
template <class T> PyResult<Bound<T>> owned(PyObject* ptr) noexcept {
    if (ptr == nullptr) [[unlikely]]
        return PyResult<Bound<T>>::from_state(fetch_error());
    return PyResult<Bound<T>>::from_value(Bound<T>::from_owned_ptr(Python::assume_attached(), ptr));
}

/// The same of a look-up: a negative status where something was raised, and null for nothing found.
template <class T> PyResult<std::optional<Bound<T>>> owned_if_found(int status, PyObject* ptr) noexcept {
    if (status < 0) [[unlikely]]
        return PyErr::from_state(fetch_error());
    return Bound<T>::from_owned_ptr_or_opt(Python::assume_attached(), ptr);
}

/// C's -1 for failure as a result.
inline PyResult<void> succeeded(int status) noexcept {
    if (status < 0) [[unlikely]]
        return PyErr::from_state(fetch_error());
    return ok();
}

/// C's -1, 0 and 1 as a result.
inline PyResult<bool> truth(int status) noexcept {
    if (status < 0) [[unlikely]]
        return PyErr::from_state(fetch_error());
    return status != 0;
}

} // namespace detail

template <class T> PyResult<Bound<T>> Bound<T>::from_owned_ptr_or_err(Python /*py*/, PyObject* ptr) noexcept {
    return detail::owned<T>(ptr);
}

template <class T>
PyResult<Bound<T>> Bound<T>::from_borrowed_ptr_or_err(Python /*py*/, PyObject* ptr) noexcept {
    Py_XINCREF(ptr);
    return detail::owned<T>(ptr);
}

template <class T> PyResult<Py<T>> Py<T>::from_owned_ptr_or_err(Python /*py*/, PyObject* ptr) noexcept {
    return detail::owned<T>(ptr);
}

template <class T> PyResult<Py<T>> Py<T>::from_borrowed_ptr_or_err(Python /*py*/, PyObject* ptr) noexcept {
    Py_XINCREF(ptr);
    return detail::owned<T>(ptr);
}

template <class T> PyResult<Borrowed<T>> Borrowed<T>::from_ptr_or_err(Python py, PyObject* ptr) noexcept {
    if (ptr == nullptr) return PyErr::fetch(py);
    return from_ptr(py, ptr);
}

} // namespace tether::inline TETHER_ABI
