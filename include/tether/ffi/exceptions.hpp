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

/// What is raised, before it is an exception: its type, which lasts as long as the process, and what that is
/// to be made of: references of one's own, or null.
struct Unmade {
    PyObject* type = nullptr;
    PyObject* value = nullptr;
    PyObject* traceback = nullptr;
};

/// Takes what is raised as it is, where Python has not made the exception yet: false, and nothing is taken,
/// where there is an exception, or its type may be another than is told.
inline bool take_unmade(Unmade& unmade) noexcept {
#if TETHER_API_HEX >= 0x030C0000 || defined(Py_LIMITED_API)
    (void)unmade; // from 3.12 on there is always an exception
    return false;
#else
    PyErr_Fetch(&unmade.type, &unmade.value, &unmade.traceback);
    if (unmade.type == nullptr) return false;
    auto* const type = reinterpret_cast<PyTypeObject*>(unmade.type);
    // A type with a `__new__` of its own may make another one, and what Python code derived may do anything.
    if (PyExceptionClass_Check(unmade.type) && (type->tp_flags & Py_TPFLAGS_HEAPTYPE) == 0 &&
        type->tp_new == reinterpret_cast<PyTypeObject*>(PyExc_BaseException)->tp_new &&
        (unmade.value == nullptr || !PyExceptionInstance_Check(unmade.value))) {
        Py_DECREF(unmade.type);
        return true;
    }
    PyErr_Restore(unmade.type, unmade.value, unmade.traceback);
    return false;
#endif
}

/// Raises what take_unmade() took; steals its references.
inline void raise_unmade(const Unmade& unmade) noexcept {
    PyErr_Restore(new_ref(unmade.type), unmade.value, unmade.traceback);
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
