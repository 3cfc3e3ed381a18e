// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What a callable takes and gives, read from its type: functions, lambdas, overloads.
#pragma once

#include <tether/fwd.hpp>

#include <type_traits>

namespace tether::inline TETHER_ABI {
namespace detail {

/// A result and the parameters.
template <class Result, class... Parameters> struct Prototype {};

template <class F> struct PrototypeOf {
    static constexpr bool is_known = false;
};

template <class R, class... A> struct PrototypeOf<R (*)(A...)> {
    static constexpr bool is_known = true;
    using type = Prototype<R, A...>;
};

template <class R, class... A> struct PrototypeOf<R (*)(A...) noexcept> : PrototypeOf<R (*)(A...)> {};

template <class M> struct PrototypeOfCallOperator {
    static constexpr bool is_known = false;
};

template <class C, class R, class... A>
struct PrototypeOfCallOperator<R (C::*)(A...)> : PrototypeOf<R (*)(A...)> {};
template <class C, class R, class... A>
struct PrototypeOfCallOperator<R (C::*)(A...) noexcept> : PrototypeOf<R (*)(A...)> {};
template <class C, class R, class... A>
struct PrototypeOfCallOperator<R (C::*)(A...) const> : PrototypeOf<R (*)(A...)> {};
template <class C, class R, class... A>
struct PrototypeOfCallOperator<R (C::*)(A...) const noexcept> : PrototypeOf<R (*)(A...)> {};

template <class F>
    requires requires { &F::operator(); }
struct PrototypeOf<F> : PrototypeOfCallOperator<decltype(&F::operator())> {};

/// A closure whose call operator is a template or overloaded, so that no one prototype can be read from it.
template <class F>
concept GenericCallable = std::is_class_v<F> && !requires { &F::operator(); };

template <class F> consteval bool check_callable() {
    static_assert(!GenericCallable<F>,
                  "tether: a generic lambda or an overloaded call operator has no one signature. Name the "
                  "type of each parameter.");
    static_assert(GenericCallable<F> || PrototypeOf<F>::is_known,
                  "tether: this is no function that can be bound. Pass a function pointer or a lambda "
                  "without captures.");
    return PrototypeOf<F>::is_known;
}

template <class... A> struct Overload {
    template <class R> constexpr auto operator()(R (*f)(A...)) const noexcept { return f; }
    template <class R, class C> constexpr auto operator()(R (C::*f)(A...)) const noexcept { return f; }
    template <class R, class C> constexpr auto operator()(R (C::*f)(A...) const) const noexcept { return f; }
};

} // namespace detail

/// Picks one of several functions of a name by its parameters: `overload<int, double>(&area)`.
template <class... Parameters> inline constexpr detail::Overload<Parameters...> overload{};

} // namespace tether::inline TETHER_ABI
