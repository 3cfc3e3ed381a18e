// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Attaching a thread to an interpreter and detaching it: attach, try_attach, Python::detach.
#pragma once

#include <tether/token/python.hpp>
#include <tether/token/state.hpp>
#include <tether/token/ungil.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// What a thread remembers while it is detached.
struct ThreadRecord {
    PyThreadState* left = nullptr; ///< what it was attached by when one of our scopes detached it
    State* state = nullptr;        ///< the interpreter that it last left: where a Py<T> dropped now belongs
};

TETHER_HIDDEN inline constinit thread_local ThreadRecord thread_record{};

/// Set while an Interpreter starts: its `site` module runs attached and detached by turns, and nobody else
/// may look in.
TETHER_HIDDEN inline constinit std::atomic<bool> interpreter_is_starting{false};

/// Before 3.14 a thread that attaches to an ending interpreter is ended by pthread_exit, which unwinds the
/// C++ stack through our borders and ends the process. Unwound, this waits for ever instead, as 3.14 does by
/// itself.
class UnwindGuard {
  public:
    UnwindGuard() noexcept = default;

    ~UnwindGuard() {
        if (!done_) wait_for_ever();
    }

    UnwindGuard(const UnwindGuard&) = delete;
    UnwindGuard& operator=(const UnwindGuard&) = delete;

    void done() noexcept { done_ = true; }

  private:
    TETHER_COLD static void wait_for_ever() noexcept {
        const std::atomic<bool> never{false};
        for (;;) never.wait(false);
    }

    bool done_ = false;
};

TETHER_NOINLINE inline void restore_thread(PyThreadState* state) {
    UnwindGuard guard;
    PyEval_RestoreThread(state);
    guard.done();
}

TETHER_NOINLINE inline PyGILState_STATE ensure_thread() {
    UnwindGuard guard;
    const PyGILState_STATE state = PyGILState_Ensure();
    guard.done();
    return state;
}

/// Gives back a reference on a thread that may be detached.
TETHER_NOINLINE inline void drop_detached(PyObject* object) noexcept {
    State* const state = thread_record.state != nullptr ? thread_record.state : State::only();
    if (state == nullptr || !state->is_alive()) return leak_by_intent();
    state->pool().push(object);
}

inline void drop_reference(PyObject* object) noexcept {
    if (ffi::current_thread_state() != nullptr)
        Py_DECREF(object);
    else
        drop_detached(object);
}

inline void drain_pool(State* state) noexcept {
    if (state != nullptr && state->pool().is_dirty()) state->pool().drain();
}

/// Attaches for a scope; asks first, so that it never blocks on or aborts in an interpreter that is not
/// there.
class Attachment {
  public:
    enum class How : unsigned char { nested, restored, ensured, no_interpreter, finalizing };

    Attachment() {
        if (ffi::current_thread_state() != nullptr) return;
        attach();
    }

    ~Attachment() {
        if (how_ != How::nested) detach();
    }

    Attachment(const Attachment&) = delete;
    Attachment& operator=(const Attachment&) = delete;

    bool is_attached() const noexcept { return how_ <= How::ensured; }

    How how() const noexcept { return how_; }

  private:
    TETHER_NOINLINE void attach() {
        while (interpreter_is_starting.load(std::memory_order_acquire)) interpreter_is_starting.wait(true);
        if (!Py_IsInitialized()) {
            how_ = How::no_interpreter;
            return;
        }
        if (ffi::is_finalizing()) {
            how_ = How::finalizing;
            return;
        }
        ThreadRecord& record = thread_record;
        if (record.left != nullptr) {
            restore_thread(record.left);
            how_ = How::restored;
        } else {
            gil_state_ = ensure_thread();
            how_ = How::ensured;
        }
        record.state = State::enter();
        if (record.state == nullptr) PyErr_Clear();
        drain_pool(record.state);
    }

    TETHER_NOINLINE void detach() noexcept {
        if (how_ == How::restored)
            thread_record.left = PyEval_SaveThread();
        else if (how_ == How::ensured)
            PyGILState_Release(gil_state_);
    }

    How how_ = How::nested;
    PyGILState_STATE gil_state_{};
};

/// Detaches for a scope.
class Detachment {
  public:
    TETHER_NOINLINE Detachment() noexcept : outer_(thread_record.left) {
        thread_record.state = State::current();
        if (thread_record.state == nullptr) PyErr_Clear();
        thread_record.left = PyEval_SaveThread();
    }

    TETHER_NOINLINE ~Detachment() {
        restore_thread(thread_record.left);
        thread_record.left = outer_;
        drain_pool(thread_record.state);
    }

    Detachment(const Detachment&) = delete;
    Detachment& operator=(const Detachment&) = delete;

  private:
    PyThreadState* outer_;
};

template <class F, class... Args> decltype(auto) call_detached(F&& f, Args&&... args) {
    using Result = std::invoke_result_t<F, Args...>;
    static_assert(Ungil<Result>,
                  "tether: detach: the result is or holds the token or a bound pointer. Return a Py<T>: "
                  ".unbind().");
    if constexpr (Ungil<Result>) {
        const Detachment detached;
        return std::forward<F>(f)(std::forward<Args>(args)...);
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
    }
}

template <class F, class... Args> decltype(auto) Python::allow_threads(F&& f, Args&&... args) const {
    return detach(std::forward<F>(f), std::forward<Args>(args)...);
}

} // namespace tether::inline TETHER_ABI
