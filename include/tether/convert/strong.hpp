// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A raw reference that is given back at the end of its scope, whatever is thrown, and what else the
// conversions of containers share.
#pragma once

#include <tether/convert/traits.hpp>

#include <cstdio>

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

    /// The reference, given to the caller.
    PyObject* release() noexcept { return std::exchange(ptr_, nullptr); }

  private:
    PyObject* ptr_;
};

/// Counts one level of Python's recursion for as long as it lives: a container may contain itself.
class RecursionGuard {
  public:
    RecursionGuard() noexcept : entered_(Py_EnterRecursiveCall(" while converting to C++") == 0) {}

    ~RecursionGuard() {
        if (entered_) Py_LeaveRecursiveCall();
    }

    RecursionGuard(const RecursionGuard&) = delete;
    RecursionGuard& operator=(const RecursionGuard&) = delete;

    /// False with RecursionError set.
    bool entered() const noexcept { return entered_; }

  private:
    bool entered_;
};

/// "'set' object cannot be converted to 'Sequence[int]'"
TETHER_COLD inline ErrState* new_container_mismatch(PyObject* object, const char* wanted) noexcept {
    return new_mismatch("'%s' object cannot be converted to '%s'", object, wanted);
}

/// Where in a container: "item 3".
TETHER_COLD inline ErrState* at_item(ErrState* error, Py_ssize_t index) noexcept {
    char place[32];
    std::snprintf(place, sizeof place, "item %lld", static_cast<long long>(index));
    return at_place(error, place);
}

/// "expected 3 items, got 2"
TETHER_COLD inline ErrState* new_length_error(Py_ssize_t expected, Py_ssize_t got) noexcept {
    char text[80];
    std::snprintf(text, sizeof text, "expected %lld item%s, got %lld", static_cast<long long>(expected),
                  expected == 1 ? "" : "s", static_cast<long long>(got));
    return new_message([]() noexcept { return PyExc_ValueError; }, text);
}

/// Adds where in a container it happened to the exception that is raised; gives null.
TETHER_COLD inline PyObject* fail_at(const char* place) noexcept {
    raise_and_release(at_place(fetch_error(), place));
    return nullptr;
}

TETHER_COLD inline PyObject* fail_at_item(Py_ssize_t index) noexcept {
    raise_and_release(at_item(fetch_error(), index));
    return nullptr;
}

} // namespace tether::inline TETHER_ABI::detail
