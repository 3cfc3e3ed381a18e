// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A mutex that detaches while it waits: Python's own where there is one.
#pragma once

#include <tether/ffi/mutex.hpp>
#include <tether/tether.hpp>

#ifndef TETHER_HAS_PYTHON_MUTEX
#include <mutex>
#endif

namespace tether::inline TETHER_ABI::detail {

/// Whoever waits for it is detached meanwhile, so that whoever has it can attach and go on. Needs no token.
class RawMutex {
  public:
    constexpr RawMutex() noexcept = default;

    TETHER_NOINLINE void lock() {
#ifdef TETHER_HAS_PYTHON_MUTEX
        UnwindGuard guard;
        mutex_.lock();
        guard.done();
#else
        if (mutex_.try_lock()) return;
        if (ffi::current_thread_state() == nullptr) return mutex_.lock();
        const Detachment detached;
        mutex_.lock();
#endif
    }

    void unlock() noexcept { mutex_.unlock(); }

  private:
#ifdef TETHER_HAS_PYTHON_MUTEX
    ffi::PythonMutex mutex_{};
#else
    std::mutex mutex_{};
#endif
};

/// Holds a RawMutex for a scope.
class RawLock {
  public:
    explicit RawLock(RawMutex& mutex) : mutex_(mutex) { mutex_.lock(); }
    ~RawLock() { mutex_.unlock(); }
    RawLock(const RawLock&) = delete;
    RawLock& operator=(const RawLock&) = delete;

  private:
    RawMutex& mutex_;
};

} // namespace tether::inline TETHER_ABI::detail
