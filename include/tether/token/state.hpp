// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What must exist once an interpreter and extension: cached objects and the pool of dropped references.
//
// Where only one interpreter uses the extension, one atomic pointer leads to its state; otherwise the thread
// remembers it, and the interpreter's own dictionary has it in a capsule, whose destructor ends the state
// with the interpreter. Neither an interpreter's address nor its id could be a key: both are reused. But a
// state that is alive and has the address is the right one. A State is never freed, since a detached thread
// may still hold it when its interpreter ends; what it owns is.
#pragma once

#include <tether/token/name_lists.hpp>
#include <tether/token/pool.hpp>

#include <cstdio>
#include <cstdlib>

namespace tether::inline TETHER_ABI::detail {

/// The number of a cell that each interpreter has; given on first use.
struct CellSlot {
    ffi::Atomic<std::uint32_t> index{0};
};

TETHER_HIDDEN inline constinit ffi::Atomic<std::uint32_t> last_cache_index{0};

class State;

/// One cached object of every interpreter; a static of the code that caches. What the cell of the only
/// interpreter holds is at hand.
struct CacheSlot : CellSlot {
    ffi::Atomic<const State*> home{nullptr}; ///< the interpreter of `object`, null where there is none
    ffi::Atomic<PyObject*> object{nullptr};
};

/// What a thread remembers of the interpreters.
struct ThreadRecord {
    State* seen = nullptr;         ///< the interpreter that it was last seen in: where what it drops belongs
    PyThreadState* left = nullptr; ///< what the innermost scope of ours that detached it took from it
    State* left_state = nullptr;   ///< the interpreter of that
    bool is_traversing = false;    ///< whether it shows an object to the garbage collector
    PyInterpreterState* ended = nullptr; ///< the interpreter that it ended a state of last
};

TETHER_HIDDEN inline constinit thread_local ThreadRecord thread_record{};

/// How many threads show an object to the collector: nobody attaches meanwhile.
TETHER_HIDDEN inline constinit ffi::Atomic<int> traversals{0};

/// Keeps this thread from attaching for a scope.
class NoAttach {
  public:
    NoAttach() noexcept {
        traversals.fetch_add(1);
        thread_record.is_traversing = true;
    }

    ~NoAttach() {
        thread_record.is_traversing = false;
        traversals.fetch_sub(1);
    }

    NoAttach(const NoAttach&) = delete;
    NoAttach& operator=(const NoAttach&) = delete;
};

class State {
  public:
    /// The state of the interpreter that this thread is attached to, by the shortest way: for code that is
    /// reached through a module's body or an attach(), which called enter(). Null with an error set.
    static State* current() noexcept {
        State* const only = only_.load();
        return only != nullptr ? only : enter();
    }

    /// The same for a thread that may have come to another interpreter.
    static State* enter() noexcept {
        State* const state = of(ffi::current_interpreter());
        if (state == nullptr) [[unlikely]]
            raise_no_state();
        return state;
    }

    /// The state of an interpreter that this thread is attached to. Null where it has none and can have none,
    /// with no error set; what is raised stays so.
    static State* of(PyInterpreterState* interpreter) noexcept {
        State* const only = only_.load();
        if (only != nullptr && only->interpreter_ == interpreter) [[likely]]
            return only;
        State* const seen = thread_record.seen;
        if (seen != nullptr && seen->interpreter_ == interpreter && seen->is_alive()) return seen;
        return thread_record.seen = find(interpreter);
    }

    /// The state where just one interpreter uses the extension, else null. Needs no token.
    static State* only() noexcept { return only_.load(); }

    /// Whether the interpreter has not ended. Needs no token.
    bool is_alive() const noexcept { return alive_.load(); }

    DecrefPool& pool() noexcept { return pool_; }

    NameLists& name_lists() noexcept { return name_lists_; }

    /// The cell of a slot: holds null or a reference that the state owns. Null with MemoryError set.
    TETHER_NOINLINE ffi::Atomic<PyObject*>* cell(CellSlot& slot) noexcept {
        std::uint32_t index = slot.index.load();
        if (index == 0) index = number(slot);
        const unsigned chunk = chunk_of(index);
        auto* cells = chunks_[chunk].load();
        if (cells == nullptr) [[unlikely]] {
            cells = add_chunk(chunk);
            if (cells == nullptr) return nullptr;
        }
        return cells + (index - first_of(chunk));
    }

    /// Puts an object into a cell, unless another thread was faster: what the cell then holds, borrowed.
    /// Steals `fresh`.
    static PyObject* publish(ffi::Atomic<PyObject*>& cell, PyObject* fresh) noexcept {
        PyObject* expected = nullptr;
        if (cell.compare_exchange(expected, fresh)) return fresh;
        Py_DECREF(fresh);
        return expected;
    }

    /// What is done with each cached object before a state that ends gives it back; the layer that caches
    /// types says. Attached.
    TETHER_HIDDEN static inline constinit ffi::Atomic<void (*)(const State& state, PyObject* cached) noexcept>
        before_end{nullptr};

  private:
    static constexpr unsigned first_chunk_bits = 6;
    static constexpr unsigned chunk_count = 32 - first_chunk_bits;

    // Chunk k holds 64 << k cells, so that a cell never moves and 26 pointers suffice.
    static constexpr unsigned chunk_of(std::uint32_t index) noexcept {
        unsigned chunk = 0;
        for (std::uint32_t rest = (index >> first_chunk_bits) + 1; rest > 1; rest >>= 1) ++chunk;
        return chunk;
    }

    static constexpr std::uint32_t first_of(unsigned chunk) noexcept {
        return ((std::uint32_t{1} << chunk) - 1) << first_chunk_bits;
    }

    static constexpr std::size_t size_of(unsigned chunk) noexcept { return std::size_t{64} << chunk; }

    TETHER_COLD static std::uint32_t number(CellSlot& slot) noexcept {
        std::uint32_t expected = 0;
        const std::uint32_t fresh = last_cache_index.fetch_add(1) + 1;
        return slot.index.compare_exchange(expected, fresh) ? fresh : expected;
    }

    TETHER_COLD ffi::Atomic<PyObject*>* add_chunk(unsigned chunk) noexcept {
        auto* const fresh = new (std::nothrow) ffi::Atomic<PyObject*>[size_of(chunk)]();
        if (fresh == nullptr) {
            PyErr_NoMemory();
            return nullptr;
        }
        ffi::Atomic<PyObject*>* expected = nullptr;
        if (chunks_[chunk].compare_exchange(expected, fresh)) return fresh;
        delete[] fresh;
        return expected;
    }

    explicit State(PyInterpreterState* interpreter) noexcept : interpreter_(interpreter) {}

    static State* find(PyInterpreterState* interpreter) noexcept;
    static State* create(PyInterpreterState* interpreter, PyObject* dict, PyObject* key) noexcept;
    static void end(PyObject* capsule) noexcept;
    static void raise_no_state() noexcept;

    PyInterpreterState* const interpreter_;
    ffi::Atomic<bool> alive_{true};
    DecrefPool pool_;
    NameLists name_lists_;
    ffi::Atomic<ffi::Atomic<PyObject*>*> chunks_[chunk_count]{};
    State* next_ = nullptr;

    TETHER_HIDDEN static inline constinit ffi::Atomic<State*> only_{nullptr};
    /// Guards the two below and who is the only one; never held while Python runs.
    TETHER_HIDDEN static inline constinit ffi::SpinLock lock_{};
    TETHER_HIDDEN static inline constinit State* all_{nullptr};
    TETHER_HIDDEN static inline constinit std::size_t live_{0};
};

/// Whether an interpreter is not past the end of its modules. Attached.
TETHER_COLD inline bool has_modules() noexcept {
    PyObject* const modules = PySys_GetObject("modules");
    return modules != nullptr && PyDict_Check(modules);
}

TETHER_COLD inline void State::raise_no_state() noexcept {
    if (PyErr_Occurred() != nullptr) return;
    if (has_modules())
        PyErr_NoMemory();
    else
        PyErr_SetString(PyExc_RuntimeError, "this interpreter is ending: Tether has no state in it");
}

TETHER_COLD inline State* State::find(PyInterpreterState* interpreter) noexcept {
    // Asked for its dictionary when that is cleared, an interpreter makes a new one, which it would not clear
    // again.
    if (thread_record.ended == interpreter && !has_modules()) return nullptr;
    PyObject* const raised = ffi::take_raised();
    PyObject* const dict = ffi::interpreter_dict(interpreter);
    char name[48];
    std::snprintf(name, sizeof name, "tether.state.%p", static_cast<const void*>(&only_));
    PyObject* const key = dict != nullptr ? PyUnicode_FromString(name) : nullptr;
    PyObject* capsule = nullptr;
    State* state = nullptr;
    if (key != nullptr) {
        const ffi::CriticalSection section(dict);
        if (ffi::dict_get_item(dict, key, &capsule) >= 0)
            state = capsule != nullptr ? static_cast<State*>(PyCapsule_GetPointer(capsule, nullptr))
                                       : create(interpreter, dict, key);
    }
    Py_XDECREF(capsule);
    Py_XDECREF(key);
    if (state == nullptr) PyErr_Clear();
    if (raised != nullptr) ffi::set_raised(raised);
    return state;
}

inline State* State::create(PyInterpreterState* interpreter, PyObject* dict, PyObject* key) noexcept {
    if (!has_modules()) return nullptr;
    auto* const state = new (std::nothrow) State(interpreter);
    if (state == nullptr) return nullptr;
    PyObject* const capsule = PyCapsule_New(state, nullptr, &end);
    if (capsule == nullptr) {
        delete state;
        return nullptr;
    }
    {
        const ffi::SpinGuard guard(lock_);
        state->next_ = all_;
        all_ = state;
        only_.store(++live_ == 1 ? state : nullptr);
    }
    const int failed = PyDict_SetItem(dict, key, capsule);
    Py_DECREF(capsule); // ends the state where the dictionary did not take it
    return failed != 0 ? nullptr : state;
}

TETHER_COLD inline void State::end(PyObject* capsule) noexcept {
    auto* const state = static_cast<State*>(PyCapsule_GetPointer(capsule, nullptr));
    if (state == nullptr) return PyErr_Clear();
    {
        const ffi::SpinGuard guard(lock_);
        --live_;
        only_.store(nullptr);
    }
    state->alive_.store(false);
    thread_record.ended = state->interpreter_;
    state->pool_.abandon();
    state->name_lists_.clear();
    auto* const before = before_end.load();
    for (unsigned chunk = 0; before != nullptr && chunk < chunk_count; ++chunk) {
        auto* const cells = state->chunks_[chunk].load();
        for (std::size_t i = 0; cells != nullptr && i < size_of(chunk); ++i)
            if (PyObject* const cached = cells[i].load_relaxed()) before(*state, cached);
    }
    for (unsigned chunk = 0; chunk < chunk_count; ++chunk) {
        auto* const cells = state->chunks_[chunk].exchange(nullptr);
        if (cells == nullptr) continue;
        for (std::size_t i = 0; i < size_of(chunk); ++i) Py_XDECREF(cells[i].load_relaxed());
        delete[] cells;
    }
}

} // namespace tether::inline TETHER_ABI::detail
