// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions between sequences and std::deque.
#pragma once

#include <tether/tether.hpp>

#include <deque>

namespace tether::inline TETHER_ABI {

template <class T, class A>
    requires(!detail::Declared<std::deque<T, A>>)
struct FromPyObject<std::deque<T, A>> : FromSequence<std::deque<T, A>> {};

template <class T, class A>
    requires(!detail::Declared<std::deque<T, A>>)
struct IntoPyObject<std::deque<T, A>> : IntoList<std::deque<T, A>> {};

} // namespace tether::inline TETHER_ABI
