// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include "interpreter.hpp"

#include <tether/error/attach.hpp>

#if __has_include(<tether/embed.hpp>)
#include <tether/embed.hpp>

#include <optional>
#endif

namespace tether_tests {

namespace {

// Once it had a second thread, 3.13 without the GIL never frees code, functions and types that are made.
constexpr bool frees_all = !tether::ffi::free_threaded || PY_VERSION_HEX >= 0x030E0000;

// The C API and not Tether: what is measured must not be the measure.
long long ask_sys(const char* function) {
    if (!frees_all) return 0;
    PyObject* counter = PySys_GetObject(function);
    if (counter == nullptr) return 0;
    PyObject* number = PyObject_CallNoArgs(counter);
    if (number == nullptr) {
        PyErr_Clear();
        return 0;
    }
    const long long result = PyLong_AsLongLong(number);
    Py_DECREF(number);
    return result;
}

#if __has_include(<tether/embed.hpp>)
std::optional<tether::Interpreter> python;
#else
PyThreadState* python;
#endif

} // namespace

Footprint footprint() {
    tether::attach([](tether::Python) {}); // gives back what was dropped detached
    const PyGILState_STATE attached = PyGILState_Ensure();
    PyGC_Collect();
    PyGC_Collect();      // without a GIL memory is freed when no thread can look at it any more
    PyType_ClearCache(); // which keeps the names of attributes that were looked for
    const Footprint result{ask_sys("gettotalrefcount"), ask_sys("getallocatedblocks")};
    PyGILState_Release(attached);
    return result;
}

#if __has_include(<tether/embed.hpp>)
void start_python() { python.emplace(); }
void end_python() { python.reset(); }
#else
void start_python() {
    Py_InitializeEx(0);
    python = PyEval_SaveThread();
}
void end_python() {
    PyEval_RestoreThread(python);
    Py_FinalizeEx();
}
#endif

} // namespace tether_tests
