// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The text of an exception that what() gives: made by Python where this thread is attached, else of what is
// known without it.
#pragma once

#include <tether/error/err_kinds.hpp>

namespace tether::inline TETHER_ABI::detail {

/// "ValueError: text" as UTF-8 in memory from malloc; null where there is none. Attached.
TETHER_COLD inline char* render(PyObject* exception) noexcept {
    const InFlight in_flight;
    PyObject* const name = ffi::type_qualname(Py_TYPE(exception));
    if (name == nullptr) PyErr_Clear();
    PyObject* const text = PyObject_Str(exception);
    if (text == nullptr) PyErr_Clear();
    PyObject* whole = nullptr;
    if (name == nullptr)
        whole = nullptr;
    else if (text == nullptr)
        whole = PyUnicode_FromFormat("%U: <exception str() failed>", name);
    else if (PyUnicode_GetLength(text) == 0)
        whole = ffi::new_ref(name);
    else
        whole = PyUnicode_FromFormat("%U: %U", name, text);
    Py_XDECREF(name);
    Py_XDECREF(text);
    // A lone surrogate has no UTF-8.
    PyObject* const bytes =
        whole != nullptr ? PyUnicode_AsEncodedString(whole, "utf-8", "backslashreplace") : nullptr;
    Py_XDECREF(whole);
    if (bytes == nullptr) {
        PyErr_Clear();
        return nullptr;
    }
    auto const size = static_cast<std::size_t>(ffi::bytes_size(bytes)) + 1;
    auto* const result = static_cast<char*>(std::malloc(size));
    if (result != nullptr) std::memcpy(result, ffi::bytes_data(bytes), size);
    Py_DECREF(bytes);
    return result;
}

/// What stands in place of render() on a thread that is not attached.
TETHER_COLD inline char* describe(const ErrState* state) noexcept {
    try {
        std::string const text = state->describe();
        auto* const result = static_cast<char*>(std::malloc(text.size() + 1));
        if (result != nullptr) std::memcpy(result, text.c_str(), text.size() + 1);
        return result;
    } catch (...) {
        return nullptr;
    }
}

/// Keeps a text, unless another thread was faster: the one that is kept.
inline const char* keep_text(ffi::Atomic<const char*>& kept, char* fresh) noexcept {
    const char* expected = nullptr;
    if (kept.compare_exchange(expected, fresh)) return fresh;
    std::free(fresh);
    return expected;
}

/// Whether this thread can ask Python about an error: attached, to the interpreter that the error is of, and
/// not showing an object to the collector.
inline bool can_ask(const ErrState* state) noexcept {
    if (thread_record.is_traversing) return false;
    PyThreadState* const thread = ffi::current_thread_state();
    State* const home = state->home.load();
    return thread != nullptr && (home == nullptr || home == State::of(ffi::interpreter_of(thread)));
}

/// The text of an error, which lives as long as its block. On any thread; never calls Python detached.
TETHER_COLD inline const char* what(ErrState* state) noexcept {
    if (state == nullptr) return "Python exception"; // of a moved-from PyErr
    if (const char* const text = state->rendered.load()) return text;
    if (can_ask(state) && !is_out_of_memory(state)) {
        if (char* const text = render(made(state))) return keep_text(state->rendered, text);
    }
    if (const char* const text = state->described.load()) return text;
    char* const text = describe(state);
    return text != nullptr ? keep_text(state->described, text) : "Python exception";
}

} // namespace tether::inline TETHER_ABI::detail
