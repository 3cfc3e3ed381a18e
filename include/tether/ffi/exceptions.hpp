// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The error indicator and exceptions, under one spelling for every Python.
#pragma once

#include <tether/ffi/python.hpp>

namespace tether::inline TETHER_ABI::ffi {

/// Takes the raised exception out of the thread's error indicator: a new reference to an instance that has
/// its traceback, null where nothing is raised.
inline PyObject* take_raised() noexcept {
#if TETHER_API_HEX >= 0x030C0000
    return PyErr_GetRaisedException();
#else
    PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
    PyErr_Fetch(&type, &value, &traceback);
    if (type == nullptr) return nullptr;
    PyErr_NormalizeException(&type, &value, &traceback);
    if (traceback != nullptr) {
        PyException_SetTraceback(value, traceback);
        Py_DECREF(traceback);
    }
    Py_DECREF(type);
    return value;
#endif
}

/// Raises an exception instance with the traceback that it has; steals the reference.
inline void set_raised(PyObject* exception) noexcept {
#if TETHER_API_HEX >= 0x030C0000
    PyErr_SetRaisedException(exception);
#else
    PyErr_Restore(new_ref(reinterpret_cast<PyObject*>(Py_TYPE(exception))), exception,
                  PyException_GetTraceback(exception));
#endif
}

/// The exception that is being handled (`sys.exception()`): a new reference or null.
inline PyObject* handled_exception() noexcept {
#if TETHER_API_HEX >= 0x030B0000
    PyObject* exception = PyErr_GetHandledException();
#else
    PyObject *type = nullptr, *exception = nullptr, *traceback = nullptr;
    PyErr_GetExcInfo(&type, &exception, &traceback);
    Py_XDECREF(type);
    Py_XDECREF(traceback);
#endif
    if (exception == Py_None) Py_CLEAR(exception);
    return exception;
}

/// `add_note` (PEP 678) with a str: 0, or -1 with an error set. Python 3.10 and older do not print the notes,
/// but keep them like newer ones.
inline int add_note(PyObject* exception, PyObject* note) noexcept {
#if TETHER_API_HEX >= 0x030B0000
    PyObject* const done = PyObject_CallMethod(exception, "add_note", "O", note);
    Py_XDECREF(done);
    return done != nullptr ? 0 : -1;
#else
    PyObject* notes = PyObject_GetAttrString(exception, "__notes__");
    if (notes == nullptr) {
        if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return -1;
        PyErr_Clear();
        notes = PyList_New(0);
        if (notes == nullptr || PyObject_SetAttrString(exception, "__notes__", notes) < 0) {
            Py_XDECREF(notes);
            return -1;
        }
    }
    int const status = PyList_Append(notes, note);
    Py_DECREF(notes);
    return status;
#endif
}

} // namespace tether::inline TETHER_ABI::ffi
