// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions between set or frozenset and std::set.
#pragma once

#include <tether/convert/any_set.hpp>

#include <set>

namespace tether::inline TETHER_ABI {

template <class T, class C, class A>
    requires(!detail::Declared<std::set<T, C, A>>)
struct FromPyObject<std::set<T, C, A>> : FromSet<std::set<T, C, A>> {};

template <class T, class C, class A>
    requires(!detail::Declared<std::set<T, C, A>>)
struct IntoPyObject<std::set<T, C, A>> : IntoSet<std::set<T, C, A>> {};

} // namespace tether::inline TETHER_ABI
