// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Python.h, and what is asked of it before anything else: the only include of it.
#pragma once

#ifndef PY_SSIZE_T_CLEAN
#define PY_SSIZE_T_CLEAN
#endif
#include <Python.h>

#include <tether/config.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>

#if PY_VERSION_HEX < 0x03090000
#error "tether: this Python is too old. Tether needs CPython 3.9 or newer."
#endif

#if PY_VERSION_HEX >= 0x030D0000
extern "C" PyAPI_FUNC(void) Py_SetPath(const wchar_t*); // in the stable ABI, though no header has it
#endif

// Exceptions that not every Python has.
#if PY_VERSION_HEX >= 0x030A0000
#define TETHER_HAS_ENCODING_WARNING
#endif
#if PY_VERSION_HEX >= 0x030B0000
#define TETHER_HAS_EXCEPTION_GROUP
#endif
#if PY_VERSION_HEX >= 0x030D0000
#define TETHER_HAS_PYTHON_FINALIZATION_ERROR
#endif
#if PY_VERSION_HEX >= 0x030F0000 && !defined(Py_LIMITED_API)
#define TETHER_HAS_IMPORT_CYCLE_ERROR
#endif

namespace tether::inline TETHER_ABI::ffi {

#ifdef Py_GIL_DISABLED
/// Whether this build of Python runs threads without the GIL.
inline constexpr bool free_threaded = true;
#else
inline constexpr bool free_threaded = false;
#endif

/// A new reference to an object.
inline PyObject* new_ref(PyObject* object) noexcept {
    Py_INCREF(object);
    return object;
}

} // namespace tether::inline TETHER_ABI::ffi
