// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions between dict and std::unordered_map.
#pragma once

#include <tether/convert/dict.hpp>

#include <unordered_map>

namespace tether::inline TETHER_ABI {

template <class K, class V, class H, class E, class A>
    requires(!detail::Declared<std::unordered_map<K, V, H, E, A>>)
struct FromPyObject<std::unordered_map<K, V, H, E, A>> : FromDict<std::unordered_map<K, V, H, E, A>> {};

template <class K, class V, class H, class E, class A>
    requires(!detail::Declared<std::unordered_map<K, V, H, E, A>>)
struct IntoPyObject<std::unordered_map<K, V, H, E, A>> : IntoDict<std::unordered_map<K, V, H, E, A>> {};

} // namespace tether::inline TETHER_ABI
