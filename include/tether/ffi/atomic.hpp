// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Atomic variables by the compiler's own operations, and sleep: <atomic> alone is parsed as long as a third
// of Python.h.
#pragma once

#include <tether/ffi/python.hpp>

#if defined(__GNUC__)
#include <time.h>
#else
#include <atomic>
#include <thread>
#endif

namespace tether::inline TETHER_ABI::ffi {

/// std::atomic as far as the layers above need it. What reads acquires and what writes releases, unless the
/// name says relaxed. Needs no token.
template <class T> class Atomic {
  public:
    constexpr Atomic(T value = T()) noexcept : value_(value) {} // NOLINT(google-explicit-constructor)

    Atomic(const Atomic&) = delete;
    Atomic& operator=(const Atomic&) = delete;

#if defined(__GNUC__)
    T load() const noexcept { return __atomic_load_n(&value_, __ATOMIC_ACQUIRE); }
    T load_relaxed() const noexcept { return __atomic_load_n(&value_, __ATOMIC_RELAXED); }
    void store(T value) noexcept { __atomic_store_n(&value_, value, __ATOMIC_RELEASE); }
    void store_relaxed(T value) noexcept { __atomic_store_n(&value_, value, __ATOMIC_RELAXED); }

    /// What was there before.
    T exchange(T value) noexcept { return __atomic_exchange_n(&value_, value, __ATOMIC_ACQ_REL); }
    T fetch_add(T value) noexcept { return __atomic_fetch_add(&value_, value, __ATOMIC_ACQ_REL); }
    T fetch_sub(T value) noexcept { return __atomic_fetch_sub(&value_, value, __ATOMIC_ACQ_REL); }
    T fetch_or(T value) noexcept { return __atomic_fetch_or(&value_, value, __ATOMIC_ACQ_REL); }
    T fetch_and(T value) noexcept { return __atomic_fetch_and(&value_, value, __ATOMIC_ACQ_REL); }

    /// Writes where `expected` is there; otherwise false, and `expected` becomes what is.
    bool compare_exchange(T& expected, T value) noexcept {
        return __atomic_compare_exchange_n(&value_, &expected, value, false, __ATOMIC_ACQ_REL,
                                           __ATOMIC_ACQUIRE);
    }

  private:
    T value_;
#else
    T load() const noexcept { return value_.load(std::memory_order_acquire); }
    T load_relaxed() const noexcept { return value_.load(std::memory_order_relaxed); }
    void store(T value) noexcept { value_.store(value, std::memory_order_release); }
    void store_relaxed(T value) noexcept { value_.store(value, std::memory_order_relaxed); }
    T exchange(T value) noexcept { return value_.exchange(value); }
    T fetch_add(T value) noexcept { return value_.fetch_add(value); }
    T fetch_sub(T value) noexcept { return value_.fetch_sub(value); }
    T fetch_or(T value) noexcept { return value_.fetch_or(value); }
    T fetch_and(T value) noexcept { return value_.fetch_and(value); }
    bool compare_exchange(T& expected, T value) noexcept {
        return value_.compare_exchange_strong(expected, value);
    }

  private:
    std::atomic<T> value_;
#endif
};

/// A pointer that cannot be an Atomic, since Python reads it: set once, by the thread that is first.
inline const char* load_text(const char* const& place) noexcept {
#if defined(__GNUC__)
    return __atomic_load_n(&place, __ATOMIC_ACQUIRE);
#else
    return std::atomic_ref(const_cast<const char*&>(place)).load(std::memory_order_acquire);
#endif
}

/// False where another thread was faster.
inline bool publish_text(const char*& place, const char* text) noexcept {
    const char* expected = nullptr;
#if defined(__GNUC__)
    return __atomic_compare_exchange_n(&place, &expected, text, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
#else
    return std::atomic_ref(place).compare_exchange_strong(expected, text);
#endif
}

/// Lets this thread sleep: for waits so rare that looking again now and then is good enough. Needs no token.
inline void sleep_ms(long milliseconds) noexcept {
#if defined(__GNUC__)
    timespec left{milliseconds / 1000, milliseconds % 1000 * 1'000'000};
    nanosleep(&left, nullptr);
#else
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
#endif
}

/// Guards a handful of instructions, in which Python does not run. Needs no token.
class SpinLock {
  public:
    void lock() noexcept {
        for (unsigned tries = 1; held_.exchange(true); ++tries)
            if (tries % 64 == 0) sleep_ms(0); // whoever has it may be waiting for this processor
    }

    void unlock() noexcept { held_.store(false); }

  private:
    Atomic<bool> held_{false};
};

/// Holds a SpinLock for a scope.
class SpinGuard {
  public:
    explicit SpinGuard(SpinLock& lock) noexcept : lock_(lock) { lock_.lock(); }
    ~SpinGuard() { lock_.unlock(); }
    SpinGuard(const SpinGuard&) = delete;
    SpinGuard& operator=(const SpinGuard&) = delete;

  private:
    SpinLock& lock_;
};

} // namespace tether::inline TETHER_ABI::ffi
