// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions between str and std::string, and from string literals and views. Text is UTF-8 in C++.
#pragma once

#include <tether/convert/traits.hpp>

#include <string>

namespace tether::inline TETHER_ABI {
namespace detail {

/// The UTF-8 of a str, which the object keeps: an error for what is no str, and for a lone surrogate.
TETHER_NOINLINE inline ErrState* load_utf8(PyObject* object, std::string_view& out) noexcept {
    if (!PyUnicode_Check(object)) return new_cast_error(object, "str");
    Py_ssize_t size = 0;
    const char* const text = PyUnicode_AsUTF8AndSize(object, &size);
    if (text == nullptr) return fetch_error();
    out = {text, static_cast<std::size_t>(size)};
    return nullptr;
}

inline PyObject* string_from_utf8(std::string_view text) noexcept {
    return PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), nullptr);
}

} // namespace detail

template <> struct FromPyObject<std::string> {
    static constexpr const char* python_type = "str";

    static detail::ErrState* load(PyObject* object, std::string& out) {
        std::string_view text;
        detail::ErrState* const error = detail::load_utf8(object, text);
        if (error == nullptr) out.assign(text);
        return error;
    }
};

template <> struct IntoPyObject<std::string> {
    static constexpr const char* python_type = "str";

    static PyObject* cast(const std::string& value) noexcept { return detail::string_from_utf8(value); }
};

template <> struct IntoPyObject<std::string_view> {
    static constexpr const char* python_type = "str";

    static PyObject* cast(std::string_view value) noexcept { return detail::string_from_utf8(value); }
};

template <> struct IntoPyObject<const char*> {
    static constexpr const char* python_type = "str";

    static PyObject* cast(const char* value) noexcept { return detail::string_from_utf8(value); }
};

} // namespace tether::inline TETHER_ABI
