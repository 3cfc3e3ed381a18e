// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions between str and std::string, and from string literals and views. Text is UTF-8 in C++.
#pragma once

#include <tether/convert/failures.hpp>
#include <tether/convert/traits.hpp>
#include <tether/types/string.hpp>

#include <string>

namespace tether::inline TETHER_ABI {
namespace detail {

TETHER_NOINLINE inline ErrState* load_utf8_slow(PyObject* object, std::string_view& out) noexcept {
    if (!PyUnicode_Check(object)) return new_cast_error(object, "str");
    Py_ssize_t size = 0;
    const char* const text = PyUnicode_AsUTF8AndSize(object, &size);
    if (text == nullptr) return fetch_error();
    out = {text, static_cast<std::size_t>(size)};
    return nullptr;
}

/// The UTF-8 of a str, which the object keeps: an error for what is no str, and for a lone surrogate.
TETHER_NOINLINE inline ErrState* load_utf8(PyObject* object, std::string_view& out) noexcept {
    Py_ssize_t size = 0;
    const char* const text = ffi::ascii_text(object, &size);
    if (text == nullptr) [[unlikely]]
        return load_utf8_slow(object, out);
    out = {text, static_cast<std::size_t>(size)};
    return nullptr;
}

/// The same as a C string: ValueError for a NUL in it.
TETHER_NOINLINE inline ErrState* load_c_string(PyObject* object, const char*& out) noexcept {
    std::string_view text;
    if (ErrState* const error = load_utf8(object, text)) return error;
    if (std::strlen(text.data()) != text.size()) return new_value_error("embedded null character");
    out = text.data();
    return nullptr;
}

} // namespace detail

template <> struct FromPyObject<std::string> {
    static constexpr const char* python_type = "str";

    static detail::ErrState* load(PyObject* object, std::string& out) {
        std::string_view text;
        detail::ErrState* const error = detail::load_utf8(object, text);
        if (error == nullptr) out = std::string(text); // cheaper than assign(), which expects to grow
        return error;
    }

    static bool load_exact(PyObject* object, std::string& out) {
        if (!PyUnicode_CheckExact(object)) return false;
        Py_ssize_t size = 0;
        const char* text = ffi::ascii_text(object, &size);
        if (text == nullptr) text = PyUnicode_AsUTF8AndSize(object, &size);
        if (text == nullptr) {
            PyErr_Clear(); // a lone surrogate, of which load() tells
            return false;
        }
        out = std::string(text, static_cast<std::size_t>(size));
        return true;
    }
};

template <> struct IntoPyObject<std::string> {
    static constexpr const char* python_type = "str";

    static PyObject* cast(const std::string& value) noexcept { return detail::new_string(value); }
};

template <> struct IntoPyObject<std::string_view> {
    static constexpr const char* python_type = "str";

    static PyObject* cast(std::string_view value) noexcept { return detail::new_string(value); }
};

/// A null pointer is None.
template <> struct IntoPyObject<const char*> {
    static constexpr const char* python_type = "str | None";

    static PyObject* cast(const char* value) noexcept {
        return value != nullptr ? detail::new_string(value) : ffi::new_ref(Py_None);
    }
};

template <> struct IntoPyObject<char*> : IntoPyObject<const char*> {};

} // namespace tether::inline TETHER_ABI
