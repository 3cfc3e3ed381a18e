// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The functions with named parameters, with the keyword code that CPython's own Argument Clinic writes
// (3.11, 3.12).
#include "../load.hpp"
#include "work.hpp"

namespace {

template <std::size_t N>
PyObject* const* unpack(_PyArg_Parser& parser, PyObject* (&buffer)[N], Arguments arguments, Py_ssize_t given,
                        PyObject* keywords, int least, int most) {
    return _PyArg_UnpackKeywords(arguments, given, nullptr, keywords, &parser, least, most, 0, buffer);
}

const char* const a_names[] = {"a", nullptr};
const char* const ab_names[] = {"a", "b", nullptr};
const char* const margins_names[] = {"left", "right", "bottom", "top", nullptr};
const char* const mixed_names[] = {"", "", "c", "d", "e", "f", nullptr};

constexpr _PyArg_Parser parser(const char* function, const char* const* names) {
    _PyArg_Parser out{};
    out.keywords = names;
    out.fname = function;
    return out;
}

template <auto Call, class A, class Make>
PyObject* one(_PyArg_Parser& p, Arguments arguments, Py_ssize_t given, PyObject* keywords, Make make) {
    PyObject* buffer[1];
    arguments = unpack(p, buffer, arguments, given, keywords, 1, 1);
    A a{};
    if (!arguments || !load(arguments[0], a)) return nullptr;
    return make(Call(a));
}

PyObject* next(PyObject*, Arguments arguments, Py_ssize_t given, PyObject* keywords) {
    static constinit _PyArg_Parser p = parser("next_named", a_names);
    return one<work::next, int>(p, arguments, given, keywords, PyLong_FromLongLong);
}

PyObject* half(PyObject*, Arguments arguments, Py_ssize_t given, PyObject* keywords) {
    static constinit _PyArg_Parser p = parser("half_named", a_names);
    return one<work::half, double>(p, arguments, given, keywords, PyFloat_FromDouble);
}

PyObject* length(PyObject*, Arguments arguments, Py_ssize_t given, PyObject* keywords) {
    static constinit _PyArg_Parser p = parser("length_named", a_names);
    return one<work::length, std::string_view>(p, arguments, given, keywords, PyLong_FromSize_t);
}

PyObject* add(PyObject*, Arguments arguments, Py_ssize_t given, PyObject* keywords) {
    static constinit _PyArg_Parser p = parser("add_named", ab_names);
    PyObject* buffer[2];
    arguments = unpack(p, buffer, arguments, given, keywords, 2, 2);
    int a = 0, b = 0;
    if (!arguments || !load(arguments[0], a) || !load(arguments[1], b)) return nullptr;
    return PyLong_FromLongLong(work::add(a, b));
}

PyObject* scale(PyObject*, Arguments arguments, Py_ssize_t given, PyObject* keywords) {
    static constinit _PyArg_Parser p = parser("scale", ab_names);
    PyObject* buffer[2];
    Py_ssize_t named = given + (keywords ? PyTuple_GET_SIZE(keywords) : 0) - 1;
    arguments = unpack(p, buffer, arguments, given, keywords, 1, 2);
    int a = 0, b = 2;
    if (!arguments || !load(arguments[0], a) || (named && !load(arguments[1], b))) return nullptr;
    return PyLong_FromLongLong(work::scale(a, b));
}

PyObject* margins(PyObject*, Arguments arguments, Py_ssize_t given, PyObject* keywords) {
    static constinit _PyArg_Parser p = parser("margins", margins_names);
    PyObject* buffer[4];
    arguments = unpack(p, buffer, arguments, given, keywords, 4, 4);
    int left = 0, right = 0, bottom = 0, top = 0;
    if (!arguments || !load(arguments[0], left) || !load(arguments[1], right) ||
        !load(arguments[2], bottom) || !load(arguments[3], top)) {
        return nullptr;
    }
    return PyLong_FromLongLong(work::margins(left, right, bottom, top));
}

PyObject* mixed(PyObject*, Arguments arguments, Py_ssize_t given, PyObject* keywords) {
    static constinit _PyArg_Parser p = parser("mixed", mixed_names);
    PyObject* buffer[6];
    Py_ssize_t optional = given + (keywords ? PyTuple_GET_SIZE(keywords) : 0) - 3;
    arguments = unpack(p, buffer, arguments, given, keywords, 3, 4);
    int a = 0, b = 0;
    double c = 0, d = 1.5;
    bool e = true;
    std::string_view f = "x";
    if (!arguments || !load(arguments[0], a) || !load(arguments[1], b) || !load(arguments[2], c))
        return nullptr;
    if (optional) {
        if (arguments[3]) {
            if (!load(arguments[3], d)) return nullptr;
            if (!--optional) goto call;
        }
        if (arguments[4]) {
            if (!load(arguments[4], e)) return nullptr;
            if (!--optional) goto call;
        }
        if (!load(arguments[5], f)) return nullptr;
    }
call:
    return PyFloat_FromDouble(work::mixed(a, b, c, d, e, f));
}

using WithNames = PyObject* (*)(PyObject*, Arguments, Py_ssize_t, PyObject*);

PyMethodDef define(const char* name, WithNames function) {
    return {name, reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function)),
            METH_FASTCALL | METH_KEYWORDS, nullptr};
}

PyMethodDef methods[] = {
    define("next_named", next), define("half_named", half),     define("length_named", length),
    define("add_named", add),   define("scale", scale),         define("mixed", mixed),
    define("margins", margins), {nullptr, nullptr, 0, nullptr},
};

PyModuleDef_Slot slots[] = {{0, nullptr}};
PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "clinic_calls", nullptr, 0, methods, slots, nullptr, nullptr, nullptr};

} // namespace

PyMODINIT_FUNC PyInit_clinic_calls() { return PyModuleDef_Init(&definition); }
