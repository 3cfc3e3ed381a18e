// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What attach() does with results and errors: the border where an exception leaves Python.
#pragma once

#include <tether/error/c_result.hpp>
#include <tether/error/try.hpp>

namespace tether::inline TETHER_ABI {

namespace detail {

/// Why attaching failed, as a RuntimeError that needs no interpreter.
TETHER_COLD inline PyErr cannot_attach(Attachment::How how) noexcept {
    return PyErr::from_state(new_message(
        []() noexcept { return PyExc_RuntimeError; },
        how == Attachment::How::traversing   ? "cannot attach to Python: the garbage collector is looking at "
                                               "an object"
        : how == Attachment::How::finalizing ? "cannot attach to Python: the interpreter is ending"
                                             : "cannot attach to Python: no interpreter is running",
        "RuntimeError"));
}

template <class F> consteval auto attach_result() {
    constexpr bool takes_token = std::is_invocable_v<F, Python>;
    static_assert(takes_token, "tether: attach: what is called takes the token: [](Python py) { ... }.");
    if constexpr (takes_token)
        return std::type_identity<std::invoke_result_t<F, Python>>();
    else
        return std::type_identity<void>();
}

/// What a callable gives for the token.
template <class F> using AttachResult = typename decltype(attach_result<F>())::type;

/// Calls attached. An error that leaves the last attachment of this thread is rendered while it can be.
template <class F> AttachResult<F> call_attached(F&& f, const Attachment& attachment) {
    using Result = AttachResult<F>;
    static_assert(Ungil<Result>,
                  "tether: attach: the result is or holds the token or a bound pointer, which cannot leave. "
                  "Return a Py<T>: .unbind().");
    if constexpr (Ungil<Result> && std::is_invocable_v<F, Python>) {
        bool const leaves = attachment.how() != Attachment::How::nested;
        try {
            if constexpr (is_result<Result>) {
                Result result = std::forward<F>(f)(Python::assume_attached());
                if (leaves && result.is_err()) result.error().what();
                return result;
            } else {
                return std::forward<F>(f)(Python::assume_attached());
            }
        } catch (const PyErr& error) {
            if (leaves) error.what();
            if constexpr (is_result<Result>)
                return err(error);
            else
                throw;
        }
    } else {
        return refused<Result>();
    }
}

} // namespace detail

template <class F> auto attach(F&& f) {
    using Result = detail::AttachResult<F>;
    const detail::Attachment attachment;
    if (attachment.is_attached()) [[likely]]
        return detail::call_attached(std::forward<F>(f), attachment);
    if constexpr (detail::is_result<Result>)
        return Result(err(detail::cannot_attach(attachment.how())));
    else
        throw Raised(detail::cannot_attach(attachment.how()));
}

template <class F> auto attach_unchecked(F&& f) {
    const detail::Attachment attachment(detail::Attachment::Unchecked{});
    return detail::call_attached(std::forward<F>(f), attachment);
}

template <class F> auto with_gil(F&& f) { return attach(std::forward<F>(f)); }

template <class F> auto try_attach(F&& f) {
    using Result = detail::AttachResult<F>;
    const detail::Attachment attachment;
    if constexpr (std::is_void_v<Result>) {
        if (attachment.is_attached()) detail::call_attached(std::forward<F>(f), attachment);
        return attachment.is_attached();
    } else {
        if (!attachment.is_attached()) return std::optional<Result>();
        return std::optional<Result>(detail::call_attached(std::forward<F>(f), attachment));
    }
}

} // namespace tether::inline TETHER_ABI
