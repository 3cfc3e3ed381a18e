// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What hangs on an exception: its cause, its context and its notes.
#pragma once

#include <tether/error/exceptions.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// An error of a new reference to an exception, empty for null. Attached.
inline std::optional<PyErr> optional_error(PyObject* exception) noexcept {
    if (exception == nullptr) return std::nullopt;
    return PyErr::from_state(new_made(exception));
}

/// A new reference to the exception of an error, null for none. Attached.
inline PyObject* optional_exception(Python py, const std::optional<PyErr>& error) noexcept {
    return error ? error->into_value(py).into_ptr() : nullptr;
}

} // namespace detail

inline std::optional<PyErr> PyErr::cause(Python /*py*/) const noexcept {
    return detail::optional_error(PyException_GetCause(detail::made(state_)));
}

inline void PyErr::set_cause(Python py, const std::optional<PyErr>& cause) const noexcept {
    PyException_SetCause(detail::made(state_), detail::optional_exception(py, cause));
}

inline std::optional<PyErr> PyErr::context(Python /*py*/) const noexcept {
    return detail::optional_error(PyException_GetContext(detail::made(state_)));
}

inline void PyErr::set_context(Python py, const std::optional<PyErr>& context) const noexcept {
    PyException_SetContext(detail::made(state_), detail::optional_exception(py, context));
}

inline PyResult<void> PyErr::add_note(Python /*py*/, std::string_view note) const {
    PyObject* const text = PyUnicode_DecodeUTF8(note.data(), static_cast<Py_ssize_t>(note.size()), "replace");
    if (text == nullptr) return fetch(Python::assume_attached());
    int const status = ffi::add_note(detail::made(state_), text);
    Py_DECREF(text);
    return detail::succeeded(status);
}

} // namespace tether::inline TETHER_ABI
