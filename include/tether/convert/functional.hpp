// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions of std::function: from any Python callable, to the callable that it was or to a new function.
#pragma once

#include <tether/function/callback.hpp>

#include <functional>
#include <memory>

namespace tether::inline TETHER_ABI {
namespace detail {

/// What a std::function of a Python callable holds. Copies share the reference, so that they are made and
/// dropped on any thread without Python.
template <class Signature> class SharedCallback;
template <class R, class... A> class SharedCallback<R(A...)> {
  public:
    explicit SharedCallback(Py<PyAny> callable)
        : callback_(std::make_shared<const Callback<R(A...)>>(std::move(callable))) {}

    R operator()(A... args) const { return (*callback_)(static_cast<A&&>(args)...); }

    PyObject* callable() const noexcept { return callback_->callable().as_ptr(); }

  private:
    std::shared_ptr<const Callback<R(A...)>> callback_;
};

/// "function(a, b, /)"
template <std::size_t Count> consteval auto unnamed_signature() {
    char text[Count == 0 ? 11 : 12 + 3 * Count]{};
    std::size_t at = 0;
    for (char const c : std::string_view("function(")) text[at++] = c;
    for (std::size_t i = 0; i < Count; ++i) {
        text[at++] = static_cast<char>('a' + i);
        text[at++] = ',';
        text[at++] = ' ';
    }
    if (Count != 0) text[at++] = '/';
    text[at] = ')';
    return fixed_string(text);
}

} // namespace detail

/// A std::function that calls any callable, as a Callback does; an empty one for None. The garbage collector
/// cannot look into it: what may be part of a cycle is held by a Callback.
template <class R, class... A> struct FromPyObject<std::function<R(A...)>> {
    static constexpr const char* python_type = "Callable | None";

    static detail::ErrState* load(PyObject* object, std::function<R(A...)>& out) {
        if (object == Py_None) return out = nullptr, nullptr;
        if (detail::ErrState* const error = detail::check_callable_object(object)) return error;
        out =
            detail::SharedCallback<R(A...)>(Py<PyAny>::from_borrowed_ptr(Python::assume_attached(), object));
        return nullptr;
    }
};

/// The callable that it was made of, None where it is empty, and else a function of positional parameters.
template <class R, class... A> struct IntoPyObject<std::function<R(A...)>> {
    static constexpr const char* python_type = "Callable | None";

    // Not inlined: g++ would warn of what std::function does with a callable that it knows.
    TETHER_NOINLINE static PyObject* cast(std::function<R(A...)> function) {
        if (function == nullptr) return ffi::new_ref(Py_None);
#ifdef __cpp_rtti
        if (const auto* const shared = function.template target<detail::SharedCallback<R(A...)>>())
            return ffi::new_ref(shared->callable());
#endif
        auto made = closure<detail::unnamed_signature<sizeof...(A)>()>(Python::assume_attached(),
                                                                       std::move(function));
        if (made.is_err()) return detail::fail_with(std::move(made).error());
        return (*std::move(made)).into_ptr();
    }
};

namespace detail {

template <class S>
inline constexpr Accepts accepts_value<std::function<S>> = Accepts{}.with({DefaultKind::none_});

} // namespace detail
} // namespace tether::inline TETHER_ABI
