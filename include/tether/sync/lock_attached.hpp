// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Locks of the standard library for threads that are attached: to wait for one with the GIL in hand is a
// deadlock as soon as its holder calls Python.
#pragma once

#include <tether/tether.hpp>

#include <mutex>
#include <shared_mutex>

namespace tether::inline TETHER_ABI {

/// Locks a std::mutex, std::recursive_mutex, std::shared_mutex or what has their members, detached while it
/// waits: `auto lock = lock_attached(py, mutex);`. Throws what the mutex throws.
template <class M>
[[nodiscard("the mutex is held as long as the lock lives")]] std::unique_lock<M> lock_attached(Python py,
                                                                                               M& mutex) {
    std::unique_lock<M> lock(mutex, std::try_to_lock);
    if (!lock) py.detach(assume_ungil([&] { lock.lock(); }));
    return lock;
}

/// Locks a std::shared_mutex together with others who only read, detached while it waits.
template <class M>
[[nodiscard("the mutex is held as long as the lock lives")]] std::shared_lock<M>
lock_shared_attached(Python py, M& mutex) {
    std::shared_lock<M> lock(mutex, std::try_to_lock);
    if (!lock) py.detach(assume_ungil([&] { lock.lock(); }));
    return lock;
}

/// Runs `f()` attached, once for a std::once_flag; the others wait for it detached. What `f` throws is passed
/// on, and the next one tries. It detaches each time, since a flag does not say whether it is done: where
/// that counts take a PyOnceLock, which also finds an initialiser that needs itself.
template <class F> void call_once_attached(Python py, std::once_flag& flag, F&& f) {
    py.detach(assume_ungil([&] { std::call_once(flag, [&] { attach([&](Python) { f(); }); }); }));
}

} // namespace tether::inline TETHER_ABI
