// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What finds, in checked builds, a static variable of a function whose initialiser calls Python: the trap in
// which one thread waits for the variable with the GIL, and the one that makes it for the GIL.
#pragma once

#include <tether/ffi/atomic.hpp>
#include <tether/ffi/interpreter.hpp>

// Compilers of the Itanium ABI begin and end such an initialiser by three functions of the C++ library. A
// checked module has its own, which no other part of the process sees, and which pass on to the library's.
#if TETHER_CHECKED && defined(__ELF__) && defined(__GLIBC__)
#if __GLIBC_PREREQ(2, 34) // dlsym is a library of its own before
#define TETHER_DETAIL_WATCHES_STATICS 1
#endif
#endif
#ifndef TETHER_DETAIL_WATCHES_STATICS
#define TETHER_DETAIL_WATCHES_STATICS 0
#endif

#if TETHER_DETAIL_WATCHES_STATICS
#include <dlfcn.h>

namespace tether::inline TETHER_ABI::ffi {

/// The static variables that this thread makes, the innermost in the lowest bit: 1 where it was attached when
/// it began.
TETHER_HIDDEN inline constinit thread_local std::uint64_t statics_in_making{0};

/// What the compiler calls around an initialiser.
class StaticGuard {
  public:
    /// Whether this thread is to make the variable; waits for one that does.
    static int acquire(std::uint64_t* guard) {
        const bool is_attached = current_thread_state() != nullptr;
        auto* const begin = library<int>(begin_, "__cxa_guard_acquire");
        const int is_mine = begin != nullptr ? begin(guard) : acquire_alone(guard);
        if (is_mine != 0) statics_in_making = statics_in_making << 1 | (is_attached ? 1 : 0);
        return is_mine;
    }

    static void release(std::uint64_t* guard) noexcept {
        statics_in_making >>= 1;
        if (auto* const end = library<void>(end_, "__cxa_guard_release")) return end(guard);
        flags(guard)[0].store(1);
        flags(guard)[1].store(0);
    }

    static void abort(std::uint64_t* guard) noexcept {
        statics_in_making >>= 1;
        if (auto* const fail = library<void>(fail_, "__cxa_guard_abort")) return fail(guard);
        flags(guard)[1].store(0);
    }

  private:
    template <class R> using Function = R (*)(std::uint64_t*);
    using Flag = Atomic<unsigned char>;

    /// A function of the C++ library; null where that is linked into the module, without those three.
    template <class R> static Function<R> library(Atomic<Function<R>>& cache, const char* name) noexcept {
        Function<R> function = cache.load();
        if (function == nullptr)
            cache.store(function = reinterpret_cast<Function<R>>(dlsym(RTLD_DEFAULT, name)));
        return function;
    }

    /// By the ABI the first byte says that the variable is made; the second one is ours.
    static Flag* flags(std::uint64_t* guard) noexcept { return reinterpret_cast<Flag*>(guard); }

    static int acquire_alone(std::uint64_t* guard) noexcept {
        while (flags(guard)[1].exchange(1) != 0)
            if (flags(guard)[0].load() == 0) sleep_ms(1);
        if (flags(guard)[0].load() == 0) return 1;
        flags(guard)[1].store(0);
        return 0;
    }

    TETHER_HIDDEN static inline constinit Atomic<Function<int>> begin_{nullptr};
    TETHER_HIDDEN static inline constinit Atomic<Function<void>> end_{nullptr};
    TETHER_HIDDEN static inline constinit Atomic<Function<void>> fail_{nullptr};
};

/// Whether this thread makes a static variable that another one may wait for attached.
inline bool makes_a_static() noexcept { return statics_in_making != 0; }

} // namespace tether::inline TETHER_ABI::ffi

// Weak: a program may have several modules.
#define TETHER_DETAIL_GUARD(result, name)                                                                    \
    extern "C" [[gnu::weak, gnu::used, gnu::visibility("hidden")]] result tether_guard_##name(               \
        std::uint64_t* guard) __asm__("__cxa_guard_" #name);                                                 \
    extern "C" result tether_guard_##name(std::uint64_t* guard) {                                            \
        return ::tether::ffi::StaticGuard::name(guard);                                                      \
    }
#define TETHER_DETAIL_WATCH_STATICS                                                                          \
    TETHER_DETAIL_GUARD(int, acquire)                                                                        \
    TETHER_DETAIL_GUARD(void, release)                                                                       \
    TETHER_DETAIL_GUARD(void, abort)
#else
#define TETHER_DETAIL_WATCH_STATICS

namespace tether::inline TETHER_ABI::ffi {

inline bool makes_a_static() noexcept { return false; }

} // namespace tether::inline TETHER_ABI::ffi
#endif
