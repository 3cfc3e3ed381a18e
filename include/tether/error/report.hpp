// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Where an error ends that nobody handles: printed, handed to sys.unraisablehook, or written into a string.
#pragma once

#include <tether/error/chain.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// Prints by `sys.excepthook`. Attached.
TETHER_COLD inline void print(ErrState* state, int set_sys_last_vars) noexcept {
    const InFlight in_flight;
    PyObject* const exception = made(state);
    if (is_exception(exception, PyExc_SystemExit)) { // PyErr_PrintEx() would end the process
        PyObject* const traceback = PyException_GetTraceback(exception);
        PyErr_Display(reinterpret_cast<PyObject*>(Py_TYPE(exception)), exception, traceback);
        Py_XDECREF(traceback);
    } else {
        ffi::set_raised(ffi::new_ref(exception));
        PyErr_PrintEx(set_sys_last_vars);
    }
}

TETHER_COLD inline void write_unraisable(ErrState* state, PyObject* object) noexcept {
    const InFlight in_flight;
    ffi::set_raised(ffi::new_ref(made(state)));
    PyErr_WriteUnraisable(object);
}

/// `"".join(traceback.format_exception(...))`: a new reference, or null with an error set. Attached.
TETHER_COLD inline PyObject* format_exception(PyObject* exception) noexcept {
    PyObject* const module = PyImport_ImportModule("traceback");
    PyObject* const traceback = PyException_GetTraceback(exception);
    PyObject* const lines = module != nullptr
                                ? PyObject_CallMethod(module, "format_exception", "OOO", Py_TYPE(exception),
                                                      exception, traceback != nullptr ? traceback : Py_None)
                                : nullptr;
    Py_XDECREF(traceback);
    Py_XDECREF(module);
    PyObject* const empty = lines != nullptr ? PyUnicode_FromString("") : nullptr;
    PyObject* const whole = empty != nullptr ? PyUnicode_Join(empty, lines) : nullptr;
    Py_XDECREF(empty);
    Py_XDECREF(lines);
    // A lone surrogate has no UTF-8.
    PyObject* const bytes =
        whole != nullptr ? PyUnicode_AsEncodedString(whole, "utf-8", "backslashreplace") : nullptr;
    Py_XDECREF(whole);
    return bytes;
}

} // namespace detail

inline void PyErr::print(Python /*py*/) const noexcept { detail::print(state_, 0); }

inline void PyErr::print_and_set_sys_last_vars(Python /*py*/) const noexcept { detail::print(state_, 1); }

inline void PyErr::write_unraisable(Python /*py*/) const noexcept {
    detail::write_unraisable(state_, nullptr);
}

inline void PyErr::write_unraisable(const PyAny& object) const noexcept {
    detail::write_unraisable(state_, object.as_ptr());
}

inline PyResult<std::string> PyErr::format(Python py) const {
    PyObject* const bytes = detail::format_exception(detail::made(state_));
    if (bytes == nullptr) return fetch(py);
    auto const owned = Bound<PyAny>::from_owned_ptr(py, bytes);
    return std::string(ffi::bytes_data(bytes), static_cast<std::size_t>(ffi::bytes_size(bytes)));
}

} // namespace tether::inline TETHER_ABI
