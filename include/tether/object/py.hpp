// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Py<T>: an owned reference that needs no attachment to be held.
#pragma once

#include <tether/object/bound.hpp>
#include <tether/token/home.hpp>

namespace tether::inline TETHER_ABI {

/// Owns one reference to a T, on any thread: the type of members and globals. It is used by binding it to a
/// token, which costs nothing: `p.bind(py).getattr("x")`. It moves freely, and has no implicit copy:
/// `clone_ref(py)`. Dropped on a thread that is not attached, the reference waits for the next attach to the
/// interpreter that this thread last left; where none is known, it leaks. Never null but when moved from.
template <class T> class Py {
  public:
    Py(Py&& other) noexcept : ptr_(std::exchange(other.ptr_, nullptr)), home_(other.home_) {}

    Py(const Py&) = delete;

    /// The same or a derived type's reference without its tie to this thread: free.
    template <class U>
        requires std::derived_from<detail::members_t<U>, detail::members_t<T>>
    Py(Bound<U>&& other) noexcept // NOLINT(google-explicit-constructor)
        : ptr_(std::move(other).into_ptr()), home_(detail::Home::here()) {}

    template <class U>
        requires(!std::same_as<T, U> && std::derived_from<detail::members_t<U>, detail::members_t<T>>)
    Py(Py<U>&& other) noexcept // NOLINT(google-explicit-constructor)
        : ptr_(std::exchange(other.ptr_, nullptr)), home_(other.home_) {}

    /// A new reference to what a view shows.
    explicit Py(const detail::members_t<T>& view) noexcept : Py(ffi::new_ref(view.as_ptr())) {}

    Py& operator=(Py&& other) noexcept {
        Py taken(std::move(other)); // drops what was here when all is in place
        std::swap(ptr_, taken.ptr_);
        std::swap(home_, taken.home_);
        return *this;
    }

    Py& operator=(const Py&) = delete;

    ~Py() {
        if (ptr_ == nullptr) return;
        home_.assert_droppable();
        detail::drop_reference(ptr_);
    }

    /// Takes over a reference, not null, to an object that is a T: the caller vouches.
    static Py from_owned_ptr(Python /*py*/, PyObject* ptr) noexcept { return Py(ptr); }
    /// The same, empty where the pointer is null; an error that is set stays set.
    static std::optional<Py> from_owned_ptr_or_opt(Python /*py*/, PyObject* ptr) noexcept {
        if (ptr == nullptr) return std::nullopt;
        return Py(ptr);
    }
    /// The same, the raised exception as the error where the pointer is null.
    static PyResult<Py> from_owned_ptr_or_err(Python py, PyObject* ptr) noexcept;
    /// A new reference to an object, not null, that is a T: the caller vouches.
    static Py from_borrowed_ptr(Python /*py*/, PyObject* ptr) noexcept { return Py(ffi::new_ref(ptr)); }
    /// The same, empty where the pointer is null; an error that is set stays set.
    static std::optional<Py> from_borrowed_ptr_or_opt(Python py, PyObject* ptr) noexcept {
        Py_XINCREF(ptr);
        return from_owned_ptr_or_opt(py, ptr);
    }
    /// The same, the raised exception as the error where the pointer is null.
    static PyResult<Py> from_borrowed_ptr_or_err(Python py, PyObject* ptr) noexcept;

    /// A view that this pointer keeps alive, with all members of T: free.
    Borrowed<T> bind(Python py) const noexcept TETHER_LIFETIMEBOUND {
        home_.assert_here();
        return Borrowed<T>::from_ptr(py, ptr_);
    }
    /// The same reference, tied to this thread: free.
    Bound<T> into_bound(Python py) && noexcept {
        home_.assert_here();
        return Bound<T>::from_owned_ptr(py, std::move(*this).into_ptr());
    }
    /// Another reference.
    Py clone_ref(Python py) const noexcept {
        home_.assert_here();
        return from_borrowed_ptr(py, ptr_);
    }
    /// How many references Python counts: PyAny::get_refcnt().
    Py_ssize_t get_refcnt(Python py) const noexcept { return bind(py).get_refcnt(); }
    /// Drops the reference now, without asking whether this thread is attached.
    void drop_ref(Python /*py*/) && noexcept {
        PyObject* const ptr = std::move(*this).into_ptr();
        Py_DECREF(ptr);
    }

    /// The same reference to any object.
    Py<PyAny> into_any() && noexcept { return Py<PyAny>(std::move(*this)); }

    /// The raw pointer, borrowed. Needs no token.
    PyObject* as_ptr() const noexcept TETHER_LIFETIMEBOUND { return ptr_; }
    /// The reference, given to the caller. Needs no token.
    [[nodiscard("the reference is the caller's now")]] PyObject* into_ptr() && noexcept {
        return std::exchange(ptr_, nullptr);
    }

    /// `self is other`. Needs no token.
    template <class U> bool is(const Py<U>& other) const noexcept { return ptr_ == other.as_ptr(); }
    bool is(const PyAny& other) const noexcept { return ptr_ == other.as_ptr(); }
    /// `self is None`. Needs no token.
    bool is_none() const noexcept { return ptr_ == Py_None; }

  private:
    template <class U> friend class Py;

    explicit Py(PyObject* ptr) noexcept : ptr_(ptr), home_(detail::Home::here()) {}

    PyObject* ptr_;
    [[no_unique_address]] detail::Home home_;
};

template <class T> Py<T> Bound<T>::unbind() && noexcept { return Py<T>(std::move(*this)); }

template <class T> Py<T> Bound<T>::unbind() const& noexcept {
    return Py<T>::from_borrowed_ptr(this->py(), this->as_ptr());
}

template <class T> Py<T> Borrowed<T>::unbind() const noexcept {
    return Py<T>::from_borrowed_ptr(this->py(), this->as_ptr());
}

} // namespace tether::inline TETHER_ABI
