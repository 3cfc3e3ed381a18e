// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Tells callgrind when to count: toggle() around the loop, dump(label) writes what was counted and starts at
// zero.
#include <Python.h>
#include <valgrind/callgrind.h>

static PyObject* zero(PyObject* self, PyObject* unused) {
    (void)self, (void)unused;
    CALLGRIND_ZERO_STATS;
    Py_RETURN_NONE;
}

static PyObject* dump(PyObject* self, PyObject* label) {
    (void)self;
    const char* text = PyUnicode_AsUTF8(label);
    if (!text) return NULL;
    CALLGRIND_DUMP_STATS_AT(text);
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"zero", zero, METH_NOARGS, NULL},
    {"dump", dump, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "meter", NULL, 0, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_meter(void) { return PyModule_Create(&definition); }
