// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// References that were dropped while detached, waiting for the next thread that attaches to their
// interpreter.
#pragma once

#include <tether/ffi.hpp>

#include <new>

namespace tether::inline TETHER_ABI {

/// What becomes of a reference that is dropped while detached.
enum class DetachedDrop : int {
    defer, ///< the next thread that attaches gives it back
    leak,  ///< nobody does
    abort, ///< the process ends, with a message: to find such drops
};

namespace detail {

TETHER_HIDDEN inline constinit ffi::Atomic<int> detached_drop{static_cast<int>(DetachedDrop::defer)};

} // namespace detail

/// Says what becomes of references that this extension, or program, drops while detached: at first they are
/// deferred. On any thread; needs no token.
inline void set_detached_drop(DetachedDrop policy) noexcept {
    detail::detached_drop.store(static_cast<int>(policy));
}

} // namespace tether::inline TETHER_ABI

namespace tether::inline TETHER_ABI::detail {

/// How many references were leaked by intent, because no interpreter was known to give them back to. Counted
/// in checked builds only.
TETHER_HIDDEN inline constinit ffi::Atomic<std::size_t> leaked_references{0};

inline void leak_by_intent() noexcept {
#if TETHER_CHECKED
    leaked_references.fetch_add(1);
#endif
}

[[noreturn]] TETHER_COLD inline void abort_drop() noexcept {
    Py_FatalError("tether: a reference was dropped while detached, which set_detached_drop() forbids");
}

/// A lock-free stack: any thread pushes, an attached one takes all. Nothing here waits, so nothing can
/// deadlock.
class DecrefPool {
  public:
    /// Hands over a reference. Needs no token.
    void push(PyObject* object) noexcept {
        if (auto const policy = static_cast<DetachedDrop>(detached_drop.load_relaxed());
            policy != DetachedDrop::defer) [[unlikely]]
            return policy == DetachedDrop::leak ? leak_by_intent() : abort_drop();
        auto* const node = new (std::nothrow) Node{object, head_.load_relaxed()};
        if (node == nullptr) return leak_by_intent();
        while (!head_.compare_exchange(node->next, node)) {
        }
    }

    /// Whether there is something to drain; wrong by a moment at most.
    bool is_dirty() const noexcept { return head_.load_relaxed() != nullptr; }

    /// Gives all references back. Attached to the pool's own interpreter only. A raised exception stays
    /// raised.
    void drain() noexcept {
        for (Node* node = head_.exchange(nullptr); node != nullptr;) {
            Node* const next = node->next;
            Py_DECREF(node->object);
            delete node;
            node = next;
        }
    }

    /// Forgets all references without touching them: their interpreter has ended.
    void abandon() noexcept {
        for (Node* node = head_.exchange(nullptr); node != nullptr;) {
            Node* const next = node->next;
            leak_by_intent();
            delete node;
            node = next;
        }
    }

  private:
    struct Node {
        PyObject* object;
        Node* next;
    };

    ffi::Atomic<Node*> head_{nullptr};
};

} // namespace tether::inline TETHER_ABI::detail
