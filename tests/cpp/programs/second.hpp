// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A second interpreter of a program, made by the C API.
#pragma once

#include "check.hpp"

namespace tether_tests {

/// Whether an interpreter may have a GIL and an allocator of its own.
#if PY_VERSION_HEX >= 0x030C0000
inline constexpr bool can_own_gil = true;
#else
inline constexpr bool can_own_gil = false;
#endif

/// A second interpreter, current from its constructor to its destructor; between, this thread may go back and
/// forth.
class Second {
  public:
    explicit Second(bool own_gil) : main_(PyThreadState_Get()) {
#if PY_VERSION_HEX >= 0x030C0000
        PyInterpreterConfig config = {};
        config.check_multi_interp_extensions = own_gil || tether::ffi::free_threaded ? 1 : 0;
        config.allow_threads = 1;
        config.allow_daemon_threads = own_gil ? 0 : 1;
        config.use_main_obmalloc = own_gil ? 0 : 1;
        config.gil = own_gil ? PyInterpreterConfig_OWN_GIL : PyInterpreterConfig_SHARED_GIL;
        CHECK(PyStatus_Exception(Py_NewInterpreterFromConfig(&second_, &config)) == 0);
#else
        CHECK(!own_gil);
        second_ = Py_NewInterpreter();
#endif
        CHECK(second_ != nullptr);
    }

    Second(const Second&) = delete;
    Second& operator=(const Second&) = delete;

    void leave() { PyThreadState_Swap(main_); }

    void come_back() { PyThreadState_Swap(second_); }

    ~Second() {
        come_back();
        Py_EndInterpreter(second_);
        PyThreadState_Swap(main_);
    }

  private:
    PyThreadState* main_;
    PyThreadState* second_ = nullptr;
};

} // namespace tether_tests
