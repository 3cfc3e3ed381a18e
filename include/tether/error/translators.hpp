// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The exception types of one's own that are translated where they are thrown.
#pragma once

#include <tether/error/into_pyerr.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// One registered type, in a list that only grows.
struct Translator {
    /// The error of an exception of this type; null for another, and for types that are no std::exception.
    ErrState* (*translate)(const std::exception& exception) noexcept;
    /// Handles this type around the rest of the list, see rethrow_through().
    ErrState* (*rethrow)(const Translator* rest, const std::exception_ptr* exception);
    ffi::Atomic<Translator*> next{nullptr};
    ffi::Atomic<bool> is_listed{false};
};

TETHER_HIDDEN inline constinit ffi::Atomic<Translator*> first_translator{nullptr};

/// The error of a std::exception, null where its type is not in the list; the latest registered comes first.
TETHER_COLD inline ErrState* translate_by(const Translator* list, const std::exception& exception) noexcept {
    if (list == nullptr) return nullptr;
    ErrState* const state = translate_by(list->next.load(), exception);
    return state != nullptr ? state : list->translate(exception);
}

/// The same for any object, which is thrown again, once: it falls through a handler for each type of the
/// list. Null is the one that is being handled.
inline ErrState* rethrow_through(const Translator* list, const std::exception_ptr* exception) {
    if (list != nullptr) return list->rethrow(list->next.load(), exception);
    if (exception != nullptr) std::rethrow_exception(*exception);
    throw;
}

/// Makes what std::throw_with_nested() put into an exception, if any, the `__cause__` of its error. Attached,
/// in a handler of the exception.
ErrState* with_nested(ErrState* state, const std::exception& exception) noexcept;

/// What IntoPyErr says of an error, or the error that came instead. Attached.
template <class E> ErrState* into_error(const E& error) noexcept {
    try {
        return PyErr::from(Python::assume_attached(), error).into_state();
    } catch (const PyErr& other) {
        return PyErr(other).into_state();
    } catch (...) {
        return new_message([]() noexcept { return PyExc_SystemError; },
                           "an exception was thrown by IntoPyErr of another one", "SystemError");
    }
}

template <class E> ErrState* translate_as(const std::exception& exception) noexcept {
#ifdef __cpp_rtti
    if constexpr (std::derived_from<E, std::exception>) {
        if (auto* const mine = dynamic_cast<const E*>(&exception))
            return with_nested(into_error(*mine), exception);
    }
#endif
    (void)exception;
    return nullptr;
}

template <class E> ErrState* rethrow_as(const Translator* rest, const std::exception_ptr* exception) {
    try {
        return rethrow_through(rest, exception);
    } catch (const E& mine) {
        if constexpr (std::derived_from<E, std::exception>)
            return with_nested(into_error(mine), mine);
        else
            return into_error(mine);
    }
}

template <class E> TETHER_HIDDEN inline constinit Translator translator{&translate_as<E>, &rethrow_as<E>};

/// Appends to the list. On any thread.
TETHER_COLD inline void add_translator(Translator& added) noexcept {
    if (added.is_listed.exchange(true)) return;
    ffi::Atomic<Translator*>* end = &first_translator;
    for (;;) {
        Translator* last = nullptr;
        if (end->compare_exchange(last, &added)) return;
        end = &last->next;
    }
}

} // namespace detail

/// From now on a thrown E, or what derives from it, becomes in Python what IntoPyErr<E> says, in this
/// extension or program. Of several types that fit the latest registered is taken, so that a base comes
/// before what derives from it. Needs no token; again it does nothing.
template <class E> void translate_exceptions() {
    if constexpr (detail::check_into_pyerr<E>()) detail::add_translator(detail::translator<E>);
}

} // namespace tether::inline TETHER_ABI
