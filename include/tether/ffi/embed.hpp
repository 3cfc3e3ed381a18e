// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What starting Python needs beyond the rest, under one spelling for every Python.
#pragma once

#include <tether/tether.hpp>

#if defined(PYPY_VERSION)
#error "tether: PyPy cannot be started by a program. Build programs that do with CPython."
#elif defined(Py_LIMITED_API)
#error "tether: the limited API cannot start Python. Build programs that do without Py_LIMITED_API."
#endif

#if PY_VERSION_HEX >= 0x030D0000
extern "C" PyAPI_FUNC(void) Py_SetPath(const wchar_t*); // in the stable ABI, though no header has it
#endif

namespace tether::inline TETHER_ABI::ffi {

/// Makes Python forget what its last start found out about the program, its home and its paths: it would take
/// all of that for the next one. To be called while no Python is running.
inline void forget_paths() noexcept {
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#endif
    Py_SetPath(nullptr);
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
}

} // namespace tether::inline TETHER_ABI::ffi
