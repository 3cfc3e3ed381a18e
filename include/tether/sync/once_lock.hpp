// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyOnceLock<T>: a value that is made once, by code that may call Python.
#pragma once

#include <tether/sync/raw_mutex.hpp>

namespace tether::inline TETHER_ABI {

namespace detail {

/// What a PyOnceLock knows of its value, whatever that is.
class OnceState {
  public:
    constexpr OnceState() noexcept = default;

    bool is_set() const noexcept { return is_set_.load(); }

    /// Waits until nobody makes the value. The error is that this very thread makes it.
    PyResult<void> begin() {
        if (maker_.load() == &thread_record)
            return PyErr::make<PyRuntimeError>("this PyOnceLock is being set by this very thread: its "
                                               "initialiser needs the value that it makes");
        mutex_.lock();
        maker_.store(&thread_record);
        return ok();
    }

    void set() noexcept { is_set_.store(true); }

    void end() noexcept {
        maker_.store(nullptr);
        mutex_.unlock();
    }

  private:
    RawMutex mutex_;
    ffi::Atomic<const ThreadRecord*> maker_{nullptr};
    ffi::Atomic<bool> is_set_{false};
};

/// Lets the next thread try, however this one is left.
class OnceAttempt {
  public:
    explicit OnceAttempt(OnceState& state) noexcept : state_(state) {}
    ~OnceAttempt() { state_.end(); }
    OnceAttempt(const OnceAttempt&) = delete;
    OnceAttempt& operator=(const OnceAttempt&) = delete;

  private:
    OnceState& state_;
};

/// Whether what makes the value does so as a PyResult, said in words where it does not.
template <class F> consteval bool check_try_init() {
    constexpr bool gives_result = is_result<std::invoke_result_t<F>>;
    static_assert(gives_result, "tether: get_or_try_init: the callable does not return a PyResult. Use "
                                "get_or_init.");
    return gives_result;
}

/// And that it does not, where nobody would look at the error.
template <class T, class F> consteval bool check_init() {
    constexpr bool gives_value = requires(F&& f, void* place) { ::new (place) T(std::forward<F>(f)()); };
    static_assert(gives_value, "tether: get_or_init: the callable does not return what the PyOnceLock holds. "
                               "Where it returns a PyResult of it, use get_or_try_init.");
    return gives_value;
}

} // namespace detail

/// A value that is made once, when first asked for, by code that may call Python: what a static variable in a
/// function must not be made by. Threads that ask meanwhile are detached and wait. What fails leaves it
/// empty, for the next to try. An initialiser that needs its own value is a RuntimeError; two that need each
/// other's on two threads wait for ever. It belongs to the process: where several interpreters come by, a
/// Python object goes into a PerInterpreter. It can be `constinit`.
template <class T> class PyOnceLock {
    static_assert(Ungil<T>, "tether: a PyOnceLock is used by every thread: it cannot hold the token or a "
                            "bound pointer. Hold a Py<T>: .unbind().");

  public:
    constexpr PyOnceLock() noexcept : none_() {}

    PyOnceLock(const PyOnceLock&) = delete;
    PyOnceLock& operator=(const PyOnceLock&) = delete;

    ~PyOnceLock() {
        if (state_.is_set()) value_.~T();
    }

    /// The value, or null where there is none yet. Never waits.
    const T* get(Python /*py*/) const noexcept TETHER_LIFETIMEBOUND {
        return state_.is_set() ? std::addressof(value_) : nullptr;
    }

    /// The value, made by `f()` where there is none yet. What `f` throws is passed on.
    template <class F> const T& get_or_init(Python py, F&& f) TETHER_LIFETIMEBOUND {
        if constexpr (detail::check_init<T, F>()) {
            if (const T* const value = get(py)) [[likely]]
                return *value;
            *state_.begin();
            const detail::OnceAttempt attempt(state_);
            if (!state_.is_set()) {
                ::new (static_cast<void*>(std::addressof(value_))) T(std::forward<F>(f)());
                state_.set();
            }
        }
        return value_;
    }

    /// The address of the value, made by `f()` where there is none yet, or the error that `f` gives or, as a
    /// Python exception, throws.
    template <class F> PyResult<const T*> get_or_try_init(Python py, F&& f) TETHER_LIFETIMEBOUND {
        if constexpr (detail::check_try_init<F>()) {
            if (const T* const value = get(py)) [[likely]]
                return value;
            TETHER_TRY(state_.begin());
            const detail::OnceAttempt attempt(state_);
            if (state_.is_set()) return std::addressof(value_);
            try {
                auto made = std::forward<F>(f)();
                if (made.is_err()) return err(std::move(made).error());
                ::new (static_cast<void*>(std::addressof(value_))) T(*std::move(made));
                state_.set();
            } catch (const PyErr& error) {
                return err(error);
            }
        }
        return std::addressof(value_);
    }

    /// Sets the value, and says whether there was none yet; waits where it is being made. Ends in
    /// RuntimeError if this very thread makes it.
    PyResult<bool> set(Python /*py*/, T value) {
        TETHER_TRY(state_.begin());
        const detail::OnceAttempt attempt(state_);
        if (state_.is_set()) return false;
        ::new (static_cast<void*>(std::addressof(value_))) T(std::move(value));
        state_.set();
        return true;
    }

  private:
    detail::OnceState state_;
    union {
        char none_;
        T value_;
    };
};

} // namespace tether::inline TETHER_ABI
