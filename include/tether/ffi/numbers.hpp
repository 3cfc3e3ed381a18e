// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Ints and floats, under one spelling for every Python.
#pragma once

#include <tether/ffi/python.hpp>

#include <cstdint>

namespace tether::inline TETHER_ABI::ffi {

/// `hash` of an int: -1 with an error set.
inline Py_hash_t long_hash(PyObject* value) noexcept {
#ifdef Py_LIMITED_API
    return reinterpret_cast<hashfunc>(PyType_GetSlot(&PyLong_Type, Py_tp_hash))(value);
#else
    return PyLong_Type.tp_hash(value);
#endif
}

/// The value of a float.
inline double float_value(PyObject* value) noexcept {
#ifdef Py_LIMITED_API
    return PyFloat_AsDouble(value);
#else
    return PyFloat_AS_DOUBLE(value);
#endif
}

/// Whether an object has `__float__` or `__index__`, so that PyFloat_AsDouble takes it.
inline bool has_float(PyObject* object) noexcept {
#ifdef Py_LIMITED_API
    return PyType_GetSlot(Py_TYPE(object), Py_nb_float) != nullptr || PyIndex_Check(object) != 0;
#else
    PyNumberMethods const* const number = Py_TYPE(object)->tp_as_number;
    return number != nullptr && (number->nb_float != nullptr || number->nb_index != nullptr);
#endif
}

/// Whether an exact or derived int is small enough to be read at once by compact_value().
inline bool long_is_compact(PyObject* object) noexcept {
#if defined(PYPY_VERSION) || defined(Py_LIMITED_API)
    (void)object;
    return false;
#elif TETHER_API_HEX >= 0x030C0000
    return PyUnstable_Long_IsCompact(reinterpret_cast<PyLongObject*>(object)) != 0;
#else
    Py_ssize_t const size = Py_SIZE(object);
    return size >= -1 && size <= 1;
#endif
}

/// The value of an int for which long_is_compact() holds.
inline Py_ssize_t compact_value(PyObject* object) noexcept {
#if defined(PYPY_VERSION) || defined(Py_LIMITED_API)
    (void)object;
    return 0;
#elif TETHER_API_HEX >= 0x030C0000
    return PyUnstable_Long_CompactValue(reinterpret_cast<PyLongObject*>(object));
#else
    return Py_SIZE(object) * static_cast<Py_ssize_t>(reinterpret_cast<PyLongObject*>(object)->ob_digit[0]);
#endif
}

/// The value of an int below 2**60 or so, read without a call: false where it is larger.
inline bool read_small_int(PyObject* object, std::int64_t& out) noexcept {
#if defined(PYPY_VERSION) || defined(Py_LIMITED_API)
    (void)object;
    (void)out;
    return false;
#else
    auto const* const value = reinterpret_cast<PyLongObject*>(object);
#if TETHER_API_HEX >= 0x030C0000
    auto const tag = value->long_value.lv_tag; // the number of digits over three bits, of which 2 is the sign
    const digit* const digits = value->long_value.ob_digit;
    std::size_t const count = tag >> 3;
    bool const is_negative = (tag & 2) != 0;
#else
    Py_ssize_t const size = Py_SIZE(object);
    const digit* const digits = value->ob_digit;
    std::size_t const count = static_cast<std::size_t>(size < 0 ? -size : size);
    bool const is_negative = size < 0;
#endif
    if (count > 2) return false;
    std::int64_t magnitude = count > 0 ? digits[0] : 0;
    if (count > 1) magnitude |= static_cast<std::int64_t>(digits[1]) << PyLong_SHIFT;
    out = is_negative ? -magnitude : magnitude;
    return true;
#endif
}

#ifdef Py_LIMITED_API
/// Calls a method of int itself with the arguments that a format builds, and `signed`.
template <class... Args>
PyObject* call_long_method(const char* name, bool is_signed, const char* format, Args... values) noexcept {
    PyObject* const method = PyObject_GetAttrString(reinterpret_cast<PyObject*>(&PyLong_Type), name);
    PyObject* const args = Py_BuildValue(format, values...);
    PyObject* const kwargs = Py_BuildValue("{sO}", "signed", is_signed ? Py_True : Py_False);
    PyObject* const result = method != nullptr && args != nullptr && kwargs != nullptr
                                 ? PyObject_Call(method, args, kwargs)
                                 : nullptr;
    Py_XDECREF(kwargs);
    Py_XDECREF(args);
    Py_XDECREF(method);
    return result;
}
#endif

/// An int as little-endian two's complement bytes; false where it does not fit (no error is set then) or with
/// one set.
inline bool long_as_bytes(PyObject* value, unsigned char* bytes, std::size_t size, bool is_signed) noexcept {
#if TETHER_API_HEX >= 0x030E0000 || (TETHER_API_HEX >= 0x030D0000 && !defined(Py_LIMITED_API))
    int const flags = Py_ASNATIVEBYTES_LITTLE_ENDIAN |
                      (is_signed ? 0 : Py_ASNATIVEBYTES_UNSIGNED_BUFFER | Py_ASNATIVEBYTES_REJECT_NEGATIVE);
    const Py_ssize_t needed = PyLong_AsNativeBytes(value, bytes, static_cast<Py_ssize_t>(size), flags);
    if (needed < 0) {
        if (PyErr_ExceptionMatches(PyExc_ValueError)) PyErr_Clear();
        return false;
    }
    return static_cast<std::size_t>(needed) <= size;
#elif defined(Py_LIMITED_API)
    PyObject* const result =
        call_long_method("to_bytes", is_signed, "(Ons)", value, static_cast<Py_ssize_t>(size), "little");
    if (result != nullptr) std::memcpy(bytes, PyBytes_AsString(result), size);
    Py_XDECREF(result);
    if (result == nullptr && PyErr_ExceptionMatches(PyExc_OverflowError)) PyErr_Clear();
    return result != nullptr;
#else
    if (_PyLong_AsByteArray(reinterpret_cast<PyLongObject*>(value), bytes, size, 1, is_signed ? 1 : 0) == 0)
        return true;
    if (PyErr_ExceptionMatches(PyExc_OverflowError)) PyErr_Clear();
    return false;
#endif
}

/// An int from little-endian two's complement bytes: a new reference or null with an error set.
inline PyObject* long_from_bytes(const unsigned char* bytes, std::size_t size, bool is_signed) noexcept {
#if TETHER_API_HEX >= 0x030E0000 || (TETHER_API_HEX >= 0x030D0000 && !defined(Py_LIMITED_API))
    return is_signed ? PyLong_FromNativeBytes(bytes, size, Py_ASNATIVEBYTES_LITTLE_ENDIAN)
                     : PyLong_FromUnsignedNativeBytes(bytes, size, Py_ASNATIVEBYTES_LITTLE_ENDIAN);
#elif defined(Py_LIMITED_API)
    return call_long_method("from_bytes", is_signed, "(y#s)", bytes, static_cast<Py_ssize_t>(size), "little");
#else
    return _PyLong_FromByteArray(bytes, size, 1, is_signed ? 1 : 0);
#endif
}

} // namespace tether::inline TETHER_ABI::ffi
