// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Python's own mutex, where there is one: only those who lock include this.
#pragma once

#include <tether/ffi/python.hpp>

#if PY_VERSION_HEX >= 0x030D0000 && !defined(Py_LIMITED_API) && !defined(PYPY_VERSION)
#define TETHER_HAS_PYTHON_MUTEX

namespace tether::inline TETHER_ABI::ffi {

/// A byte to lock, which lets go of the interpreter while it waits. Needs no token.
class PythonMutex {
  public:
    /// Before 3.14 the end of the interpreter may unwind a thread that waits.
    void lock() { PyMutex_Lock(&mutex_); }

    void unlock() noexcept { PyMutex_Unlock(&mutex_); }

  private:
    PyMutex mutex_{};
};

} // namespace tether::inline TETHER_ABI::ffi
#endif
