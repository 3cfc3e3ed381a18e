// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions between int and the integers of 128 bits, where the compiler has them.
#pragma once

#include <tether/convert/int.hpp>
#include <tether/types/int.hpp>

namespace tether::inline TETHER_ABI {

#if TETHER_HAS_INT128

namespace detail {

/// An int of at most 16 bytes: 1, 0 where it does not fit, -1 with an error set.
inline int read_int128(PyObject* value, unsigned char* bytes, bool is_signed) noexcept {
    if (ffi::long_as_bytes(value, bytes, 16, is_signed)) return 1;
    return PyErr_Occurred() != nullptr ? -1 : 0;
}

TETHER_NOINLINE inline ErrState* load_int128(PyObject* object, unsigned char* bytes,
                                             bool is_signed) noexcept {
    ErrState* error = nullptr;
    PyObject* const index = PyLong_Check(object) ? ffi::new_ref(object) : index_of(object, error);
    if (index == nullptr) return error;
    int const status = read_int128(index, bytes, is_signed);
    if (status < 0)
        error = fetch_error();
    else if (status == 0 && is_signed)
        error = out_of_range(
            index, "-170141183460469231731687303715884105728..170141183460469231731687303715884105727");
    else if (status == 0)
        error = out_of_range(index, "0..340282366920938463463374607431768211455");
    Py_DECREF(index);
    return error;
}

/// From little-endian bytes and to them, on any machine.
inline uint128 join_bytes(const unsigned char* bytes) noexcept {
    uint128 value = 0;
    for (int i = 15; i >= 0; --i) value = value << 8 | bytes[i];
    return value;
}

inline void split_bytes(uint128 value, unsigned char* bytes) noexcept {
    for (int i = 0; i < 16; ++i, value >>= 8) bytes[i] = static_cast<unsigned char>(value);
}

} // namespace detail

template <detail::Integer128 T> struct FromPyObject<T> {
    static constexpr const char* python_type = "int";

    static bool load_exact(PyObject* object, T& out) noexcept {
        unsigned char bytes[16];
        if (!PyLong_CheckExact(object)) return false;
        int const status = detail::read_int128(object, bytes, is_signed);
        if (status < 0) PyErr_Clear(); // load() will tell
        if (status > 0) out = static_cast<T>(detail::join_bytes(bytes));
        return status > 0;
    }

    static detail::ErrState* load(PyObject* object, T& out) noexcept {
        unsigned char bytes[16]{};
        detail::ErrState* const error = detail::load_int128(object, bytes, is_signed);
        out = static_cast<T>(detail::join_bytes(bytes));
        return error;
    }

  private:
    static constexpr bool is_signed = static_cast<T>(-1) < 0;
};

template <detail::Integer128 T> struct IntoPyObject<T> {
    static constexpr const char* python_type = "int";

    static PyObject* cast(T value) noexcept {
        unsigned char bytes[16];
        detail::split_bytes(static_cast<uint128>(value), bytes);
        return ffi::long_from_bytes(bytes, sizeof bytes, static_cast<T>(-1) < 0);
    }
};

template <detail::Integer128 T> PyResult<Bound<PyInt>> PyInt::create(Python /*py*/, T number) {
    return detail::owned<PyInt>(IntoPyObject<T>::cast(number));
}

#endif

} // namespace tether::inline TETHER_ABI
