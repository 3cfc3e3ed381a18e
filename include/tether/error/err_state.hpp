// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The block behind a PyErr: an exception that is counted, copied and dropped without Python, and made only
// when looked at.
#pragma once

#include <tether/token/attach.hpp>

#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <string_view>
#include <utility>

namespace tether::inline TETHER_ABI::detail {

/// Gives a reference back to its interpreter, on any thread: an error outlives that where it is caught above
/// it.
inline void drop_at_home(State* home, PyObject* object) noexcept {
    if (home == nullptr || !home->is_alive()) return leak_by_intent();
    PyThreadState* const thread = ffi::current_thread_state();
    if (thread != nullptr && State::of(ffi::interpreter_of(thread)) == home)
        Py_DECREF(object);
    else
        home->pool().push(object);
}

/// The interpreter that this thread is attached to, null where it cannot be known.
inline State* current_home() noexcept { return State::of(ffi::current_interpreter()); }

/// Memory for the next block: that of one which ended. Most errors are passed on, and gone before the next
/// comes.
TETHER_HIDDEN inline constinit ffi::Atomic<void*> spare_block{nullptr};

/// One exception, made or lazy. The count is its own and atomic, so that copies live on any thread.
struct ErrState {
    ErrState() noexcept = default;
    ErrState(const ErrState&) = delete;
    ErrState& operator=(const ErrState&) = delete;

    /// The type of a lazy exception: borrowed, or null where only the exception itself will know. Attached.
    virtual PyObject* type() noexcept = 0;
    /// Raises a lazy exception, so that Python makes it. Attached.
    virtual void raise() noexcept = 0;
    /// "TypeName: text" as far as it is known without Python, for what(). On any thread.
    virtual std::string describe() const = 0;
    /// Frees the block. On any thread.
    virtual void destroy() noexcept = 0;

    ffi::Atomic<std::uint32_t> count{1};
    ffi::Atomic<bool> path_is_told{false};       ///< whether the exception says its path
    ffi::Atomic<PyObject*> value{nullptr};       ///< the exception, once it was made: owned
    ffi::Atomic<State*> home{nullptr};           ///< the interpreter of what is owned
    ffi::Atomic<const char*> rendered{nullptr};  ///< what() by Python, from malloc
    ffi::Atomic<const char*> described{nullptr}; ///< what() without Python, from malloc
    std::string path;                            ///< where a conversion failed: "argument 'points', item 3"

    /// Null without memory. On any thread, as all of this.
    static void* operator new(std::size_t size, const std::nothrow_t& /*nothrow*/) noexcept {
        if (size > block_size) return ::operator new(size, std::nothrow);
        void* const spare = spare_block.load_relaxed() != nullptr ? spare_block.exchange(nullptr) : nullptr;
        return spare != nullptr ? spare : ::operator new(block_size, std::nothrow);
    }

    static void operator delete(void* block, std::size_t size) noexcept {
        if (size <= block_size) block = spare_block.exchange(block);
        if (block != nullptr) ::operator delete(block);
    }

  protected:
    ~ErrState() {
        if (PyObject* const made = value.load_relaxed()) drop_at_home(home.load_relaxed(), made);
        std::free(const_cast<char*>(rendered.load_relaxed()));
        std::free(const_cast<char*>(described.load_relaxed()));
    }

  private:
    static constexpr std::size_t block_size = 256;
};

inline void retain(ErrState* state) noexcept { state->count.fetch_add(1); }

/// Drops one share. On any thread.
inline void release(ErrState* state) noexcept {
    if (state->count.fetch_sub(1) == 1) state->destroy();
}

/// Takes what is raised out of the indicator for a scope, so that Python can be asked meanwhile. Attached.
class InFlight {
  public:
    InFlight() noexcept : raised_(PyErr_Occurred() != nullptr ? ffi::take_raised() : nullptr) {}

    ~InFlight() {
        if (raised_ != nullptr) ffi::set_raised(raised_);
    }

    InFlight(const InFlight&) = delete;
    InFlight& operator=(const InFlight&) = delete;

  private:
    PyObject* raised_;
};

/// Gives its exception to PyErr_Occurred() with an earlier one as the context; steals the earlier one.
TETHER_COLD inline void keep_as_context(PyObject* earlier) noexcept {
    PyObject* const now = ffi::take_raised();
    if (now == earlier) {
        Py_DECREF(earlier);
    } else {
        // Not in a circle: the contexts of an exception are followed to their end.
        PyObject* at = ffi::new_ref(earlier);
        for (int left = 100; left > 0 && at != now; --left) {
            PyObject* const next = PyException_GetContext(at);
            if (next == nullptr) break;
            if (next == now) PyException_SetContext(at, nullptr);
            Py_DECREF(std::exchange(at, next));
        }
        Py_DECREF(at);
        PyException_SetContext(now, earlier);
    }
    ffi::set_raised(now);
}

/// Adds the path of a failed conversion to an exception that somebody else's code raised: in a note, since
/// its text is not ours (that of a UnicodeEncodeError is made of its fields each time). Attached.
TETHER_COLD inline void tell_path(ErrState* state, PyObject* exception) noexcept {
    if (state->path.empty() || state->path_is_told.exchange(true)) return;
    const InFlight in_flight;
    PyObject* const note = PyUnicode_FromFormat("while converting %s", state->path.c_str());
    if (note == nullptr || ffi::add_note(exception, note) < 0) PyErr_Clear();
    Py_XDECREF(note);
}

/// Whether the exception is of an interpreter that has ended: nobody may touch it.
inline bool is_orphan(const ErrState* state) noexcept {
    State* const home = state->home.load();
    return home != nullptr && !home->is_alive();
}

/// An error that found no memory for its block.
ErrState* out_of_memory() noexcept;
bool is_out_of_memory(const ErrState* state) noexcept;

/// The exception itself, made now where it was lazy: borrowed from the state. Attached.
inline PyObject* made(ErrState* state) noexcept {
    PyObject* value = state->value.load();
    if (value != nullptr && !is_orphan(state)) [[likely]] {
        tell_path(state, value);
        return value;
    }
    const InFlight in_flight;
    state->raise();
    PyObject* const fresh = ffi::take_raised();
    if (is_out_of_memory(state)) { // of all threads and interpreters: it can keep nothing of one
        leak_by_intent();
        return fresh;
    }
    state->path_is_told.store(true);
    if (!state->value.compare_exchange(value, fresh)) {
        Py_DECREF(fresh);
        return value;
    }
    state->home.store(current_home());
    return fresh;
}

/// The type of the exception, borrowed from the state. Attached.
inline PyObject* exception_type(ErrState* state) noexcept {
    if (state->value.load() == nullptr || is_orphan(state)) {
        const InFlight in_flight;
        if (PyObject* const type = state->type()) return type;
    }
    return reinterpret_cast<PyObject*>(Py_TYPE(made(state)));
}

/// Raises the exception; what was raised already becomes its context. Attached.
TETHER_COLD inline void raise(ErrState* state) noexcept {
    PyObject* const earlier = PyErr_Occurred() != nullptr ? ffi::take_raised() : nullptr;
    if (is_out_of_memory(state))
        state->raise();
    else
        ffi::set_raised(ffi::new_ref(made(state)));
    if (earlier != nullptr) keep_as_context(earlier);
}

/// The same and drops the share. Of an exception that nobody else has the reference itself goes; a lazy one
/// is made by Python alone. Attached.
TETHER_COLD inline void raise_and_release(ErrState* state) noexcept {
    PyObject* const value = state->value.load();
    if (state->count.load() != 1 || PyErr_Occurred() != nullptr || (value != nullptr && is_orphan(state))) {
        raise(state);
    } else if (value == nullptr) {
        state->raise();
    } else {
        tell_path(state, value);
        state->value.store_relaxed(nullptr);
        ffi::set_raised(value);
    }
    release(state);
}

/// Says where in a value a conversion failed; the outer places come later: first "item 3", then "argument
/// 'points'". An error that others share says nothing.
TETHER_COLD inline ErrState* at_place(ErrState* state, std::string_view place) noexcept {
    if (state->count.load() != 1) return state;
    try {
        std::string path(place);
        if (!state->path.empty()) path.append(", ").append(state->path);
        state->path = std::move(path);
        state->path_is_told.store(false);
    } catch (...) { // no memory: the error is told without its place
    }
    return state;
}

} // namespace tether::inline TETHER_ABI::detail
