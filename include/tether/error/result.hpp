// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyResult<T>, what the operations return: a T or the Python exception that came instead.
#pragma once

#include <tether/error/err.hpp>

#include <new>
#include <type_traits>

namespace tether::inline TETHER_ABI {

namespace detail {

template <class T> struct Ok {
    T value;
};

template <> struct Ok<void> {};

/// An error on its way into a PyResult of any type.
struct Failure {
    PyErr error;
};

template <class T> inline constexpr bool is_result = false;
template <class T> inline constexpr bool is_result<PyResult<T>> = true;

template <class T> struct ResultOf {
    using type = PyResult<T>;
};

template <class T> struct ResultOf<PyResult<T>> {
    using type = PyResult<T>;
};

/// A value whose constructor, given this type, must not be mistaken for the PyResult's own.
template <class T, class U>
concept ResultValue = !is_result<std::remove_cvref_t<U>> && !std::same_as<std::remove_cvref_t<U>, PyErr> &&
                      !std::same_as<std::remove_cvref_t<U>, Raised> &&
                      !std::same_as<std::remove_cvref_t<U>, Failure> && std::is_constructible_v<T, U>;

} // namespace detail

/// Success without a value: `return ok();` where a PyResult<void> is returned.
constexpr detail::Ok<void> ok() noexcept { return {}; }

/// Success with a value, where the value alone would not do: `return ok(std::move(error));`.
template <class T> constexpr detail::Ok<std::decay_t<T>> ok(T&& value) { return {std::forward<T>(value)}; }

/// An error for a PyResult of any type, where the PyErr alone would not do.
inline detail::Failure err(PyErr error) noexcept { return {std::move(error)}; }

/// Success, or the Python exception that came instead. `*` does nothing on success.
template <>
class [[nodiscard("it may hold a Python exception: use *, TETHER_TRY or is_err()")]] PyResult<void> {
  public:
    using value_type = void;

    PyResult(detail::Ok<void>) noexcept {} // NOLINT(google-explicit-constructor)
    PyResult(PyErr error) noexcept         // NOLINT(google-explicit-constructor)
        : error_(std::move(error)) {}
    PyResult(detail::Failure failure) noexcept // NOLINT(google-explicit-constructor)
        : error_(std::move(failure.error)) {}

    bool is_ok() const noexcept { return !error_.has_value(); }
    bool is_err() const noexcept { return error_.has_value(); }

    void operator*() const {
        if (error_) [[unlikely]]
            detail::throw_error(PyErr(*error_));
    }
    void value() const { **this; }

    /// The exception; only where is_err().
    const PyErr& error() const& noexcept TETHER_LIFETIMEBOUND { return *error_; }
    PyErr error() && noexcept { return *std::move(error_); }

    template <class F> auto transform(F&& f) && {
        using U = std::invoke_result_t<F>;
        if (error_) return PyResult<U>(err(*std::move(error_)));
        if constexpr (std::is_void_v<U>) {
            std::forward<F>(f)();
            return PyResult<void>(ok());
        } else {
            return PyResult<U>(ok(std::forward<F>(f)()));
        }
    }
    template <class F> auto and_then(F&& f) && {
        using R = std::invoke_result_t<F>;
        static_assert(detail::is_result<R>,
                      "tether: and_then: the callable does not return a PyResult. Use transform.");
        return is_ok() ? std::forward<F>(f)() : R(err(*std::move(error_)));
    }
    template <class F> PyResult or_else(F&& f) && {
        return is_ok() ? std::move(*this) : PyResult(std::forward<F>(f)(*std::move(error_)));
    }
    template <class F> PyResult transform_error(F&& f) && {
        if (is_ok()) return std::move(*this);
        return PyResult(std::forward<F>(f)(*std::move(error_)));
    }

  private:
    std::optional<PyErr> error_;
};

/// A T, or the Python exception that came instead. Never a bool: ask `is_ok()` or `is_err()`. `*`, `->` and
/// `value()` give the T and throw the exception as Raised where there is none; every border to Python turns
/// that back into the same exception. They need no token.
template <class T>
class [[nodiscard("it may hold a Python exception: use *, TETHER_TRY or is_err()")]] PyResult {
    static_assert(!std::is_reference_v<T>,
                  "tether: PyResult<T&> is not supported. Return a Borrowed<T>, a pointer or a copy.");
    static_assert(
        !std::is_same_v<T, PyErr>,
        "tether: PyResult<PyErr> cannot tell its value from its error. Return a PyErr or a PyResult<void>.");

  public:
    using value_type = T;

    template <class U = T>
        requires detail::ResultValue<T, U>
    explicit(!std::is_convertible_v<U, T>) PyResult(U&& value)
        : value_(std::forward<U>(value)), is_ok_(true) {}

    PyResult(PyErr error) noexcept // NOLINT(google-explicit-constructor): returning an error is the point
        requires(!std::is_constructible_v<T, PyErr>)
        : error_(std::move(error)), is_ok_(false) {}

    PyResult(detail::Failure failure) noexcept // NOLINT(google-explicit-constructor)
        : error_(std::move(failure.error)), is_ok_(false) {}

    template <class U>
        requires std::is_constructible_v<T, U>
    PyResult(detail::Ok<U> success) // NOLINT(google-explicit-constructor)
        : value_(std::move(success.value)), is_ok_(true) {}

    /// From a result whose value converts: `PyResult<Bound<PyAny>>` from `PyResult<Bound<PyList>>`.
    template <class U>
        requires(!std::same_as<T, U> && !std::is_void_v<U> && std::is_convertible_v<U, T>)
    PyResult(PyResult<U>&& other) // NOLINT(google-explicit-constructor)
        : is_ok_(other.is_ok()) {
        if (is_ok_)
            ::new (static_cast<void*>(std::addressof(value_))) T(*std::move(other));
        else
            ::new (static_cast<void*>(std::addressof(error_))) PyErr(std::move(other).error());
    }

    PyResult(PyResult&& other) noexcept(std::is_nothrow_move_constructible_v<T>) : is_ok_(other.is_ok_) {
        if (is_ok_)
            ::new (static_cast<void*>(std::addressof(value_))) T(std::move(other.value_));
        else
            ::new (static_cast<void*>(std::addressof(error_))) PyErr(std::move(other.error_));
    }

    PyResult(const PyResult& other)
        requires std::is_copy_constructible_v<T>
        : is_ok_(other.is_ok_) {
        if (is_ok_)
            ::new (static_cast<void*>(std::addressof(value_))) T(other.value_);
        else
            ::new (static_cast<void*>(std::addressof(error_))) PyErr(other.error_);
    }

    PyResult& operator=(PyResult other) noexcept(std::is_nothrow_move_constructible_v<T>) {
        this->~PyResult();
        ::new (static_cast<void*>(this)) PyResult(std::move(other));
        return *this;
    }

    ~PyResult() {
        if (is_ok_)
            value_.~T();
        else
            error_.~PyErr();
    }

    bool is_ok() const noexcept { return is_ok_; }
    bool is_err() const noexcept { return !is_ok_; }

    // By value from a temporary: a reference into one would dangle in `for (auto x : *f())`.
    T operator*() && {
        throw_if_error();
        return std::move(value_);
    }
    T& operator*() & TETHER_LIFETIMEBOUND {
        throw_if_error();
        return value_;
    }
    const T& operator*() const& TETHER_LIFETIMEBOUND {
        throw_if_error();
        return value_;
    }
    T* operator->() TETHER_LIFETIMEBOUND {
        throw_if_error();
        return std::addressof(value_);
    }
    const T* operator->() const TETHER_LIFETIMEBOUND {
        throw_if_error();
        return std::addressof(value_);
    }
    T value() && { return *std::move(*this); }
    T& value() & TETHER_LIFETIMEBOUND { return **this; }
    const T& value() const& TETHER_LIFETIMEBOUND { return **this; }

    /// The exception; only where is_err().
    const PyErr& error() const& noexcept TETHER_LIFETIMEBOUND { return error_; }
    PyErr error() && noexcept { return std::move(error_); }

    /// The value, or another one in place of an error.
    template <class U> T value_or(U&& other) && {
        return is_ok_ ? std::move(value_) : static_cast<T>(std::forward<U>(other));
    }
    template <class U> T value_or(U&& other) const& {
        return is_ok_ ? value_ : static_cast<T>(std::forward<U>(other));
    }

    /// `f(value)` in a PyResult, or the error.
    template <class F> auto transform(F&& f) && {
        using U = std::invoke_result_t<F, T>;
        if (!is_ok_) return PyResult<U>(err(std::move(error_)));
        if constexpr (std::is_void_v<U>) {
            std::forward<F>(f)(std::move(value_));
            return PyResult<void>(ok());
        } else {
            return PyResult<U>(ok(std::forward<F>(f)(std::move(value_))));
        }
    }
    /// `f(value)`, itself a PyResult, or the error.
    template <class F> auto and_then(F&& f) && {
        using R = std::invoke_result_t<F, T>;
        static_assert(detail::is_result<R>,
                      "tether: and_then: the callable does not return a PyResult. Use transform.");
        return is_ok_ ? std::forward<F>(f)(std::move(value_)) : R(err(std::move(error_)));
    }
    /// The value, or `f(error)`, which is a PyResult<T>.
    template <class F> PyResult or_else(F&& f) && {
        return is_ok_ ? std::move(*this) : PyResult(std::forward<F>(f)(std::move(error_)));
    }
    /// The value, or the error that `f(error)` gives.
    template <class F> PyResult transform_error(F&& f) && {
        if (is_ok_) return std::move(*this);
        return PyResult(err(std::forward<F>(f)(std::move(error_))));
    }

  private:
    void throw_if_error() const {
        if (!is_ok_) [[unlikely]]
            detail::throw_error(PyErr(error_));
    }

    union {
        T value_;
        PyErr error_;
    };

    bool is_ok_;
};

namespace detail {

/// A new reference as a result, or what was raised instead of it.
template <class T> PyResult<Bound<T>> owned(PyObject* ptr) noexcept {
    if (ptr == nullptr) [[unlikely]]
        return PyErr::from_state(fetch_error());
    return Bound<T>::from_owned_ptr(Python::assume_attached(), ptr);
}

/// C's -1 for failure as a result.
inline PyResult<void> succeeded(int status) noexcept {
    if (status < 0) [[unlikely]]
        return PyErr::from_state(fetch_error());
    return ok();
}

/// C's -1, 0 and 1 as a result.
inline PyResult<bool> truth(int status) noexcept {
    if (status < 0) [[unlikely]]
        return PyErr::from_state(fetch_error());
    return status != 0;
}

} // namespace detail

template <class T> PyResult<Bound<T>> Bound<T>::from_owned_ptr_or_err(Python /*py*/, PyObject* ptr) noexcept {
    return detail::owned<T>(ptr);
}

template <class T>
PyResult<Bound<T>> Bound<T>::from_borrowed_ptr_or_err(Python /*py*/, PyObject* ptr) noexcept {
    Py_XINCREF(ptr);
    return detail::owned<T>(ptr);
}

template <class T> PyResult<Borrowed<T>> Borrowed<T>::from_ptr_or_err(Python py, PyObject* ptr) noexcept {
    if (ptr == nullptr) return PyErr::fetch(py);
    return from_ptr(py, ptr);
}

namespace detail {

/// Why attaching failed, as a RuntimeError that needs no interpreter.
TETHER_COLD inline PyErr cannot_attach(Attachment::How how) noexcept {
    return PyErr::from_state(new_message([]() noexcept { return PyExc_RuntimeError; },
                                         how == Attachment::How::finalizing
                                             ? "cannot attach to Python: the interpreter is ending"
                                             : "cannot attach to Python: no interpreter is running"));
}

template <class F> using AttachResult = std::invoke_result_t<F, Python>;

template <class F> AttachResult<F> call_attached(F&& f) {
    using Result = AttachResult<F>;
    static_assert(Ungil<Result>,
                  "tether: attach: the result is or holds the token or a bound pointer, which cannot leave. "
                  "Return a Py<T>: .unbind().");
    if constexpr (Ungil<Result>) {
        try {
            return std::forward<F>(f)(Python::assume_attached());
        } catch (const Raised& raised) {
            if constexpr (is_result<Result>)
                return err(raised);
            else {
                raised.what(); // rendered while it can be
                throw;
            }
        }
    }
}

} // namespace detail

template <class F> auto attach(F&& f) {
    using Result = detail::AttachResult<F>;
    const detail::Attachment attachment;
    if (attachment.is_attached()) [[likely]]
        return detail::call_attached(std::forward<F>(f));
    if constexpr (detail::is_result<Result>)
        return Result(err(detail::cannot_attach(attachment.how())));
    else
        throw Raised(detail::cannot_attach(attachment.how()));
}

template <class F> auto with_gil(F&& f) { return attach(std::forward<F>(f)); }

template <class F> auto try_attach(F&& f) {
    using Result = detail::AttachResult<F>;
    const detail::Attachment attachment;
    if constexpr (std::is_void_v<Result>) {
        if (attachment.is_attached()) detail::call_attached(std::forward<F>(f));
        return attachment.is_attached();
    } else {
        if (!attachment.is_attached()) return std::optional<Result>();
        return std::optional<Result>(detail::call_attached(std::forward<F>(f)));
    }
}

} // namespace tether::inline TETHER_ABI

/// Passes an error on without a throw: `TETHER_TRY(auto x, expr);` returns the error of a PyResult from this
/// function, or declares x as its value; `TETHER_TRY(expr);` for a PyResult<void>. A statement of a function
/// that returns one.
#define TETHER_TRY(...)                                                                                      \
    TETHER_DETAIL_TRY_PICK(__VA_ARGS__ __VA_OPT__(, ) TETHER_DETAIL_TRY_MORE, TETHER_DETAIL_TRY_MORE,        \
                           TETHER_DETAIL_TRY_MORE, TETHER_DETAIL_TRY_MORE, TETHER_DETAIL_TRY_MORE,           \
                           TETHER_DETAIL_TRY_MORE, TETHER_DETAIL_TRY_MORE,                                   \
                           TETHER_DETAIL_TRY_ONE, )(__COUNTER__, __VA_ARGS__)
#define TETHER_DETAIL_TRY_PICK(a, b, c, d, e, f, g, h, pick, ...) pick
#define TETHER_DETAIL_TRY_ONE(id, ...) TETHER_DETAIL_TRY_ONE_(id, __VA_ARGS__)
#define TETHER_DETAIL_TRY_ONE_(id, ...)                                                                      \
    if (auto tether_result_##id = (__VA_ARGS__); tether_result_##id.is_err())                                \
    return ::tether::err(std::move(tether_result_##id).error())
#define TETHER_DETAIL_TRY_MORE(id, declaration, ...) TETHER_DETAIL_TRY_MORE_(id, declaration, __VA_ARGS__)
#define TETHER_DETAIL_TRY_MORE_(id, declaration, ...)                                                        \
    auto&& tether_result_##id = (__VA_ARGS__);                                                               \
    if (tether_result_##id.is_err()) return ::tether::err(std::move(tether_result_##id).error());            \
    declaration = *std::move(tether_result_##id)
