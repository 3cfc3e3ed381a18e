// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The word in an instance that says who uses it: readers, one writer, or that there is no value yet.
#pragma once

#include <tether/pyclass/info.hpp>
#include <tether/pyclass/options.hpp>

#include <cstdint>
#include <cstdio>
#include <cstring>

namespace tether::inline TETHER_ABI::detail {

/// Without the GIL each change is one atomic step; with it, a plain number, which it guards.
template <bool FreeThreaded> class BorrowWord {
  public:
    /// What the word says where it is negative.
    // One more is negative too.
    static constexpr std::int32_t written = -2; ///< one member changes the value
    static constexpr std::int32_t unmade = -3;  ///< no constructor has run, or it failed
    static constexpr std::int32_t taken = -4;   ///< the value was moved out
    static constexpr std::int32_t making = -5;  ///< `__init__` runs

    explicit BorrowWord(std::int32_t value) noexcept : word_(value) {}

    std::int32_t value() const noexcept {
        if constexpr (FreeThreaded)
            return word_.load();
        else
            return word_;
    }

    void set(std::int32_t value) noexcept {
        if constexpr (FreeThreaded)
            word_.store(value);
        else
            word_ = value;
    }

    /// One more reader: false where that cannot be, and then take_back() is to come. With the GIL the reader
    /// is counted first, which is one instruction on memory with the answer in its flags.
    bool share() noexcept {
        if constexpr (FreeThreaded) {
            std::int32_t now = word_.load_relaxed();
            while (now >= 0)
                if (word_.compare_exchange(now, now + 1)) return true;
            return false;
        } else {
            return ++word_ >= 0;
        }
    }

    void take_back() noexcept {
        if constexpr (!FreeThreaded) --word_;
    }

    void unshare() noexcept {
        if constexpr (FreeThreaded)
            word_.fetch_sub(1);
        else
            --word_;
    }

    /// The only writer: false where anybody else is.
    bool exclude() noexcept {
        if constexpr (FreeThreaded) {
            std::int32_t now = 0;
            return word_.compare_exchange(now, written);
        } else {
            if (word_ != 0) return false;
            word_ = written;
            return true;
        }
    }

    void include() noexcept { set(0); }

    /// The only constructor: false where there is a value, or another makes one.
    bool begin_making() noexcept {
        if constexpr (FreeThreaded) {
            std::int32_t now = unmade;
            return word_.compare_exchange(now, making);
        } else {
            if (word_ != unmade) return false;
            word_ = making;
            return true;
        }
    }

#if TETHER_CHECKED
    /// The function that borrowed last, for the message; null where that has no name, or has ended.
    ffi::Atomic<const char*> user{nullptr};
#endif

  private:
    std::conditional_t<FreeThreaded, ffi::Atomic<std::int32_t>, std::int32_t> word_;
};

using BorrowState = BorrowWord<ffi::free_threaded>;

/// What borrows, as a message says it: `Point.scale()`, or the attribute `Point.x`. A function of a signature
/// brings its class along; of an attribute the class is null where it is not known.
class BorrowerText {
  public:
    BorrowerText(const char* user, const char* owner, const char* nameless) noexcept {
        bool const is_special = user != nullptr && user[0] == '_' && user[1] == '_';
        bool const is_whole = user == nullptr || std::strchr(user, '.') != nullptr;
        bool const has_owner = !is_whole && owner != nullptr;
        std::snprintf(text_, sizeof text_, "%.60s%s%.100s%s", has_owner ? owner : "", has_owner ? "." : "",
                      user != nullptr ? user : nameless,
                      user != nullptr && (is_whole || is_special) ? "()" : "");
    }

    const char* text() const noexcept { return text_; }

  private:
    char text_[170];
};

/// Why an instance cannot be used: RuntimeError. `user` is the function or attribute that was refused, or
/// null.
TETHER_COLD TETHER_NOT_NULL inline ErrState* borrow_error(PyObject* object, const BorrowState& state,
                                                          bool exclusive, const char* user) noexcept {
    char text[500];
    ffi::TypeText const type(Py_TYPE(object));
    const char* const name = type.bare();
    const char* holder = nullptr;
#if TETHER_CHECKED
    holder = state.user.load_relaxed();
#endif
    std::int32_t const now = state.value();
    if (now == BorrowState::unmade)
        std::snprintf(text, sizeof text, "%.100s.__init__() was never called for this %.100s object",
                      class_of(Py_TYPE(object)).name, name);
    else if (now == BorrowState::making)
        std::snprintf(text, sizeof text, "%.100s.__init__() of this %.100s object has not ended yet",
                      class_of(Py_TYPE(object)).name, name);
    else if (now == BorrowState::taken)
        std::snprintf(text, sizeof text, "the value of this %.100s object was taken out of it", name);
    else
        std::snprintf(text, sizeof text, "%s cannot %s this %.60s object while %s is %s it; %s",
                      BorrowerText(user, name, "a borrow").text(), exclusive ? "change" : "read", name,
                      BorrowerText(holder, nullptr, "another borrow").text(),
                      now == BorrowState::written ? "changing" : "reading",
                      exclusive ? "let that end first" : "let that end first, or work on a copy");
    return new_message(&PyRuntimeError::type_object, text, PyRuntimeError::type_name);
}

/// The same for a reader. The state is so far behind the object: an address of it would be made before it is
/// known whether somebody wants it.
TETHER_COLD TETHER_NOT_NULL inline ErrState* share_error(PyObject* object, std::ptrdiff_t state_at,
                                                         const char* user) noexcept {
    auto& state = *std::launder(reinterpret_cast<BorrowState*>(reinterpret_cast<char*>(object) + state_at));
    state.take_back();
    return borrow_error(object, state, false, user);
}

} // namespace tether::inline TETHER_ABI::detail
