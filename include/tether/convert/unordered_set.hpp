// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions between set or frozenset and std::unordered_set.
#pragma once

#include <tether/convert/any_set.hpp>

#include <unordered_set>

namespace tether::inline TETHER_ABI {

template <class T, class H, class E, class A>
    requires(!detail::Declared<std::unordered_set<T, H, E, A>>)
struct FromPyObject<std::unordered_set<T, H, E, A>> : FromSet<std::unordered_set<T, H, E, A>> {};

template <class T, class H, class E, class A>
    requires(!detail::Declared<std::unordered_set<T, H, E, A>>)
struct IntoPyObject<std::unordered_set<T, H, E, A>> : IntoSet<std::unordered_set<T, H, E, A>> {};

} // namespace tether::inline TETHER_ABI
