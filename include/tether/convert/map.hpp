// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions between dict and std::map.
#pragma once

#include <tether/convert/dict.hpp>

#include <map>

namespace tether::inline TETHER_ABI {

template <class K, class V, class C, class A>
    requires(!detail::Declared<std::map<K, V, C, A>>)
struct FromPyObject<std::map<K, V, C, A>> : FromDict<std::map<K, V, C, A>> {};

template <class K, class V, class C, class A>
    requires(!detail::Declared<std::map<K, V, C, A>>)
struct IntoPyObject<std::map<K, V, C, A>> : IntoDict<std::map<K, V, C, A>> {};

} // namespace tether::inline TETHER_ABI
