// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// From a PyResult to Python: its value, or its exception raised. From a PyErr: its exception, a value.
#pragma once

#include <tether/convert/traits.hpp>

namespace tether::inline TETHER_ABI {

/// The value becomes what it would without the PyResult, success without one None; an error is raised.
template <class T> struct IntoPyObject<PyResult<T>> {
    static constexpr const char* python_type = [] {
        if constexpr (std::is_void_v<T>)
            return "None";
        else if constexpr (requires { IntoPyObject<T>::python_type; })
            return IntoPyObject<T>::python_type;
        else
            return "object";
    }();

    template <class R> static PyObject* cast(R&& result) {
        if (result.is_err()) {
            detail::raise_and_release(PyErr(std::forward<R>(result).error()).into_state());
            return nullptr;
        }
        if constexpr (std::is_void_v<T>)
            return ffi::new_ref(Py_None);
        else if constexpr (detail::check_into_python<T>())
            return detail::into_python(*std::forward<R>(result));
        return nullptr;
    }
};

/// An error on its own is a value: the exception itself, not raised. What is to be raised is a PyResult or
/// thrown.
template <> struct IntoPyObject<PyErr> {
    static constexpr const char* python_type = "BaseException";

    static PyObject* cast(const PyErr& error) noexcept {
        return error.into_value(Python::assume_attached()).into_ptr();
    }
};

template <> struct IntoPyObject<Raised> : IntoPyObject<PyErr> {};

} // namespace tether::inline TETHER_ABI
