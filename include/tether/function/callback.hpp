// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Callback<R(A...)>: a Python callable as a C++ one, which the garbage collector sees through.
#pragma once

#include <tether/convert/type_text.hpp>
#include <tether/pyclass/traverse.hpp>
#include <tether/tether.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// Null, or TypeError: "'int' object is not callable".
inline ErrState* check_callable_object(PyObject* object) noexcept {
    if (PyCallable_Check(object) != 0) [[likely]]
        return nullptr;
    char text[200];
    std::snprintf(text, sizeof text, "'%.100s' object is not callable",
                  ffi::TypeText(Py_TYPE(object)).text());
    return new_type_error(text);
}

TETHER_COLD inline PyErr empty_callback() noexcept {
    return PyErr::make<PyRuntimeError>(
        "the callback is empty: it was moved from, or the garbage collector broke the cycle that it was part "
        "of");
}

template <class R> struct CallbackResult {
    using type = PyResult<R>;
};
template <class R> struct CallbackResult<PyResult<R>> {
    using type = PyResult<R>;
};

/// What a callable gave, as a C++ value.
template <class Result> Result callback_result(PyResult<Bound<PyAny>>&& given) {
    using R = typename Result::value_type;
    if (given.is_err()) return std::move(given).error();
    if constexpr (std::is_void_v<R>) {
        return ok();
    } else {
        auto result = (*std::move(given)).template extract<R>();
        if (result.is_err())
            return PyErr::from_state(
                at_place(std::move(result).error().into_state(), "result of the callback"));
        return result;
    }
}

} // namespace detail

/// A Python callable that C++ calls as its own, `Callback<int(std::string)>`: a parameter, a member, a
/// result. It owns a reference as a Py<T> does, moves freely, is copied by clone_ref(py) and dropped on any
/// thread; in a member that a class declares the garbage collector sees it. Called on a thread that is not
/// attached it attaches. What the callable raises is thrown as Raised, the same exception with its traceback;
/// it is given as a value where the result is a PyResult. A result of another type is TypeError; of `void` it
/// is ignored.
template <class Signature> class Callback;

template <class R, class... A> class Callback<R(A...)> {
    using Result = typename detail::CallbackResult<R>::type;

  public:
    /// Owns a callable. Whether it is one is seen when it is called.
    explicit Callback(Py<PyAny> callable) noexcept : callable_(std::move(callable)) {}

    /// Calls it. Ends in what it raises, in what converting the arguments and the result ends in, and in
    /// RuntimeError where there is no interpreter to attach to.
    R operator()(A... args) const {
        Result result = attach([&](Python py) -> Result {
            if (callable_.as_ptr() == nullptr) return detail::empty_callback();
            Bound<PyAny> const callable(callable_.bind(py)); // it may replace the callback that it is
            return detail::callback_result<Result>(callable.call(static_cast<A&&>(args)...));
        });
        if constexpr (std::is_same_v<R, Result>)
            return result;
        else if constexpr (std::is_void_v<R>)
            std::move(result).value();
        else
            return *std::move(result);
    }

    /// The Python object; null when moved from. Needs no token to be held.
    const Py<PyAny>& callable() const noexcept TETHER_LIFETIMEBOUND { return callable_; }

    /// Another one of the same callable.
    Callback clone_ref(Python py) const noexcept { return Callback(callable_.clone_ref(py)); }

  private:
    friend struct Traverse<Callback>;

    Py<PyAny> callable_;
};

template <class R, class... A> struct Traverse<Callback<R(A...)>> {
    static void visit(Callback<R(A...)>& callback, Visitor& visitor) { visitor(callback.callable_); }
};

/// Anything callable.
template <class R, class... A> struct FromPyObject<Callback<R(A...)>> {
    static constexpr const char* python_type = "Callable";

    static PyResult<Callback<R(A...)>> extract(const PyAny& object) {
        if (detail::ErrState* const error = detail::check_callable_object(object.as_ptr()))
            return PyErr::from_state(error);
        return Callback<R(A...)>(Py<PyAny>(object));
    }
};

/// The callable that it was made of.
template <class R, class... A> struct IntoPyObject<Callback<R(A...)>> {
    static constexpr const char* python_type = "Callable";

    static PyObject* cast(const Callback<R(A...)>& callback) noexcept {
        PyObject* const callable = callback.callable().as_ptr();
        return ffi::new_ref(callable != nullptr ? callable : Py_None);
    }
};

namespace detail {

template <class S> inline constexpr Accepts accepts_value<Callback<S>> = Accepts{};

} // namespace detail
} // namespace tether::inline TETHER_ABI
