// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Calls with the arguments in an array, under one spelling for every Python.
#pragma once

#include <tether/ffi/containers.hpp>

#include <cstddef>

namespace tether::inline TETHER_ABI::ffi {

/// What such a call goes to. The limited API has a name for it from 3.12 on, Python itself from 3.8 on.
using VectorcallFunction = PyObject* (*)(PyObject*, PyObject* const*, std::size_t, PyObject*);

/// Says with the number of arguments that the place before the first may be changed for the time of the call.
inline constexpr std::size_t spare_argument = std::size_t{1} << (8 * sizeof(std::size_t) - 1);

/// The number of the arguments by position.
inline Py_ssize_t positional_count(std::size_t nargs) noexcept {
    return static_cast<Py_ssize_t>(nargs & ~spare_argument);
}

/// Calls with a tuple and a dict, as Python does where there is no vectorcall: a new reference, or null with
/// an error set. Not noexcept, since Python code that runs when the interpreter ends can be unwound
/// (UnwindGuard).
TETHER_COLD inline PyObject* call_by_tuple(ternaryfunc call, PyObject* callable, PyObject* const* args,
                                           Py_ssize_t nargs, PyObject* kwnames) {
    PyObject* const positional = tuple_from_array(args, nargs);
    if (positional == nullptr) return nullptr;
    PyObject* keywords = nullptr;
    Py_ssize_t const count = kwnames != nullptr ? tuple_size(kwnames) : 0;
    bool failed = false;
    if (count != 0) {
        keywords = PyDict_New();
        failed = keywords == nullptr;
        for (Py_ssize_t i = 0; i < count && !failed; ++i)
            failed = PyDict_SetItem(keywords, tuple_item(kwnames, i), args[nargs + i]) < 0;
    }
    PyObject* const result = failed ? nullptr : call(callable, positional, keywords);
    Py_XDECREF(keywords);
    Py_DECREF(positional);
    return result;
}

/// Calls with the arguments in an array, `nargs` possibly with `spare_argument`, and the names of the keyword
/// arguments in a tuple or null: a new reference or null with an error set. Not noexcept, as above.
inline PyObject* vectorcall(PyObject* callable, PyObject* const* args, std::size_t nargs, PyObject* kwnames) {
#if TETHER_API_HEX >= 0x030C0000 || !defined(Py_LIMITED_API)
    return PyObject_Vectorcall(callable, args, nargs, kwnames);
#else
    return call_by_tuple(&PyObject_Call, callable, args, positional_count(nargs), kwnames);
#endif
}

/// The same for a method by name, `self` being the first argument.
inline PyObject* vectorcall_method(PyObject* name, PyObject* const* args, std::size_t nargs,
                                   PyObject* kwnames) {
#if TETHER_API_HEX >= 0x030C0000 || !defined(Py_LIMITED_API)
    return PyObject_VectorcallMethod(name, args, nargs, kwnames);
#else
    PyObject* const method = PyObject_GetAttr(args[0], name);
    if (method == nullptr) return nullptr;
    PyObject* const result = vectorcall(method, args + 1, nargs - 1, kwnames);
    Py_DECREF(method);
    return result;
#endif
}

/// Calls with one argument: a new reference or null with an error set.
inline PyObject* call_one(PyObject* callable, PyObject* argument) noexcept {
#ifdef Py_LIMITED_API
    return PyObject_CallFunctionObjArgs(callable, argument, nullptr);
#else
    return PyObject_CallOneArg(callable, argument);
#endif
}

} // namespace tether::inline TETHER_ABI::ffi
