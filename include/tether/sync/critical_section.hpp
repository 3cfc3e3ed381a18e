// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Critical sections: the locks that Python's objects have where there is no GIL.
#pragma once

#include <tether/tether.hpp>

namespace tether::inline TETHER_ABI {

/// Runs `f()` under the lock of an object, where there is no GIL: two threads that use the same object here
/// take turns, also with the methods of a `.locked` class and what Python's containers do. Under the GIL it
/// does nothing. The lock is given up while `f` detaches or waits for another one, and in 3.13 for that of
/// the same object too, which any operation of a list, dict or set takes: what was read before may have
/// changed after. Where that must not be, take a Mutex.
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
