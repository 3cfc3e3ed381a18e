// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// From a PyResult to Python: its value, or its exception raised.
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

} // namespace tether::inline TETHER_ABI
