// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What all trampolines call, behind pointers: of a module's many sources only those compile it that make
// function objects, which are the one with TETHER_MODULE and those with closures or classes.
//
// A trampoline runs only once a function object points to it, so the pointers are there before they are read.
#pragma once

#include <tether/error/translate.hpp>
#include <tether/function/arguments.hpp>
#include <tether/function/object_default.hpp>
#include <tether/function/shared_arguments.hpp>

#include <exception>

namespace tether::inline TETHER_ABI::detail {

/// Raises why an instance cannot be used; gives null.
TETHER_COLD inline PyObject* fail_receiver(ErrState* error) noexcept {
    raise_and_release(error);
    return nullptr;
}

/// Those functions, each under its own name.
struct SharedCode {
    decltype(&detail::load_arguments) load_arguments;
    decltype(&detail::bind_in_place) bind_in_place;
    decltype(&detail::fail_count) fail_count;
    decltype(&detail::fail_argument) fail_argument;
    decltype(&detail::fail_receiver) fail_receiver;
    PyObject* (*translate)(const std::exception&) noexcept;
    PyObject* (*translate_unknown)() noexcept;
};

/// Plain, since atomic ones would be read by an instruction of their own: bring_shared_code() writes them
/// once.
TETHER_HIDDEN inline constinit SharedCode shared_code{};

/// How far that is: 0 not begun, 1 begun, 2 done.
TETHER_HIDDEN inline constinit ffi::Atomic<int> shared_code_state{0};

/// Fills shared_code, once in all threads; comes back when it is full.
TETHER_COLD inline void write_shared_code() noexcept {
    int state = 0;
    if (shared_code_state.compare_exchange(state, 1)) {
        shared_code = {&load_arguments, &bind_in_place, &fail_count,       &fail_argument,
                       &fail_receiver,  &translate,     &translate_unknown};
        shared_code_state.store(2);
    }
    while (shared_code_state.load() != 2) {
        // another thread writes them
    }
}

/// Makes trampolines fit to be called: before a function object points to one.
inline void bring_shared_code() noexcept {
    if (shared_code_state.load() != 2) [[unlikely]]
        write_shared_code();
}

/// Its failing paths, each a function, so that the compiler keeps a call of it away from the code that runs.
struct SharedFaults {
    TETHER_COLD static PyObject* count(const Signature& signature, PyObject* const* args,
                                       Py_ssize_t nargs) noexcept {
        return shared_code.fail_count(signature, args, nargs);
    }
    TETHER_COLD static PyObject* argument(const Signature& signature, std::size_t index,
                                          ErrState* error) noexcept {
        return shared_code.fail_argument(signature, index, error);
    }
    TETHER_COLD static PyObject* receiver(ErrState* error) noexcept {
        return shared_code.fail_receiver(error);
    }
    TETHER_COLD static PyObject* exception(const std::exception& exception) noexcept {
        return shared_code.translate(exception);
    }
    TETHER_COLD static PyObject* unknown() noexcept { return shared_code.translate_unknown(); }
};

} // namespace tether::inline TETHER_ABI::detail
