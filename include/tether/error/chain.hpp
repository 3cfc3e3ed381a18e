// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What hangs on an exception: its cause, its context and its notes.
#pragma once

#include <tether/error/exceptions.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// Steals the reference, which may be null.
template <class E> std::optional<E> error_if_any(PyObject* exception) noexcept {
    if (exception == nullptr) return std::nullopt;
    return E::from_state(new_made(exception));
}

/// An error, an optional one or std::nullopt, for the call that it is passed to.
class ErrorOrNone {
  public:
    ErrorOrNone(std::nullopt_t) noexcept {}                      // NOLINT(google-explicit-constructor)
    ErrorOrNone(const PyErr& error) noexcept : error_(&error) {} // NOLINT(google-explicit-constructor)
    template <std::same_as<PyErr> E>
    ErrorOrNone(const std::optional<E>& error) noexcept // NOLINT(google-explicit-constructor)
        : error_(error ? &*error : nullptr) {}

    /// The exception, a new reference, or null.
    PyObject* exception(Python py) const noexcept {
        return error_ != nullptr ? error_->into_value(py).into_ptr() : nullptr;
    }

  private:
    const PyErr* error_ = nullptr;
};

} // namespace detail

template <class E> std::optional<E> PyErr::cause(Python /*py*/) const noexcept {
    return detail::error_if_any<E>(PyException_GetCause(detail::made(state_)));
}

inline void PyErr::set_cause(Python py, detail::ErrorOrNone cause) const noexcept {
    PyException_SetCause(detail::made(state_), cause.exception(py));
}

template <class E> std::optional<E> PyErr::context(Python /*py*/) const noexcept {
    return detail::error_if_any<E>(PyException_GetContext(detail::made(state_)));
}

inline void PyErr::set_context(Python py, detail::ErrorOrNone context) const noexcept {
    PyException_SetContext(detail::made(state_), context.exception(py));
}

inline PyResult<void> PyErr::add_note(Python /*py*/, std::string_view note) const {
    PyObject* const text = PyUnicode_DecodeUTF8(note.data(), static_cast<Py_ssize_t>(note.size()), "replace");
    if (text == nullptr) return fetch(Python::assume_attached());
    int const status = ffi::add_note(detail::made(state_), text);
    Py_DECREF(text);
    return detail::succeeded(status);
}

} // namespace tether::inline TETHER_ABI
