// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Closures whose Python objects the garbage collector sees.
#pragma once

#include <tether/function/closure.hpp>
#include <tether/pyclass/kept_value.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// A callable with a state that is the first argument of each call.
template <class State, class F, class Prototype> struct Capture;

template <class State, class F, class R, class First, class... Rest>
struct Capture<State, F, Prototype<R, First, Rest...>> {
    State state;
    F function;

    R operator()(Rest... rest) { return function(state, static_cast<Rest&&>(rest)...); }
};

/// The owner of a closure that has a Traverse.
template <class Callable>
    requires holds_python<Callable>
struct ClosureOwner<Callable> {
    using State = ClosureState<Callable>;

    static PyObject* create(State* state) noexcept {
        return KeptValue::create(state, &destroy, shown, nullptr);
    }

    static State* state(PyObject* self) noexcept { return static_cast<State*>(KeptValue::of(self).value); }

  private:
    static void destroy(void* state) noexcept { delete static_cast<State*>(state); }

    static void show(void* state, Visitor& visitor) { visitor(static_cast<State*>(state)->callable); }

    TETHER_HIDDEN static inline constinit const ffi::Atomic<ShowValue> shown{&show};
};

} // namespace detail

template <class State, class F, class P>
    requires detail::holds_python<State>
struct Traverse<detail::Capture<State, F, P>> {
    static void visit(detail::Capture<State, F, P>& capture, Visitor& visitor) { visitor(capture.state); }
};

/// A callable for closure() and add_closure() whose state the garbage collector sees: a member that a class
/// could have, a std::tuple of some, or any type with a Traverse. It is moved or copied in, and the first
/// argument of each call: `closure<"push(x)">(py, capture(std::move(list), [](Py<PyList>& list, Python py,
/// int x) { list.bind(py).append(x).value(); }))`. A circle through it is collected.
template <class State, class F> auto capture(State&& state, F&& function) {
    using Function = std::remove_cvref_t<F>;
    using P = typename detail::PrototypeOf<Function>::type;
    return detail::Capture<std::remove_cvref_t<State>, Function, P>{static_cast<State&&>(state),
                                                                    static_cast<F&&>(function)};
}

} // namespace tether::inline TETHER_ABI
