// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Which interpreter a Py<T> belongs to, as far as checked builds ask.
#pragma once

#include <tether/token/python.hpp>
#include <tether/token/state.hpp>

namespace tether::inline TETHER_ABI::detail {

/// The interpreter where a reference was made: used or dropped in another one, it would corrupt the heap.
/// Empty where the checks are off.
class Home {
  public:
#if TETHER_CHECKED
    /// The interpreter that this thread is attached to.
    static Home here(const char* where = TETHER_CALLER) noexcept {
        assert_attached(where);
        Home home;
        home.state_ = State::of(ffi::current_interpreter());
        return home;
    }

    /// Asks whether this thread is attached to it.
    void assert_here(const char* where = TETHER_CALLER) const noexcept {
        assert_attached(where);
        assert_is(State::of(ffi::current_interpreter()), where);
    }

    /// Asks whether a reference that this thread drops comes back to it.
    void assert_droppable() const noexcept {
        State* const seen = thread_record.seen;
        bool const is_attached = ffi::current_thread_state() != nullptr;
        State* const state = is_attached       ? State::of(ffi::current_interpreter())
                             : seen != nullptr ? seen
                                               : State::only();
        assert_is(state, "the destructor of a Py");
    }

  private:
    void assert_is(State* state, const char* where) const noexcept {
        if (state == nullptr || state_ == nullptr || state == state_ || !state->is_alive()) return;
        misuse(where, state_->is_alive() ? "the object belongs to another interpreter"
                                         : "the object belonged to an interpreter that has ended");
    }

    State* state_ = nullptr;
#else
    static Home here() noexcept { return {}; }
    void assert_here() const noexcept {}
    void assert_droppable() const noexcept {}
#endif
};

} // namespace tether::inline TETHER_ABI::detail
