// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Attaching a thread to an interpreter and detaching it: attach, try_attach, Python::detach.
#pragma once

#include <tether/token/gate.hpp>
#include <tether/token/python.hpp>
#include <tether/token/state.hpp>
#include <tether/token/ungil.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// Before 3.14 a thread that asks an ending interpreter for the GIL is ended by pthread_exit, which unwinds
/// the C++ stack through our borders and so ends the process. Unwound, this waits for ever instead, as 3.14
/// does by itself. It stands around all that attaches, and around what runs Python code for long, in
/// functions that are neither inlined nor noexcept.
class UnwindGuard {
  public:
    UnwindGuard() noexcept = default;

    ~UnwindGuard() {
        if (!done_) wait_for_ever();
    }

    UnwindGuard(const UnwindGuard&) = delete;
    UnwindGuard& operator=(const UnwindGuard&) = delete;

    void done() noexcept { done_ = true; }

    [[noreturn]] TETHER_COLD static void wait_for_ever() noexcept {
        for (;;) ffi::sleep_ms(3'600'000);
    }

  private:
    bool done_ = false;
};

TETHER_NOINLINE inline void restore_thread(PyThreadState* thread) {
    UnwindGuard guard;
    PyEval_RestoreThread(thread);
    guard.done();
}

TETHER_NOINLINE inline PyGILState_STATE ensure_thread() {
    UnwindGuard guard;
    const PyGILState_STATE state = PyGILState_Ensure();
    guard.done();
    return state;
}

/// Gives back a reference on a thread that is detached.
TETHER_NOINLINE inline void drop_detached(PyObject* object) noexcept {
    State* const seen = thread_record.seen;
    State* const state = seen != nullptr ? seen : State::only();
    if (state == nullptr || !state->is_alive()) return leak_by_intent();
    state->pool().push(object);
}

/// Gives back a reference on any thread.
inline void drop_reference(PyObject* object) noexcept {
    if (ffi::current_thread_state() != nullptr)
        Py_DECREF(object);
    else
        drop_detached(object);
}

/// Gives back what was dropped while detached. Attached to the interpreter of the state, which may be null.
inline void drain_pool(State* state) noexcept {
    if (state != nullptr && state->pool().is_dirty()) [[unlikely]]
        state->pool().drain();
}

/// Attaches for a scope; asks first, so that it never blocks on or aborts in an interpreter that is not
/// there.
class Attachment {
  public:
    enum class How : unsigned char { nested, restored, ensured, no_interpreter, finalizing, traversing };

    Attachment() : how_(enter(gil_state_)) {}

    /// Asks nothing.
    struct Unchecked {};
    explicit Attachment(Unchecked)
        : how_(ffi::current_thread_state() != nullptr ? How::nested : How::ensured) {
        if (how_ == How::ensured) gil_state_ = ensure_thread();
    }

    ~Attachment() {
        if (how_ != How::nested) detach(how_, gil_state_);
    }

    Attachment(const Attachment&) = delete;
    Attachment& operator=(const Attachment&) = delete;

    bool is_attached() const noexcept { return how_ <= How::ensured; }

    How how() const noexcept { return how_; }

  private:
    // These give what they find out, so that an attachment which is nested is no memory to look at.
    static How enter(PyGILState_STATE& gil_state) {
        if (traversals.load_relaxed() != 0 && thread_record.is_traversing) [[unlikely]]
            return How::traversing;
        PyThreadState* const thread = ffi::current_thread_state();
        if (thread == nullptr) return attach(gil_state);
        drain_pool(State::of(ffi::interpreter_of(thread)));
        return How::nested;
    }

    TETHER_NOINLINE static How attach(PyGILState_STATE& gil_state) {
        ThreadRecord& record = thread_record; // found once: that takes a call
        State* left = nullptr;
        How how = How::finalizing;
        if (record.left != nullptr && (record.left_state == nullptr || record.left_state->is_alive())) {
            how = can_be(How::restored);
            if (how != How::restored) return how;
            restore_thread(record.left);
            left = record.left_state;
        } else if (gate.enter()) {
            // A thread that Python does not know, or no longer: what it knew was of one that has ended.
            how = can_be(How::ensured);
            if (how == How::ensured) gil_state = ensure_thread();
            gate.leave();
        }
        if (how > How::ensured) return how;
        record.seen = left != nullptr ? left : State::of(ffi::current_interpreter());
        drain_pool(record.seen);
        return how;
    }

    /// How, or why that cannot be.
    static How can_be(How how) noexcept {
        if (Py_IsInitialized() == 0) return How::no_interpreter;
        return ffi::is_finalizing() ? How::finalizing : how;
    }

    TETHER_NOINLINE static void detach(How how, PyGILState_STATE gil_state) noexcept {
        UnwindGuard guard;
        if (how == How::restored)
            PyEval_SaveThread();
        else if (how == How::ensured)
            PyGILState_Release(gil_state);
        guard.done();
    }

    PyGILState_STATE gil_state_{};
    How how_;
};

/// Detaches for a scope.
class Detachment {
  public:
    TETHER_NOINLINE Detachment() noexcept
        : record_(thread_record), left_(record_.left), left_state_(record_.left_state) {
        State* const only = State::only(); // whoever has the token has entered it
        state_ = only != nullptr ? only : State::of(ffi::current_interpreter());
        thread_ = PyEval_SaveThread();
        remember(thread_, state_);
    }

    TETHER_NOINLINE ~Detachment() {
        // The thread's state died with its interpreter: there is no way back.
        if (state_ != nullptr && !state_->is_alive()) UnwindGuard::wait_for_ever();
        restore_thread(thread_);
        remember(left_, left_state_);
        drain_pool(state_);
    }

    Detachment(const Detachment&) = delete;
    Detachment& operator=(const Detachment&) = delete;

  private:
    void remember(PyThreadState* left, State* left_state) noexcept {
        record_.seen = state_;
        record_.left = left;
        record_.left_state = left_state;
    }

    ThreadRecord& record_; ///< this thread's, found once: that takes a call
    PyThreadState* left_;
    State* left_state_;
    PyThreadState* thread_;
    State* state_;
};

/// Never defined: what a refused attach() or detach() returns, so that its one error stands alone.
template <class Result> Result refused();

template <class F, class... Args> decltype(auto) call_detached(F&& f, Args&&... args) {
    using Result = std::invoke_result_t<F, Args...>;
    static_assert(Ungil<Result>,
                  "tether: detach: the result is or holds the token or a bound pointer. Return a Py<T>: "
                  ".unbind().");
    if constexpr (Ungil<Result>) {
        const Detachment detached;
        return std::forward<F>(f)(std::forward<Args>(args)...);
    } else {
        return refused<Result>();
    }
}

} // namespace detail

/// Runs `f(Python)` attached: on a thread that is attached already at hardly any cost, on one that Python
/// does not know to the main interpreter. Its result must be Ungil: a bound pointer cannot leave, `.unbind()`
/// it. Where `f` returns a PyResult, a thrown Python exception becomes its error; otherwise it passes, as
/// Raised. Where attaching fails (no interpreter, or it is ending) the PyResult holds a RuntimeError, and any
/// other `f` makes attach throw it as Raised.
template <class F> auto attach(F&& f);

/// The name of attach() in PyO3 0.23.
template <class F> auto with_gil(F&& f);

/// Runs `f(Python)` attached and gives its result in an optional (a bool for void), empty where there is no
/// interpreter to attach to or it is ending.
template <class F> auto try_attach(F&& f);

/// Runs `f(Python)` attached as attach() does, without asking whether there is an interpreter and whether it
/// is ending: for code that runs while one is made. The caller vouches for it: where there is none, Python
/// ends the process.
template <class F> auto attach_unchecked(F&& f);

} // namespace tether::inline TETHER_ABI

namespace tether::inline TETHER_ABI {

template <class F, class... Args> decltype(auto) Python::detach(F&& f, Args&&... args) const {
    constexpr bool captureless = detail::is_captureless<F>;
    static_assert(captureless,
                  "tether: detach: the callable has captures, which may hold Python objects. Pass what it "
                  "needs as arguments, or vouch for it with assume_ungil(f).");
    constexpr bool arguments_are_ungil = (Ungil<Args> && ...);
    static_assert(arguments_are_ungil,
                  "tether: detach: an argument is or holds the token or a bound pointer. Pass a "
                  "Py<T>: .unbind(), and attach() inside.");
    if constexpr (captureless && arguments_are_ungil) {
        if constexpr (detail::is_assumed_ungil<std::decay_t<F>>)
            return detail::call_detached(std::forward<F>(f).f, std::forward<Args>(args)...);
        else
            return detail::call_detached(std::forward<F>(f), std::forward<Args>(args)...);
    } else {
        return detail::refused<std::invoke_result_t<F, Args...>>();
    }
}

template <class F, class... Args> decltype(auto) Python::allow_threads(F&& f, Args&&... args) const {
    return detach(std::forward<F>(f), std::forward<Args>(args)...);
}

} // namespace tether::inline TETHER_ABI
