// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The memory of ended instances, kept for the next ones of the same class.
#pragma once

#include <tether/ffi/classes.hpp>
#include <tether/ffi/instances.hpp>
#include <tether/token/state.hpp>

#include <cstring>

namespace tether::inline TETHER_ABI::detail {

/// A stack of blocks, each of which keeps the next one's address. It serves the only interpreter that uses
/// the extension: with a second one memory goes its usual way, since each may have an allocator of its own.
class FreeList {
  public:
    /// Of at most that many blocks; the token is the one of the class's types. Lasts for ever.
    constexpr FreeList(std::size_t most, const PyMethodDef* token) noexcept : most_(most), token_(token) {}

    /// A block, or null.
    void* take() noexcept {
        State* const state = State::only();
        const Lock lock(*this);
        return home_ == state ? pop() : nullptr;
    }

    /// Keeps a block; false where there is no room.
    bool keep(void* block) noexcept {
        State* const state = State::only();
        if (state == nullptr) return false;
        const Lock lock(*this);
        if (home_ != state) {
            // What is here still was another allocator's.
            home_ = state;
            first_ = nullptr;
            count_ = 0;
            enlist();
        }
        if (count_ == most_) return false;
        std::memcpy(block, &first_, sizeof first_);
        first_ = block;
        ++count_;
        return true;
    }

    /// Gives the blocks back that were a type's instances, in an interpreter that ends. Attached.
    TETHER_COLD static void release(const State& state, PyTypeObject* type) noexcept {
        const PyMethodDef* const token = ffi::class_token(type);
        for (FreeList* list = all_.load(); list != nullptr; list = list->next_) {
            if (list->token_ != token) continue;
            const Lock lock(*list);
            if (list->home_ != &state) continue;
            while (void* const block = list->pop())
                ffi::free_unused_instance(PyObject_Init(static_cast<PyObject*>(block), type));
        }
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

    void* pop() noexcept {
        void* const block = first_;
        if (block == nullptr) return nullptr;
        std::memcpy(&first_, block, sizeof first_);
        --count_;
        return block;
    }

    TETHER_COLD void enlist() noexcept {
        if (is_listed_) return;
        is_listed_ = true;
        next_ = all_.load();
        while (!all_.compare_exchange(next_, this)) {
        }
    }

    State* home_ = nullptr;
    void* first_ = nullptr;
    std::size_t count_ = 0;
    std::size_t most_;
    const PyMethodDef* token_;
    FreeList* next_ = nullptr;
    bool is_listed_ = false;
    ffi::SpinLock lock_{};

    TETHER_HIDDEN static inline constinit ffi::Atomic<FreeList*> all_{nullptr};
};

} // namespace tether::inline TETHER_ABI::detail
