// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What may be used on a thread that is not attached: the compile-time half of detach()'s safety.
#pragma once

#include <tether/fwd.hpp>

#include <array>
#include <concepts>
#include <span>
#include <type_traits>
#include <utility>

namespace tether::inline TETHER_ABI {

namespace detail {

template <class T>
concept View = requires { sizeof(T); } && std::derived_from<T, PyAny>;

} // namespace detail

/// Whether values of T may be used detached. A class of one's own that holds bound pointers opts out:
/// `template <> inline constexpr bool tether::ungil<Ctx> = false;`
template <class T> inline constexpr bool ungil = true;

template <> inline constexpr bool ungil<Python> = false;
template <> inline constexpr bool ungil<IntoPy> = false;
template <detail::View T> inline constexpr bool ungil<T> = false;
template <class T> inline constexpr bool ungil<Bound<T>> = false;
template <class T> inline constexpr bool ungil<Borrowed<T>> = false;
template <class T> inline constexpr bool ungil<object<T>> = false;
template <class T> inline constexpr bool ungil<Py<T>> = true;

// What reaches such a value is one itself.
template <class T> inline constexpr bool ungil<const T> = ungil<T>;
template <class T> inline constexpr bool ungil<T&> = ungil<T>;
template <class T> inline constexpr bool ungil<T&&> = ungil<T>;
template <class T> inline constexpr bool ungil<T*> = ungil<T>;
template <class T> inline constexpr bool ungil<T* const> = ungil<T>;

// And what holds it: any class template is taken to hold values of its arguments, so that containers, tuples,
// optionals, smart pointers and results need not be named here.
template <template <class...> class C, class... T>
inline constexpr bool ungil<C<T...>> = !detail::View<C<T...>> && (ungil<T> && ...);
template <class T, std::size_t N> inline constexpr bool ungil<T[N]> = ungil<T>;
template <class T, std::size_t N> inline constexpr bool ungil<std::array<T, N>> = ungil<T>;
template <class T, std::size_t N> inline constexpr bool ungil<std::span<T, N>> = ungil<T>;

/// A type whose values may be used detached: satisfied by everything but the token, views, bound and borrowed
/// pointers, and what visibly holds or points to them.
template <class T>
concept Ungil = ungil<T>;

namespace detail {

template <class F> struct AssumedUngil {
    F f;
};

template <class F> inline constexpr bool is_assumed_ungil = false;
template <class F> inline constexpr bool is_assumed_ungil<AssumedUngil<F>> = true;

/// A callable that cannot carry a bound pointer with it: a function pointer or a class without members.
template <class F>
inline constexpr bool is_captureless =
    std::is_empty_v<std::remove_cvref_t<F>> || std::is_pointer_v<std::decay_t<F>> ||
    is_assumed_ungil<std::decay_t<F>>;

} // namespace detail

/// Vouches that a callable with captures touches no Python object while detached:
/// `py.detach(assume_ungil([&] { sort(values); }))`.
template <class F> constexpr detail::AssumedUngil<std::decay_t<F>> assume_ungil(F&& f) {
    return {std::forward<F>(f)};
}

} // namespace tether::inline TETHER_ABI
