// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions between sequences and std::vector; those of bytes are in convert/bytes.hpp. Who has a vector
// has included <vector>, which would cost everybody else as much as half of these headers.
#pragma once

#include <tether/convert/bytes.hpp>
#include <tether/convert/sequence.hpp>

namespace tether::inline TETHER_ABI {

template <template <class, class> class C, class T, class A>
    requires detail::Vector<C<T, A>>
struct FromPyObject<C<T, A>> : FromSequence<C<T, A>> {};

template <template <class, class> class C, class T, class A>
    requires detail::Vector<C<T, A>>
struct IntoPyObject<C<T, A>> : IntoList<C<T, A>> {};

} // namespace tether::inline TETHER_ABI
