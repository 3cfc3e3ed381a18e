// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Bound<T> and Borrowed<T>: an owned and a borrowed reference of an attached thread.
#pragma once

#include <tether/object/any.hpp>

#include <optional>

namespace tether::inline TETHER_ABI {

/// Owns one reference to a T on an attached thread, and is a T: the type of locals and results. Never null
/// but when moved from. A copy is a new reference, a move is free; the conversion to the pointer of a base is
/// either.
template <class T> class Bound : public detail::members_t<T> {
    using View = detail::members_t<T>;

  public:
    Bound(Bound&& other) noexcept : View(std::exchange(other.ptr_, nullptr)) {}

    Bound(const Bound& other) noexcept : View(ffi::new_ref(other.ptr())) {}

    /// From a pointer to a derived type: free.
    template <class U>
        requires(!std::same_as<T, U> && std::derived_from<detail::members_t<U>, View>)
    Bound(Bound<U>&& other) noexcept // NOLINT(google-explicit-constructor): Python's own subtyping
        : View(std::move(other).into_ptr()) {}

    /// A new reference to what a view shows.
    Bound(const View& view) noexcept // NOLINT(google-explicit-constructor)
        : View(view.as_ptr()) {
        Py_INCREF(this->ptr());
    }

    Bound& operator=(Bound other) noexcept {
        std::swap(this->ptr_, other.ptr_);
        return *this;
    }

    ~Bound() {
        if (this->ptr_ == nullptr) return;
        detail::assert_attached("the destructor of a Bound");
        Py_DECREF(this->ptr_);
    }

    /// Takes over a reference, not null, to an object that is a T: the caller vouches.
    static Bound from_owned_ptr(Python /*py*/, PyObject* ptr) noexcept {
        detail::assert_not_null(ptr, "Bound::from_owned_ptr");
        return Bound(ptr);
    }
    /// The same, empty where the pointer is null; an error that is set stays set.
    static std::optional<Bound> from_owned_ptr_or_opt(Python /*py*/, PyObject* ptr) noexcept {
        if (ptr == nullptr) return std::nullopt;
        return Bound(ptr);
    }
    /// The same, the raised exception as the error where the pointer is null.
    static PyResult<Bound> from_owned_ptr_or_err(Python py, PyObject* ptr) noexcept;
    /// A new reference to an object, not null, that is a T: the caller vouches.
    static Bound from_borrowed_ptr(Python /*py*/, PyObject* ptr) noexcept {
        detail::assert_not_null(ptr, "Bound::from_borrowed_ptr");
        return Bound(ffi::new_ref(ptr));
    }
    /// The same, empty where the pointer is null; an error that is set stays set.
    static std::optional<Bound> from_borrowed_ptr_or_opt(Python py, PyObject* ptr) noexcept {
        Py_XINCREF(ptr);
        return from_owned_ptr_or_opt(py, ptr);
    }
    /// The same, the raised exception as the error where the pointer is null.
    static PyResult<Bound> from_borrowed_ptr_or_err(Python py, PyObject* ptr) noexcept;

    /// The reference, given to the caller.
    [[nodiscard("the reference is the caller's now")]] PyObject* into_ptr() && noexcept {
        return std::exchange(this->ptr_, nullptr);
    }

    /// The same reference without its tie to this thread.
    Py<T> unbind() && noexcept;
    /// A new reference without a tie to this thread.
    Py<T> unbind() const& noexcept;

    /// The same reference to any object.
    Bound<PyAny> into_any() && noexcept {
        return Bound<PyAny>::from_owned_ptr(this->py(), std::move(*this).into_ptr());
    }

    /// A copyable view that this pointer keeps alive.
    Borrowed<T> as_borrowed() const noexcept TETHER_LIFETIMEBOUND;

    /// The same reference to a U; where the object is none, the error says so and this pointer keeps the
    /// object.
    template <class U> PyResult<Bound<U>> cast_into() &&;
    /// The same, refusing subclasses.
    template <class U> PyResult<Bound<U>> cast_into_exact() &&;
    /// The same without a check: the caller vouches.
    template <class U> Bound<U> cast_into_unchecked() && noexcept {
        return Bound<U>::from_owned_ptr(this->py(), std::move(*this).into_ptr());
    }

  private:
    explicit Bound(PyObject* ptr) noexcept : View(ptr) {}
};

/// A copyable view of a T that someone else keeps alive; is a T, owns nothing.
template <class T> class Borrowed : public detail::members_t<T> {
    using View = detail::members_t<T>;

  public:
    Borrowed(const Borrowed& other) noexcept : View(other.ptr_) {}

    /// From a view of the same or a derived type, which must outlive this.
    Borrowed(const View& view TETHER_LIFETIMEBOUND) noexcept // NOLINT(google-explicit-constructor)
        : View(view.as_ptr()) {}

    Borrowed& operator=(const Borrowed& other) noexcept {
        this->ptr_ = other.ptr_;
        return *this;
    }

    ~Borrowed() = default;

    /// A view of an object, not null, that is a T and outlives the view: the caller vouches.
    static Borrowed from_ptr(Python /*py*/, PyObject* ptr) noexcept {
        detail::assert_not_null(ptr, "Borrowed::from_ptr");
        return Borrowed(ptr);
    }
    /// The same, empty where the pointer is null.
    static std::optional<Borrowed> from_ptr_or_opt(Python /*py*/, PyObject* ptr) noexcept {
        if (ptr == nullptr) return std::nullopt;
        return Borrowed(ptr);
    }
    /// The same, the raised exception as the error where the pointer is null.
    static PyResult<Borrowed> from_ptr_or_err(Python py, PyObject* ptr) noexcept;

    /// The raw pointer, borrowed from whom this view borrows.
    PyObject* as_ptr() const noexcept { return this->ptr_; }

    /// A new reference.
    Bound<T> to_owned() const noexcept { return Bound<T>(*this); }
    /// A new reference without a tie to this thread.
    Py<T> unbind() const noexcept;

  private:
    explicit Borrowed(PyObject* ptr) noexcept : View(ptr) {}
};

template <class T> Borrowed<T> Bound<T>::as_borrowed() const noexcept { return Borrowed<T>(*this); }

} // namespace tether::inline TETHER_ABI
