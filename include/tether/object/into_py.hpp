// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// IntoPy, the parameter that takes anything that converts to Python, so that what uses it need not be a
// template.
#pragma once

#include <tether/ffi.hpp>
#include <tether/fwd.hpp>
#include <tether/token/python.hpp>

#include <concepts>
#include <type_traits>
#include <utility>

namespace tether::inline TETHER_ABI {

/// An argument of any type that converts to Python: made implicitly where a function asks for it, never
/// stored. Views and smart pointers are borrowed, other values converted; a conversion that fails becomes the
/// error of the call. Needs the token, which the function called implies.
class IntoPy {
  public:
    template <class T>
        requires(!std::same_as<std::remove_cvref_t<T>, IntoPy>)
    IntoPy(T&& value); // NOLINT: implicit by intent; the body is in convert/into_py.hpp

    IntoPy(const IntoPy&) = delete;
    IntoPy& operator=(const IntoPy&) = delete;

    ~IntoPy() {
        if (owned_ != nullptr) release();
    }

    /// The object, borrowed from this argument; null where the conversion failed. In checked builds a thread
    /// that is not attached ends here, and the message says in which call.
    PyObject* as_ptr(const char* where = TETHER_CALLER) const noexcept {
        detail::assert_attached(where);
        return ptr_;
    }

    /// A reference for the caller to own: the converted value's own, or a new one to what a view shows. Only
    /// where as_ptr() is not null.
    PyObject* take_ref() const noexcept {
        if (owned_ == nullptr) Py_INCREF(ptr_);
        owned_ = nullptr;
        return ptr_;
    }

    /// Why the conversion failed, given to the caller.
    detail::ErrState* take_error() const noexcept {
        return static_cast<detail::ErrState*>(std::exchange(owned_, nullptr));
    }

  private:
    void release() noexcept;

    PyObject* ptr_ = nullptr;
    mutable void* owned_ = nullptr; ///< `ptr_` or else the error, where it is this argument's to give back
};

} // namespace tether::inline TETHER_ABI
