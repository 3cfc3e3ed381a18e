// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Interpreters, thread states and modules, under one spelling for every Python.
#pragma once

#include <tether/ffi/atomic.hpp>
#include <tether/ffi/python.hpp>

#if defined(Py_LIMITED_API) && TETHER_API_HEX < 0x030C0000
#if defined(_WIN32)
#error "tether: on Windows the lowest level of the limited API is 3.12. Define Py_LIMITED_API as 0x030C0000."
#endif
#include <dlfcn.h>
#endif

namespace tether::inline TETHER_ABI::ffi {

#if defined(Py_LIMITED_API) && TETHER_API_HEX < 0x030C0000
/// The thread state of the GIL's holder: what CPython 3.11 alone must be asked for and its limited API has
/// not. No static variable of the function: those ask for the thread state when they are made.
TETHER_HIDDEN inline constinit Atomic<PyThreadState* (*)()> ask_holder_of_gil{nullptr};

inline PyThreadState* holder_of_gil() noexcept {
    auto* ask = ask_holder_of_gil.load();
    if (ask == nullptr) {
        ask = reinterpret_cast<PyThreadState* (*)()>(dlsym(RTLD_DEFAULT, "_PyThreadState_UncheckedGet"));
        ask_holder_of_gil.store(ask);
    }
    return ask();
}

/// The thread state by which this thread last imported: in a subinterpreter not the one that it has by
/// itself.
TETHER_HIDDEN inline constinit thread_local PyThreadState* importing_thread_state = nullptr;
#endif

/// Notes the thread state of a thread that is attached for certain: it imports a module.
inline void note_thread_state() noexcept {
#if defined(Py_LIMITED_API) && TETHER_API_HEX < 0x030C0000
    if (Py_Version < 0x030C0000) importing_thread_state = PyThreadState_Get();
#endif
}

/// The thread state of this thread where it is attached, else null. Callable on any thread, without a token.
inline PyThreadState* current_thread_state() noexcept {
#ifdef Py_LIMITED_API
#if TETHER_API_HEX < 0x030C0000
    if (Py_Version < 0x030C0000) {
        PyThreadState* const holder = holder_of_gil();
        if (holder == nullptr || holder == importing_thread_state) return holder;
        return holder == PyGILState_GetThisThreadState() ? holder : nullptr;
    }
#endif
    // A thread that is attached has a dictionary, and no other one.
    return PyThreadState_GetDict() != nullptr ? PyThreadState_Get() : nullptr;
#elif defined(PYPY_VERSION)
    return PyGILState_Check() != 0 ? PyThreadState_Get() : nullptr;
#elif TETHER_API_HEX >= 0x030D0000
    return PyThreadState_GetUnchecked();
#elif TETHER_API_HEX >= 0x030C0000
    return _PyThreadState_UncheckedGet();
#else
    // These versions keep one current thread state for all threads: that of the GIL's holder.
    PyThreadState* const holder = _PyThreadState_UncheckedGet();
    PyThreadState* const own = holder != nullptr ? PyGILState_GetThisThreadState() : nullptr;
    if (holder == own) return holder;
    // Once there was a second interpreter (then the check always succeeds) a thread can have several.
    if (own == nullptr || PyGILState_Check() == 0) return nullptr;
    return holder->thread_id == PyThread_get_thread_ident() ? holder : nullptr;
#endif
}

/// The interpreter of a thread state. Callable without a token.
inline PyInterpreterState* interpreter_of(PyThreadState* state) noexcept {
#if defined(Py_LIMITED_API) || defined(PYPY_VERSION)
    return PyThreadState_GetInterpreter(state);
#else
    return state->interp;
#endif
}

/// The interpreter that this thread is attached to.
inline PyInterpreterState* current_interpreter() noexcept {
#ifdef PYPY_VERSION
    return PyInterpreterState_Head(); // there is one
#else
    return PyInterpreterState_Get();
#endif
}

/// A dictionary that is the interpreter's own and ends with it: borrowed, null without an error where there
/// is none.
inline PyObject* interpreter_dict([[maybe_unused]] PyInterpreterState* interpreter) noexcept {
#ifdef PYPY_VERSION
    PyObject* const module = PyImport_AddModule("sys");
    return module != nullptr ? PyModule_GetDict(module) : nullptr;
#else
    return PyInterpreterState_GetDict(interpreter);
#endif
}

/// Whether the interpreter has begun to end. Callable without a token.
inline bool is_finalizing() noexcept {
#if TETHER_API_HEX >= 0x030D0000
    return Py_IsFinalizing() != 0;
#elif defined(Py_LIMITED_API)
    return Py_IsInitialized() == 0; // which it is from the same moment on
#else
    return _Py_IsFinalizing() != 0;
#endif
}

/// `sys.modules[name]`, made empty where missing: a new reference or null with an error set.
inline PyObject* import_add_module(const char* name) noexcept {
#if TETHER_API_HEX >= 0x030D0000
    return PyImport_AddModuleRef(name);
#else
    PyObject* const module = PyImport_AddModule(name);
    Py_XINCREF(module);
    return module;
#endif
}

/// Gives a module its doc string: 0, or -1 with an error set.
inline int set_module_doc(PyObject* module, const char* text) noexcept {
#ifdef PYPY_VERSION
    PyObject* const doc = PyUnicode_FromString(text);
    int const status = doc != nullptr ? PyObject_SetAttrString(module, "__doc__", doc) : -1;
    Py_XDECREF(doc);
    return status;
#else
    return PyModule_SetDocString(module, text);
#endif
}

} // namespace tether::inline TETHER_ABI::ffi
