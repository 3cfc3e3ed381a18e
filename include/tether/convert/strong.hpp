// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What is given back at the end of a scope, whatever is thrown: a reference, a level of Python's recursion.
#pragma once

#include <tether/ffi.hpp>

#include <utility>

namespace tether::inline TETHER_ABI::detail {

/// Owns a reference or null. Attached.
class Strong {
  public:
    explicit Strong(PyObject* ptr) noexcept : ptr_(ptr) {}

    ~Strong() { Py_XDECREF(ptr_); }

    Strong(const Strong&) = delete;
    Strong& operator=(const Strong&) = delete;

    explicit operator bool() const noexcept { return ptr_ != nullptr; }

    PyObject* get() const noexcept { return ptr_; }

    /// Takes over another reference.
    void reset(PyObject* ptr) noexcept { Py_XDECREF(std::exchange(ptr_, ptr)); }

    /// The reference, given to the caller.
    PyObject* release() noexcept { return std::exchange(ptr_, nullptr); }

  private:
    PyObject* ptr_;
};

/// Counts one level of Python's recursion for as long as it lives: a container may contain itself.
class RecursionGuard {
  public:
    RecursionGuard() noexcept { enter(); }

    struct Later {};
    /// Counts from enter() on.
    explicit RecursionGuard(Later) noexcept {}

    ~RecursionGuard() {
        if (entered_) Py_LeaveRecursiveCall();
    }

    RecursionGuard(const RecursionGuard&) = delete;
    RecursionGuard& operator=(const RecursionGuard&) = delete;

    /// False with RecursionError set.
    bool enter() noexcept {
        if (!entered_) entered_ = Py_EnterRecursiveCall(" while converting to C++") == 0;
        return entered_;
    }

    /// False with RecursionError set.
    bool entered() const noexcept { return entered_; }

  private:
    bool entered_ = false;
};

} // namespace tether::inline TETHER_ABI::detail
