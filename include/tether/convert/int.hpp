// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions between int and the integral types of C++; those of 128 bits are in convert/int128.hpp.
#pragma once

#include <tether/convert/failures.hpp>
#include <tether/convert/traits.hpp>

#include <cstdint>
#include <limits>

namespace tether::inline TETHER_ABI {
namespace detail {

template <class T> inline constexpr bool is_character = false;
template <> inline constexpr bool is_character<char> = true;
template <> inline constexpr bool is_character<wchar_t> = true;
template <> inline constexpr bool is_character<char8_t> = true;
template <> inline constexpr bool is_character<char16_t> = true;
template <> inline constexpr bool is_character<char32_t> = true;

/// The integral types that are numbers: not bool, not the character types. `signed char` and `unsigned char`
/// are.
template <class T>
concept Integer = std::integral<T> && !std::same_as<T, bool> && !is_character<T> && sizeof(T) <= 8;

/// "-1 is out of range 0..255", from the range on.
TETHER_COLD inline ErrState* out_of_range(PyObject* value, std::string_view range) noexcept {
    TextBuffer message;
    int overflow = 0;
    std::int64_t const small = PyLong_AsLongLongAndOverflow(value, &overflow);
    if (overflow == 0) {
        message.add(small);
    } else {
        // No str(): a derived type may have its own. An int of thousands of digits refuses.
        PyObject* const digits = PyNumber_ToBase(value, 10);
        const char* const text = digits != nullptr ? ffi::str_text(digits) : nullptr;
        if (text == nullptr) PyErr_Clear();
        message.add(text != nullptr && std::strlen(text) <= 60 ? text : "int");
        Py_XDECREF(digits);
    }
    return new_overflow_error(message.add(" is out of range ").add(range.data(), range.size()).view());
}

TETHER_COLD inline ErrState* out_of_range(PyObject* value, std::int64_t lowest,
                                          std::uint64_t highest) noexcept {
    TextBuffer range;
    return out_of_range(value, range.add(lowest).add("..").add(highest).view());
}

/// `operator.index(object)`: a new reference, or null with the error in `error`.
TETHER_COLD inline PyObject* index_of(PyObject* object, ErrState*& error) noexcept {
    if (PyIndex_Check(object) == 0) {
        error = new_mismatch("'%s' object cannot be interpreted as an integer", object);
        return nullptr;
    }
    PyObject* const index = PyNumber_Index(object);
    if (index == nullptr) error = fetch_error();
    return index;
}

/// An int of any size within a range, without an error where it is none.
TETHER_NOINLINE inline bool read_signed(PyObject* value, std::int64_t& out, std::int64_t lowest,
                                        std::int64_t highest) noexcept {
    int overflow = 0;
    if (!ffi::read_small_int(value, out)) out = PyLong_AsLongLongAndOverflow(value, &overflow);
    return overflow == 0 && out >= lowest && out <= highest;
}

TETHER_NOINLINE inline bool read_unsigned(PyObject* value, std::uint64_t& out,
                                          std::uint64_t highest) noexcept {
    int overflow = 0;
    std::int64_t narrow = 0;
    if (!ffi::read_small_int(value, narrow)) narrow = PyLong_AsLongLongAndOverflow(value, &overflow);
    out = static_cast<std::uint64_t>(narrow);
    if (overflow == 0) return narrow >= 0 && out <= highest;
    if (overflow < 0 || highest <= std::uint64_t{std::numeric_limits<std::int64_t>::max()}) return false;
    out = PyLong_AsUnsignedLongLong(value);
    if (out != std::numeric_limits<std::uint64_t>::max() || PyErr_Occurred() == nullptr)
        return out <= highest;
    PyErr_Clear();
    return false;
}

/// An int and of no derived type, within a range.
inline bool load_exact_signed(PyObject* object, std::int64_t& out, std::int64_t lowest,
                              std::int64_t highest) noexcept {
    if (!PyLong_CheckExact(object)) [[unlikely]]
        return false;
    if (!ffi::long_is_compact(object)) [[unlikely]]
        return read_signed(object, out, lowest, highest);
    out = ffi::compact_value(object);
    return out >= lowest && out <= highest;
}

inline bool load_exact_unsigned(PyObject* object, std::uint64_t& out, std::uint64_t highest) noexcept {
    if (!PyLong_CheckExact(object)) [[unlikely]]
        return false;
    if (!ffi::long_is_compact(object)) [[unlikely]]
        return read_unsigned(object, out, highest);
    Py_ssize_t const value = ffi::compact_value(object);
    out = static_cast<std::uint64_t>(value);
    return value >= 0 && out <= highest;
}

/// An int of any size or derived type, or what `__index__` gives.
TETHER_NOINLINE inline ErrState* load_signed_slow(PyObject* object, std::int64_t& out, std::int64_t lowest,
                                                  std::int64_t highest) noexcept {
    ErrState* error = nullptr;
    PyObject* const index = PyLong_Check(object) ? object : index_of(object, error);
    if (index == nullptr) return error;
    if (!read_signed(index, out, lowest, highest))
        error = out_of_range(index, lowest, static_cast<std::uint64_t>(highest));
    if (index != object) Py_DECREF(index);
    return error;
}

TETHER_NOINLINE inline ErrState* load_unsigned_slow(PyObject* object, std::uint64_t& out,
                                                    std::uint64_t highest) noexcept {
    ErrState* error = nullptr;
    PyObject* const index = PyLong_Check(object) ? object : index_of(object, error);
    if (index == nullptr) return error;
    if (!read_unsigned(index, out, highest)) error = out_of_range(index, 0, highest);
    if (index != object) Py_DECREF(index);
    return error;
}

} // namespace detail

template <detail::Integer T> struct FromPyObject<T> {
    static constexpr const char* python_type = "int";

    static bool load_exact(PyObject* object, T& out) noexcept {
        std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint64_t> wide = 0;
        bool is_loaded = false;
        if constexpr (std::is_signed_v<T>)
            is_loaded = detail::load_exact_signed(object, wide, Limits::min(), Limits::max());
        else
            is_loaded = detail::load_exact_unsigned(object, wide, Limits::max());
        out = static_cast<T>(wide);
        return is_loaded;
    }

    static detail::ErrState* load(PyObject* object, T& out) noexcept {
        if (PyLong_CheckExact(object) && ffi::long_is_compact(object)) [[likely]] {
            Py_ssize_t const value = ffi::compact_value(object);
            out = static_cast<T>(value);
            // A digit has 30 bits at most.
            if (sizeof(T) >= 4 ? std::is_signed_v<T> || value >= 0
                               : value >= static_cast<Py_ssize_t>(Limits::min()) &&
                                     value <= static_cast<Py_ssize_t>(Limits::max())) [[likely]]
                return nullptr;
        }
        std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint64_t> wide = 0;
        detail::ErrState* error = nullptr;
        if constexpr (std::is_signed_v<T>)
            error = detail::load_signed_slow(object, wide, Limits::min(), Limits::max());
        else
            error = detail::load_unsigned_slow(object, wide, Limits::max());
        out = static_cast<T>(wide);
        return error;
    }

  private:
    using Limits = std::numeric_limits<T>;
};

template <detail::Integer T> struct IntoPyObject<T> {
    static constexpr const char* python_type = "int";

    static PyObject* cast(T value) noexcept {
        if constexpr (std::is_signed_v<T>)
            return PyLong_FromLongLong(value);
        else
            return PyLong_FromUnsignedLongLong(value);
    }
};

} // namespace tether::inline TETHER_ABI
