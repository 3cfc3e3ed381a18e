// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions between sequences and std::list.
#pragma once

#include <tether/tether.hpp>

#include <list>

namespace tether::inline TETHER_ABI {

template <class T, class A>
    requires(!detail::Declared<std::list<T, A>>)
struct FromPyObject<std::list<T, A>> : FromSequence<std::list<T, A>> {};

template <class T, class A>
    requires(!detail::Declared<std::list<T, A>>)
struct IntoPyObject<std::list<T, A>> : IntoList<std::list<T, A>> {};

} // namespace tether::inline TETHER_ABI
