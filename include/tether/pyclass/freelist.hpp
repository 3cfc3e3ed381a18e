// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The memory of ended instances, kept for the next ones of the same class.
#pragma once

#include <tether/ffi.hpp>
#include <tether/token/state.hpp>

#include <cstring>

namespace tether::inline TETHER_ABI::detail {

/// A stack of blocks, each of which keeps the next one's address. It serves the only interpreter that uses
/// the extension: with a second one memory goes its usual way, since each may have an allocator of its own.
class FreeList {
  public:
    constexpr explicit FreeList(std::size_t most) noexcept : most_(most) {}

    /// A block, or null.
    void* take() noexcept {
        State* const state = State::only();
        const Lock lock(*this);
        if (first_ == nullptr || home_ != state) return nullptr;
        void* const block = first_;
        std::memcpy(&first_, block, sizeof first_);
        --count_;
        return block;
    }

    /// Keeps a block; false where there is no room.
    bool keep(void* block) noexcept {
        State* const state = State::only();
        if (state == nullptr) return false;
        const Lock lock(*this);
        if (home_ != state) {
            // What an interpreter left behind when it ended was its allocator's.
            home_ = state;
            first_ = nullptr;
            count_ = 0;
        }
        if (count_ == most_) return false;
        std::memcpy(block, &first_, sizeof first_);
        first_ = block;
        ++count_;
        return true;
    }

  private:
    /// What the GIL does where there is one.
    class Lock {
      public:
        explicit Lock([[maybe_unused]] FreeList& list) noexcept : list_(list) {
            if constexpr (ffi::free_threaded) list_.lock_.lock();
        }

        ~Lock() {
            if constexpr (ffi::free_threaded) list_.lock_.unlock();
        }

        Lock(const Lock&) = delete;
        Lock& operator=(const Lock&) = delete;

      private:
        FreeList& list_;
    };

    State* home_ = nullptr;
    void* first_ = nullptr;
    std::size_t count_ = 0;
    std::size_t most_;
    ffi::SpinLock lock_{};
};

} // namespace tether::inline TETHER_ABI::detail
