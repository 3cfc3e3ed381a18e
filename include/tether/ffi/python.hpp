// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Python.h, and what is asked of it before anything else: the only include of it.
#pragma once

#ifndef PY_SSIZE_T_CLEAN
#define PY_SSIZE_T_CLEAN
#endif
#if defined(Py_LIMITED_API) && Py_LIMITED_API + 0 < 0x030B0000
#error "tether: this limited API is too old. Define Py_LIMITED_API as 0x030B0000 (3.11) or higher."
#undef Py_LIMITED_API // so that it is said once
#endif
#include <Python.h>

#include <tether/config.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>

#if PY_VERSION_HEX < 0x03090000
#error "tether: this Python is too old. Tether needs CPython 3.9 or newer."
#endif

/// The version whose API may be called: that of the headers, or the level of the limited API.
#ifdef Py_LIMITED_API
#define TETHER_API_HEX Py_LIMITED_API
#else
#define TETHER_API_HEX PY_VERSION_HEX
#endif

/// Whether types and times are changed and asked by calls alone: the limited API shows no field of them, and
/// PyPy's are copies.
#if defined(Py_LIMITED_API) || defined(PYPY_VERSION)
#define TETHER_OBJECTS_ARE_OPAQUE 1
#else
#define TETHER_OBJECTS_ARE_OPAQUE 0
#endif

// In the stable ABI, though no header has it.
#if PY_VERSION_HEX >= 0x030F0000 && TETHER_API_HEX < 0x030D0000
extern "C" PyAPI_FUNC(PyObject*) PyWeakref_GetObject(PyObject*);
#endif

// Exceptions that not every Python has.
#if TETHER_API_HEX >= 0x030A0000
#define TETHER_HAS_ENCODING_WARNING
#endif
#if TETHER_API_HEX >= 0x030B0000
#define TETHER_HAS_EXCEPTION_GROUP
#endif
#if TETHER_API_HEX >= 0x030D0000 && !defined(Py_LIMITED_API)
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

#ifdef Py_LIMITED_API
/// Whether the extension is built for the limited API, and so for all later versions.
inline constexpr bool limited_api = true;
#else
inline constexpr bool limited_api = false;
#endif

/// A new reference to an object.
inline PyObject* new_ref(PyObject* object) noexcept {
    Py_INCREF(object);
    return object;
}

} // namespace tether::inline TETHER_ABI::ffi
