// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PanicException, what becomes in Python of a thrown object that is no std::exception.
#pragma once

#include <tether/error/create_exception.hpp>

#include <typeinfo>

// Of <cxxabi.h>, which is twenty times as long.
#if defined(__cpp_rtti) && defined(__GLIBCXX__)
namespace __cxxabiv1 {
extern "C" std::type_info* __cxa_current_exception_type() noexcept;
extern "C" char* __cxa_demangle(const char*, char*, std::size_t*, int*);
} // namespace __cxxabiv1
#endif

namespace tether::inline TETHER_ABI {

/// What a thrown int, or any other object that says nothing about itself, becomes in Python. It derives from
/// BaseException, so that `except Exception` does not hide the mistake. Its module is the extension's; let
/// that export it, so that Python can name it.
struct PanicException : detail::CachedException<PanicException, PyBaseException> {
    using CachedException::CachedException;
    static constexpr auto* type_name = "PanicException";
    TETHER_HIDDEN static constexpr detail::ExceptionSource source{
        "tether.PanicException", "C++ code threw an object that is no std::exception.",
        &PyBaseException::type_object};
};

namespace detail {

/// The error of a thrown object with a text. On any thread.
TETHER_COLD inline ErrState* new_panic(std::string_view text) noexcept {
    return new_message(&PanicException::type_object, text, PanicException::type_name);
}

/// The same for the one that is being handled.
TETHER_COLD inline ErrState* new_panic() noexcept {
#if defined(__cpp_rtti) && defined(__GLIBCXX__)
    if (const std::type_info* const type = __cxxabiv1::__cxa_current_exception_type()) {
        char text[160];
        char* const name = __cxxabiv1::__cxa_demangle(type->name(), nullptr, nullptr, nullptr);
        std::snprintf(text, sizeof text, "panic from C++ code: %s", name != nullptr ? name : type->name());
        std::free(name);
        return new_panic(text);
    }
#endif
    return new_panic("panic from C++ code");
}

} // namespace detail
} // namespace tether::inline TETHER_ABI
