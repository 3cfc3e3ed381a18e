// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Critical sections: the locks that Python's objects have where there is no GIL.
#pragma once

#include <tether/tether.hpp>

namespace tether::inline TETHER_ABI {

/// Runs `f()` under the lock of an object, as Python's own containers do their work: on builds without the
/// GIL no other thread changes a list, dict or set, or an instance of a `.locked` class, meanwhile. Under the
/// GIL it does nothing. The lock is given up while `f` waits for another one or detaches: what was read
/// before may have changed after.
template <class F> decltype(auto) with_critical_section(const PyAny& object, F&& f) {
    const ffi::CriticalSection section(object.as_ptr());
    return std::forward<F>(f)();
}

/// The same under the locks of two objects, in an order that cannot deadlock; they may be one object.
template <class F> decltype(auto) with_critical_section(const PyAny& first, const PyAny& second, F&& f) {
    const ffi::CriticalSection2 section(first.as_ptr(), second.as_ptr());
    return std::forward<F>(f)();
}

} // namespace tether::inline TETHER_ABI
