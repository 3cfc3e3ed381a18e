// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Mutex<T>: a value that one thread at a time reaches; who waits for it is detached.
#pragma once

#include <tether/sync/raw_mutex.hpp>

namespace tether::inline TETHER_ABI {

template <class T> class Mutex;

/// The value of a Mutex, this thread's own for a scope: `auto guard = mutex.lock(); guard->push_back(1);`
template <class T> class [[nodiscard("the mutex is held as long as this lives")]] MutexGuard {
  public:
    MutexGuard(const MutexGuard&) = delete;
    MutexGuard& operator=(const MutexGuard&) = delete;

    T& operator*() const noexcept TETHER_LIFETIMEBOUND { return value_; }
    T* operator->() const noexcept TETHER_LIFETIMEBOUND { return &value_; }

  private:
    friend class Mutex<T>;

    MutexGuard(detail::RawMutex& mutex, T& value) : lock_(mutex), value_(value) {}

    detail::RawLock lock_;
    T& value_;
};

/// A value that one thread at a time reaches. Its holder may call Python, detach and attach: no thread that
/// waits for it is attached meanwhile. It is PyMutex where Python has that, else std::mutex.
template <class T> class Mutex {
    static_assert(Ungil<T>, "tether: a Mutex is used by every thread: it cannot hold the token or a bound "
                            "pointer. Hold a Py<T>: .unbind().");

  public:
    template <class... Args>
        requires std::is_constructible_v<T, Args...>
    constexpr explicit Mutex(Args&&... args) noexcept(std::is_nothrow_constructible_v<T, Args...>)
        : value_(std::forward<Args>(args)...) {}

    Mutex(const Mutex&) = delete;
    Mutex& operator=(const Mutex&) = delete;

    /// Waits for the value, detached where this thread is attached. Needs no token. A thread that has it
    /// already waits for ever.
    MutexGuard<T> lock() { return MutexGuard<T>(mutex_, value_); }

  private:
    detail::RawMutex mutex_;
    T value_;
};

} // namespace tether::inline TETHER_ABI
