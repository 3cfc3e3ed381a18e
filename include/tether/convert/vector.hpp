// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions between sequences and std::vector; those of bytes are in convert/bytes.hpp.
#pragma once

#include <tether/convert/bytes.hpp>
#include <tether/convert/sequence.hpp>

#include <vector>

namespace tether::inline TETHER_ABI {

template <class T, class A> struct FromPyObject<std::vector<T, A>> : FromSequence<std::vector<T, A>> {};

template <class T, class A> struct IntoPyObject<std::vector<T, A>> : IntoList<std::vector<T, A>> {};

} // namespace tether::inline TETHER_ABI
