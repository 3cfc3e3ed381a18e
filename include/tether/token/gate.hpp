// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What holds threads back from an interpreter that an Interpreter starts or ends.
#pragma once

#include <tether/ffi.hpp> // before every standard header: Python.h asks for that

#include <cstdint>

namespace tether::inline TETHER_ABI::detail {

/// Every thread that Python does not know yet passes here on its way in. While an Interpreter starts it
/// waits, since the `site` module runs attached and detached by turns and nobody else may look in; at the end
/// it is turned away. The end waits for those that are passing: a thread between the question "is there an
/// interpreter?" and the call that enters it would find one that is gone.
class Gate {
  public:
    /// False where the interpreter is ending; else leave() follows.
    bool enter() noexcept {
        std::uint32_t seen = value_.load_relaxed();
        for (;;) {
            if ((seen & closed) != 0) return false;
            if ((seen & starting) != 0) {
                ffi::sleep_ms(1);
                seen = value_.load_relaxed();
            } else if (value_.compare_exchange(seen, seen + one)) {
                return true;
            }
        }
    }

    void leave() noexcept { value_.fetch_sub(one); }

    /// Lets nobody pass until open().
    void hold() noexcept { value_.fetch_or(starting); }

    /// Turns everybody away until open().
    void close() noexcept { value_.fetch_or(closed); }

    void open() noexcept { value_.fetch_and(~(closed | starting)); }

    /// Whether somebody is on the way in.
    bool is_passed() const noexcept { return value_.load() >= one; }

  private:
    static constexpr std::uint32_t closed = 1;
    static constexpr std::uint32_t starting = 2;
    static constexpr std::uint32_t one = 4;

    ffi::Atomic<std::uint32_t> value_{0};
};

TETHER_HIDDEN inline constinit Gate gate{};

} // namespace tether::inline TETHER_ABI::detail
