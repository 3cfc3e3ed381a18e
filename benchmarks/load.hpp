// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// One argument by hand: what both hand-written modules use.
#pragma once

#include <Python.h>

#include <cstdint>
#include <cstdio>
#include <limits>
#include <string_view>

namespace {

using Arguments = PyObject* const*;

/// An int of one digit, read where it lies.
inline bool read_compact(PyObject* object, long& out) {
#if PY_VERSION_HEX >= 0x030C0000
    auto* number = reinterpret_cast<PyLongObject*>(object);
    if (!PyLong_CheckExact(object) || !PyUnstable_Long_IsCompact(number)) return false;
    out = PyUnstable_Long_CompactValue(number);
#else
    if (!PyLong_CheckExact(object) || Py_SIZE(object) < -1 || Py_SIZE(object) > 1) return false;
    out = Py_SIZE(object) * static_cast<long>(reinterpret_cast<PyLongObject*>(object)->ob_digit[0]);
#endif
    return true;
}

inline bool load(PyObject* object, int& out) {
    long value = 0;
    if (!read_compact(object, value)) {
        value = PyLong_AsLong(object);
        if (value == -1 && PyErr_Occurred()) return false;
    }
    if (value < std::numeric_limits<int>::min() || value > std::numeric_limits<int>::max()) {
        PyErr_Format(PyExc_OverflowError, "%ld is out of range for an int", value);
        return false;
    }
    out = static_cast<int>(value);
    return true;
}

inline bool load(PyObject* object, std::int64_t& out) {
    long value = 0;
    if (!read_compact(object, value)) {
        value = PyLong_AsLong(object);
        if (value == -1 && PyErr_Occurred()) return false;
    }
    out = value;
    return true;
}

inline bool load(PyObject* object, double& out) {
    if (PyFloat_CheckExact(object)) {
        out = PyFloat_AS_DOUBLE(object);
        return true;
    }
    out = PyFloat_AsDouble(object);
    return out != -1.0 || !PyErr_Occurred();
}

inline bool load(PyObject* object, bool& out) {
    if (!PyBool_Check(object)) {
        PyErr_Format(PyExc_TypeError, "expected bool, got %s", Py_TYPE(object)->tp_name);
        return false;
    }
    out = object == Py_True;
    return true;
}

inline bool load(PyObject* object, std::string_view& out) {
    if (!PyUnicode_Check(object)) {
        PyErr_Format(PyExc_TypeError, "expected str, got %s", Py_TYPE(object)->tp_name);
        return false;
    }
    Py_ssize_t size = 0;
    const char* text = PyUnicode_AsUTF8AndSize(object, &size);
    if (!text) return false;
    out = {text, static_cast<std::size_t>(size)};
    return true;
}

inline bool count_is(const char* function, Py_ssize_t given, Py_ssize_t wanted) {
    if (given == wanted) return true;
    char text[120];
    std::snprintf(text, sizeof text, "%s() takes %lld positional arguments but %lld were given", function,
                  static_cast<long long>(wanted), static_cast<long long>(given));
    PyErr_SetString(PyExc_TypeError, text);
    return false;
}

#ifdef Py_GIL_DISABLED
#define WITHOUT_GIL {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#else
#define WITHOUT_GIL
#endif

} // namespace
