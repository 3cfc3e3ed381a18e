// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Warnings: PyErr::warn and PyErr::warn_explicit.
#pragma once

#include <tether/error/exceptions.hpp>

namespace tether::inline TETHER_ABI {

/// The place that a warning names: `PyErr::warn_explicit(category, "text", {.filename = "a.conf", .line =
/// 3})`.
struct WarningPlace {
    const char* filename = "<unknown>";
    int line = 0;
    /// The module's name; null is the file's name without its suffix.
    const char* module = nullptr;
    /// The `__warningregistry__` dict that remembers what was shown already; null forgets.
    const PyAny* registry = nullptr;
};

namespace detail {

/// The type of a warning, which Python's C API does not check: null with TypeError set. None is UserWarning.
inline PyObject* warning_category(PyObject* category) noexcept {
    if (category == Py_None) return PyExc_UserWarning;
    if (category == nullptr) return nullptr;
    if (PyExceptionClass_Check(category) && PyType_IsSubtype(reinterpret_cast<PyTypeObject*>(category),
                                                             reinterpret_cast<PyTypeObject*>(PyExc_Warning)))
        return category;
    PyErr_Format(PyExc_TypeError, "category must be a Warning subclass, not '%s'",
                 ffi::TypeText(Py_TYPE(category)).text());
    return nullptr;
}

/// Issues a warning: 0, or -1 with an error set. Attached.
TETHER_COLD inline int warn(PyObject* category, std::string_view text, Py_ssize_t stacklevel) noexcept {
    category = warning_category(category);
    if (category == nullptr) return -1;
    PyObject* const message =
        PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "replace");
    if (message == nullptr) return -1;
    int const status = PyErr_WarnFormat(category, stacklevel, "%U", message);
    Py_DECREF(message);
    return status;
}

} // namespace detail

template <class T>
PyResult<void> PyErr::warn(Python /*py*/, std::string_view message, Py_ssize_t stacklevel) {
    return detail::succeeded(detail::warn(T::type_object(), message, stacklevel));
}

inline PyResult<void> PyErr::warn(const PyAny& category, std::string_view message, Py_ssize_t stacklevel) {
    return detail::succeeded(detail::warn(category.as_ptr(), message, stacklevel));
}

inline PyResult<void> PyErr::warn_explicit(const PyAny& category, std::string_view message,
                                           const WarningPlace& place) {
    PyObject* const type = detail::warning_category(category.as_ptr());
    if (type == nullptr) return detail::succeeded(-1);
    PyObject* const registry = place.registry != nullptr ? place.registry->as_ptr() : nullptr;
    return detail::succeeded(PyErr_WarnExplicit(type, std::string(message).c_str(), place.filename,
                                                place.line, place.module, registry));
}

} // namespace tether::inline TETHER_ABI
