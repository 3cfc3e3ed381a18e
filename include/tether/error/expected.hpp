// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyResult<T> from and to std::expected<T, PyErr>, and from one with an error of one's own: where the
// standard library has std::expected, which is from C++23 on.
#pragma once

#include <tether/error/translate.hpp>

#include <version>

#ifdef __cpp_lib_expected
#include <expected>

namespace tether::inline TETHER_ABI {
namespace detail {

template <class T> inline constexpr bool is_expected_of<std::expected<T, PyErr>, T> = true;

template <class E>
    requires is_expected_of<E, typename E::value_type>
Failure::operator E() && {
    return E(std::unexpect, std::move(error));
}

template <class T> inline constexpr bool is_expected = false;
template <class T, class E> inline constexpr bool is_expected<std::expected<T, E>> = true;

/// A PyResult of a std::expected: its error becomes what IntoPyErr<E> says. Attached.
template <class T, class E> PyResult<T> into_result(Python py, std::expected<T, E>&& expected) {
    if (!expected.has_value()) [[unlikely]]
        return err(PyErr::from(py, expected.error()));
    if constexpr (std::is_void_v<T>)
        return ok();
    else
        return ok(*std::move(expected));
}

} // namespace detail

template <class T>
template <class E>
    requires detail::is_expected_of<std::remove_cvref_t<E>, T>
PyResult<T>::PyResult(E&& expected) : is_ok_(expected.has_value()) {
    if (is_ok_)
        ::new (static_cast<void*>(std::addressof(value_))) T(*std::forward<E>(expected));
    else
        ::new (static_cast<void*>(std::addressof(error_))) PyErr(std::forward<E>(expected).error());
}

template <class T>
template <class E>
    requires detail::is_expected_of<E, T>
PyResult<T>::operator E() && {
    if (is_ok_) return E(std::in_place, std::move(value_));
    return E(std::unexpect, std::move(error_));
}

template <class E>
    requires detail::is_expected_of<std::remove_cvref_t<E>, void>
PyResult<void>::PyResult(E&& expected)
    : PyResult(expected.has_value() ? PyResult() : PyResult(std::forward<E>(expected).error())) {}

template <class E>
    requires detail::is_expected_of<E, void>
PyResult<void>::operator E() && {
    if (is_ok_) return E();
    return E(std::unexpect, std::move(error_));
}

} // namespace tether::inline TETHER_ABI
#endif
