// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions between str and the strings of char8_t, char16_t, char32_t and wchar_t.
#pragma once

#include <tether/convert/failures.hpp>
#include <tether/convert/string.hpp>
#include <tether/convert/strong.hpp>

#include <bit>

namespace tether::inline TETHER_ABI {
namespace detail {

/// The characters of strings that are not UTF-8 in char.
template <class C>
concept WideCharacter = std::same_as<C, char8_t> || std::same_as<C, char16_t> || std::same_as<C, char32_t> ||
                        std::same_as<C, wchar_t>;

inline constexpr bool is_little_endian = std::endian::native == std::endian::little;

/// Text encoded in units of `unit` bytes, this machine's byte order, no mark in front: a new reference to
/// bytes, or null with the error in `error`, as for a lone surrogate.
TETHER_NOINLINE inline PyObject* encode(PyObject* object, std::size_t unit, ErrState*& error) noexcept {
    if (!PyUnicode_Check(object)) {
        error = new_cast_error(object, "str");
        return nullptr;
    }
    const char* const encoding = unit == 1          ? "utf-8"
                                 : unit == 2        ? (is_little_endian ? "utf-16-le" : "utf-16-be")
                                 : is_little_endian ? "utf-32-le"
                                                    : "utf-32-be";
    PyObject* const bytes = PyUnicode_AsEncodedString(object, encoding, "strict");
    if (bytes == nullptr) error = fetch_error();
    return bytes;
}

/// The opposite: a new reference, or null with UnicodeDecodeError set.
TETHER_NOINLINE inline PyObject* decode(const void* data, std::size_t size, std::size_t unit) noexcept {
    const char* const bytes = static_cast<const char*>(data);
    Py_ssize_t const byte_count = static_cast<Py_ssize_t>(size * unit);
    int order = is_little_endian ? -1 : 1; // said, so that a mark in front is a character like others
    if (unit == 1) return PyUnicode_DecodeUTF8(bytes, byte_count, nullptr);
    return unit == 2 ? PyUnicode_DecodeUTF16(bytes, byte_count, nullptr, &order)
                     : PyUnicode_DecodeUTF32(bytes, byte_count, nullptr, &order);
}

} // namespace detail

/// A lone surrogate is UnicodeEncodeError: what a string of these says is always text.
template <detail::WideCharacter C> struct FromPyObject<std::basic_string<C>> {
    static constexpr const char* python_type = "str";

    static detail::ErrState* load(PyObject* object, std::basic_string<C>& out) {
        detail::ErrState* error = nullptr;
        detail::Strong const bytes(detail::encode(object, sizeof(C), error));
        if (!bytes) return error;
        std::size_t const size = static_cast<std::size_t>(ffi::bytes_size(bytes.get()));
        out.resize(size / sizeof(C));
        std::memcpy(out.data(), ffi::bytes_data(bytes.get()), size);
        return nullptr;
    }
};

/// A lone surrogate, or a number that is no character's, is UnicodeDecodeError.
template <detail::WideCharacter C> struct IntoPyObject<std::basic_string_view<C>> {
    static constexpr const char* python_type = "str";

    static PyObject* cast(std::basic_string_view<C> value) noexcept {
        return detail::decode(value.data(), value.size(), sizeof(C));
    }
};

template <detail::WideCharacter C>
struct IntoPyObject<std::basic_string<C>> : IntoPyObject<std::basic_string_view<C>> {};

/// A null pointer is None.
template <detail::WideCharacter C> struct IntoPyObject<const C*> {
    static constexpr const char* python_type = "str | None";

    static PyObject* cast(const C* value) noexcept {
        return value != nullptr ? IntoPyObject<std::basic_string_view<C>>::cast(value)
                                : ffi::new_ref(Py_None);
    }
};

} // namespace tether::inline TETHER_ABI
