// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions between a str of one character and the character types of C++.
#pragma once

#include <tether/convert/int.hpp>
#include <tether/convert/wide_string.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// The character types; `signed char` and `unsigned char` are numbers.
template <class T>
concept Character = is_character<T>;

/// The character of a str that has one, up to `highest`: ValueError for another length or a character beyond,
/// UnicodeEncodeError for a lone surrogate.
TETHER_NOINLINE inline ErrState* load_character(PyObject* object, char32_t& out, char32_t highest) noexcept {
    if (!PyUnicode_Check(object)) return new_cast_error(object, "str");
    Py_ssize_t const length = PyUnicode_GetLength(object);
    char text[96];
    if (length != 1) {
        std::snprintf(text, sizeof text, "expected a str of one character, got %lld",
                      static_cast<long long>(length));
        return new_value_error(text);
    }
    out = PyUnicode_ReadChar(object, 0);
    if (out >= 0xD800 && out <= 0xDFFF) {
        Py_ssize_t size = 0;
        return PyUnicode_AsUTF8AndSize(object, &size) == nullptr ? fetch_error() : nullptr;
    }
    if (out <= highest) return nullptr;
    std::snprintf(text, sizeof text, "character U+%04lX is out of range U+0000..U+%04lX",
                  static_cast<unsigned long>(out), static_cast<unsigned long>(highest));
    return new_value_error(text);
}

/// What one unit can hold by itself: of UTF-8 that is ASCII.
template <Character T>
inline constexpr char32_t highest_character = sizeof(T) == 1   ? 0x7F
                                              : sizeof(T) == 2 ? 0xFFFF
                                                               : 0x10FFFF;

} // namespace detail

template <detail::Character T> struct FromPyObject<T> {
    static constexpr const char* python_type = "str";

    static detail::ErrState* load(PyObject* object, T& out) noexcept {
        char32_t wide = 0;
        detail::ErrState* const error = detail::load_character(object, wide, detail::highest_character<T>);
        out = static_cast<T>(wide);
        return error;
    }
};

/// UnicodeDecodeError for what is no character by itself.
template <detail::Character T> struct IntoPyObject<T> {
    static constexpr const char* python_type = "str";

    static PyObject* cast(T value) noexcept { return detail::decode(&value, 1, sizeof value); }
};

} // namespace tether::inline TETHER_ABI
