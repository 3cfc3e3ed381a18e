// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyResult<T>, what the operations return: a T or the Python exception that came instead.
#pragma once

#include <tether/error/err.hpp>

#include <concepts>
#include <new>
#include <type_traits>
#include <version>

namespace tether::inline TETHER_ABI {

namespace detail {

template <class T> struct Ok {
    T value;
};

template <> struct Ok<void> {};

/// The std::expected of a T and a PyErr, where there is one: <tether/error/expected.hpp> says so.
template <class E, class T> inline constexpr bool is_expected_of = false;

/// An error on its way into a PyResult of any type.
struct Failure {
    PyErr error;

#ifdef __cpp_lib_expected
    template <class E>
        requires is_expected_of<E, typename E::value_type>
    operator E() &&; // NOLINT: implicit
#endif
};

template <class T> inline constexpr bool is_result = false;
template <class T> inline constexpr bool is_result<PyResult<T>> = true;

/// Whether what `and_then` was given goes on with a result, said in words where it does not.
template <class R> consteval bool check_and_then() {
    static_assert(is_result<R>, "tether: and_then: the callable does not return a PyResult. Use transform.");
    return is_result<R>;
}

// What <type_traits> knows too, asked so that the compiler makes no classes for the answer.
template <class T, class U>
concept MadeFrom = requires(U&& value, void* place) { ::new (place) T(static_cast<U&&>(value)); };
template <class U, class T>
concept ConvertsTo = requires(U&& value, void take(T)) { take(static_cast<U&&>(value)); };

/// A value whose constructor, given this type, must not be mistaken for the PyResult's own. No pointer is
/// meant as a bool. The usual answers come first: the compiler asks this of every operation.
template <class T, class U, class V = std::remove_cvref_t<U>>
concept ResultValue =
    !is_result<V> &&
    (std::same_as<T, U> || (!std::same_as<V, Failure> && !std::same_as<V, PyErr> &&
                            !std::same_as<V, Raised> && !is_expected_of<V, T> && MadeFrom<T, U> &&
                            !(std::same_as<T, bool> && std::is_pointer_v<std::decay_t<U>>)));

template <class T, class U>
concept ImplicitValue = std::same_as<T, U> || ConvertsTo<U, T>;

template <class T>
concept Copies = requires(const T& value) { T(value); };
template <class T>
concept MovesSafely = requires(T&& value) {
    { T(static_cast<T&&>(value)) } noexcept;
};
template <class T>
concept MadeFromError = requires(PyErr&& error) { T(static_cast<PyErr&&>(error)); };

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

    PyResult() noexcept : error_(PyErr::from_state(nullptr)), is_ok_(true) {}
    PyResult(detail::Ok<void>) noexcept : PyResult() {}                         // NOLINT: implicit
    PyResult(PyErr error) noexcept : error_(std::move(error)), is_ok_(false) {} // NOLINT: implicit
    PyResult(detail::Failure failure) noexcept                                  // NOLINT: implicit
        : PyResult(std::move(failure.error)) {}

#ifdef __cpp_lib_expected
    template <class E>
        requires detail::is_expected_of<std::remove_cvref_t<E>, void>
    PyResult(E&& expected); // NOLINT: implicit
    template <class E>
        requires detail::is_expected_of<E, void>
    operator E() &&; // NOLINT: implicit
#endif

    bool is_ok() const noexcept { return is_ok_; }
    bool is_err() const noexcept { return !is_ok_; }

    void operator*() const {
        if (!is_ok_) [[unlikely]]
            detail::throw_error(PyErr(error_));
    }
    void value() const { **this; }

    /// The exception; only where is_err().
    const PyErr& error() const& noexcept TETHER_LIFETIMEBOUND { return error_; }
    PyErr error() && noexcept { return std::move(error_); }

    template <class F> auto transform(F&& f) && {
        using R = PyResult<std::remove_cvref_t<std::invoke_result_t<F>>>;
        if (!is_ok_) return R(err(std::move(error_)));
        if constexpr (std::is_void_v<std::invoke_result_t<F>>)
            return std::forward<F>(f)(), R(ok());
        else
            return R(ok(std::forward<F>(f)()));
    }
    template <class F> auto and_then(F&& f) && {
        using R = std::invoke_result_t<F>;
        if constexpr (detail::check_and_then<R>())
            return is_ok_ ? std::forward<F>(f)() : R(err(std::move(error_)));
    }
    template <class F> PyResult or_else(F&& f) && {
        return is_ok_ ? PyResult() : PyResult(std::forward<F>(f)(std::move(error_)));
    }
    template <class F> PyResult transform_error(F&& f) && {
        return is_ok_ ? PyResult() : PyResult(PyErr(std::forward<F>(f)(std::move(error_))));
    }

    // Of a named result a copy goes on.
    template <class F> auto transform(F&& f) const& { return PyResult(*this).transform(std::forward<F>(f)); }
    template <class F> auto and_then(F&& f) const& { return PyResult(*this).and_then(std::forward<F>(f)); }
    template <class F> PyResult or_else(F&& f) const& { return PyResult(*this).or_else(std::forward<F>(f)); }
    template <class F> PyResult transform_error(F&& f) const& {
        return PyResult(*this).transform_error(std::forward<F>(f));
    }

  private:
    PyErr error_;
    bool is_ok_;
};

/// A T, or the Python exception that came instead. Never a bool: ask `is_ok()` or `is_err()`. `*`, `->` and
/// `value()` give the T and throw the exception as Raised where there is none; every border to Python turns
/// that back into the same exception. They need no token. Constructors are those of std::expected.
template <class T>
class [[nodiscard("it may hold a Python exception: use *, TETHER_TRY or is_err()")]] PyResult {
    static_assert(
        !std::same_as<std::remove_cv_t<T>, PyErr> && !std::same_as<std::remove_cv_t<T>, Raised>,
        "tether: PyResult<PyErr> cannot tell its value from its error. Return a PyErr or a PyResult<void>.");

    static constexpr bool moves = detail::MovesSafely<T>;

  public:
    using value_type = T;

    /// A value made of nothing: `return {};`.
    PyResult() noexcept(std::is_nothrow_default_constructible_v<T>)
        requires std::is_default_constructible_v<T>
        : value_(), is_ok_(true) {}

    template <class U = T>
        requires detail::ResultValue<T, U>
    // NOLINTNEXTLINE(google-explicit-constructor): explicit where the conversion is
    explicit(!detail::ImplicitValue<T, U>) PyResult(U&& value) noexcept(noexcept(T(std::forward<U>(value))))
        : value_(std::forward<U>(value)), is_ok_(true) {}

    /// Where a PyErr given alone can only be meant as the error.
    PyResult(PyErr error) noexcept // NOLINT: implicit, returning an error is the point
        requires(!detail::MadeFromError<T>)
        : error_(std::move(error)), is_ok_(false) {}

    PyResult(detail::Failure failure) noexcept // NOLINT: implicit
        : error_(std::move(failure.error)), is_ok_(false) {}

    template <class U>
        requires detail::MadeFrom<T, U>
    PyResult(detail::Ok<U> success) // NOLINT: implicit
        : value_(std::move(success.value)), is_ok_(true) {}

    /// From a result whose value converts: `PyResult<Bound<PyAny>>` from `PyResult<Bound<PyList>>`.
    template <class U>
        requires(!std::same_as<T, U> && !std::is_void_v<U> && detail::ConvertsTo<U, T>)
    PyResult(PyResult<U>&& other) // NOLINT: implicit
        : is_ok_(other.is_ok()) {
        if (is_ok_)
            ::new (static_cast<void*>(std::addressof(value_))) T(*std::move(other));
        else
            ::new (static_cast<void*>(std::addressof(error_))) PyErr(std::move(other).error());
    }

#ifdef __cpp_lib_expected
    /// From and to std::expected<T, PyErr>, where the library has it.
    template <class E>
        requires detail::is_expected_of<std::remove_cvref_t<E>, T>
    PyResult(E&& expected); // NOLINT: implicit
    template <class E>
        requires detail::is_expected_of<E, T>
    operator E() &&; // NOLINT: implicit
#endif

    PyResult(PyResult&& other) noexcept(moves) : is_ok_(other.is_ok_) {
        if (is_ok_)
            ::new (static_cast<void*>(std::addressof(value_))) T(std::move(other.value_));
        else
            ::new (static_cast<void*>(std::addressof(error_))) PyErr(std::move(other.error_));
    }

    PyResult(const PyResult& other)
        requires detail::Copies<T>
        : is_ok_(other.is_ok_) {
        if (is_ok_)
            ::new (static_cast<void*>(std::addressof(value_))) T(other.value_);
        else
            ::new (static_cast<void*>(std::addressof(error_))) PyErr(other.error_);
    }

    PyResult& operator=(PyResult other) noexcept(moves)
        requires(moves || std::is_move_assignable_v<T>)
    {
        if constexpr (moves) {
            this->~PyResult();
            ::new (static_cast<void*>(this)) PyResult(std::move(other));
        } else if (is_ok_ && other.is_ok_) {
            value_ = std::move(other.value_);
        } else if (other.is_ok_) {
            PyErr kept = std::move(error_);
            error_.~PyErr();
            try {
                ::new (static_cast<void*>(std::addressof(value_))) T(std::move(other.value_));
                is_ok_ = true;
            } catch (...) {
                ::new (static_cast<void*>(std::addressof(error_))) PyErr(std::move(kept));
                throw;
            }
        } else if (is_ok_) {
            value_.~T();
            ::new (static_cast<void*>(std::addressof(error_))) PyErr(std::move(other.error_));
            is_ok_ = false;
        } else {
            error_ = std::move(other.error_);
        }
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
        using R = PyResult<std::remove_cvref_t<std::invoke_result_t<F, T>>>;
        if (!is_ok_) return R(err(std::move(error_)));
        if constexpr (std::is_void_v<std::invoke_result_t<F, T>>)
            return std::forward<F>(f)(std::move(value_)), R(ok());
        else
            return R(ok(std::forward<F>(f)(std::move(value_))));
    }
    /// `f(value)`, itself a PyResult, or the error.
    template <class F> auto and_then(F&& f) && {
        using R = std::invoke_result_t<F, T>;
        if constexpr (detail::check_and_then<R>())
            return is_ok_ ? std::forward<F>(f)(std::move(value_)) : R(err(std::move(error_)));
    }
    /// The value, or what `f(error)` gives: a PyResult<T>, a T or a PyErr.
    template <class F> PyResult or_else(F&& f) && {
        return is_ok_ ? std::move(*this) : PyResult(std::forward<F>(f)(std::move(error_)));
    }
    /// The value, or the error that `f(error)` gives.
    template <class F> PyResult transform_error(F&& f) && {
        return is_ok_ ? std::move(*this) : PyResult(err(std::forward<F>(f)(std::move(error_))));
    }

    // Of a named result a copy goes on.
    template <class F> auto transform(F&& f) const& { return PyResult(*this).transform(std::forward<F>(f)); }
    template <class F> auto and_then(F&& f) const& { return PyResult(*this).and_then(std::forward<F>(f)); }
    template <class F> PyResult or_else(F&& f) const& { return PyResult(*this).or_else(std::forward<F>(f)); }
    template <class F> PyResult transform_error(F&& f) const& {
        return PyResult(*this).transform_error(std::forward<F>(f));
    }

    /// Success with a value, and failure, where nobody need ask which constructor is meant. For the layers
    /// above.
    static PyResult from_value(T&& value) noexcept(moves) { return PyResult(&value, nullptr); }
    static PyResult from_state(detail::ErrState* error) noexcept { return PyResult(nullptr, error); }

  private:
    PyResult(T* value, std::nullptr_t) noexcept(moves) : value_(std::move(*value)), is_ok_(true) {}
    PyResult(std::nullptr_t, detail::ErrState* error) noexcept
        : error_(PyErr::from_state(error)), is_ok_(false) {}

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

/// Refused: where a value is what the caller owns, a reference would dangle.
template <class T> class PyResult<T&> : public PyResult<std::remove_cv_t<T>> {
    static_assert(std::is_void_v<T>,
                  "tether: PyResult<T&> is not supported. Return a Borrowed<T>, a pointer or a copy.");

  public:
    using PyResult<std::remove_cv_t<T>>::PyResult;
};

} // namespace tether::inline TETHER_ABI
