// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What a str keeps, under one spelling for every Python.
#pragma once

#include <tether/ffi/python.hpp>

namespace tether::inline TETHER_ABI::ffi {

/// The text of an exact str that keeps it as ASCII, else null (and no error): what can be compared at once.
inline const char* ascii_text(PyObject* object, Py_ssize_t* size) noexcept {
#if defined(PYPY_VERSION)
    (void)object;
    (void)size;
    return nullptr;
#elif defined(Py_LIMITED_API)
    if (!PyUnicode_CheckExact(object)) return nullptr;
    const char* const text = PyUnicode_AsUTF8AndSize(object, size);
    if (text == nullptr) return PyErr_Clear(), nullptr;
    return PyUnicode_GetLength(object) == *size ? text : nullptr;
#else
    if (!PyUnicode_CheckExact(object) || !PyUnicode_IS_COMPACT_ASCII(object)) return nullptr;
    *size = PyUnicode_GET_LENGTH(object);
    return reinterpret_cast<const char*>(reinterpret_cast<PyASCIIObject*>(object) +
                                         1); // PyUnicode_DATA asks again
#endif
}

/// The text of a str, kept by it, null with an error set: what messages show, up to its first zero.
inline const char* str_text(PyObject* str) noexcept { return PyUnicode_AsUTF8AndSize(str, nullptr); }

/// Whether a str is this UTF-8 text. Raises nothing.
inline bool str_equals(PyObject* str, const char* text, Py_ssize_t size) noexcept {
#if TETHER_API_HEX >= 0x030D0000
    return PyUnicode_EqualToUTF8AndSize(str, text, size) != 0;
#else
    Py_ssize_t own_size = 0;
    const char* const own_text = PyUnicode_AsUTF8AndSize(str, &own_size);
    if (own_text == nullptr) PyErr_Clear();
    return own_text != nullptr && own_size == size &&
           std::memcmp(own_text, text, static_cast<std::size_t>(size)) == 0;
#endif
}

/// The characters of a str as it keeps them, `*kind` bytes each, borrowed from it; null with an error set.
inline const void* str_data(PyObject* str, Py_ssize_t* size, int* kind) noexcept {
#if defined(Py_LIMITED_API)
    (void)str, (void)size, (void)kind;
    PyErr_SetString(PyExc_SystemError, "the limited API does not show how a str keeps its characters");
    return nullptr;
#else
#if TETHER_API_HEX < 0x030C0000
    if (PyUnicode_READY(str) < 0) return nullptr;
#endif
    *size = PyUnicode_GET_LENGTH(str);
    *kind = static_cast<int>(PyUnicode_KIND(str));
    return PyUnicode_DATA(str);
#endif
}

/// Bytes that nobody else knows yet, cut down to a size: a new reference, or null with an error set. Steals
/// them.
inline PyObject* shorten_bytes(PyObject* bytes, Py_ssize_t size) noexcept {
#ifdef Py_LIMITED_API
    PyObject* const shorter = PyBytes_FromStringAndSize(PyBytes_AsString(bytes), size);
    Py_DECREF(bytes);
    return shorter;
#else
    (void)_PyBytes_Resize(&bytes, size); // makes it null where it fails
    return bytes;
#endif
}

} // namespace tether::inline TETHER_ABI::ffi
