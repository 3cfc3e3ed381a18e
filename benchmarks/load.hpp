// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// One argument by hand: what both hand-written modules use.
#pragma once

#include <Python.h>

#include <cstdint>
#include <limits>
#include <string_view>

namespace {

using Arguments = PyObject* const*;

inline bool load(PyObject* object, int& out) {
    long value = PyLong_AsLong(object);
    if (value == -1 && PyErr_Occurred()) return false;
    if (value < std::numeric_limits<int>::min() || value > std::numeric_limits<int>::max()) {
        PyErr_Format(PyExc_OverflowError, "%ld is out of range for an int", value);
        return false;
    }
    out = static_cast<int>(value);
    return true;
}

inline bool load(PyObject* object, std::int64_t& out) {
    out = PyLong_AsLong(object);
    return out != -1 || !PyErr_Occurred();
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
    PyErr_Format(PyExc_TypeError, "%s() takes %zd positional arguments but %zd were given", function, wanted,
                 given);
    return false;
}

} // namespace
