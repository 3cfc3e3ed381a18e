// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Objects and errors printed by C++: `stream << object`, and std::format where the library has it.
#pragma once

#include <tether/tether.hpp>

#include <ostream>
#include <version>

#ifdef __cpp_lib_format
#include <format>
#endif

namespace tether::inline TETHER_ABI {

namespace detail {

/// `str(object)` or `repr(object)`, or what stands in place of it where that raises.
inline std::string printed(const PyAny& object, bool is_repr, const char* where = TETHER_CALLER) {
    assert_attached(where);
    const InFlight in_flight;
    auto const text = is_repr ? object.repr() : object.str();
    if (text.is_ok()) return text->to_string_lossy();
    text.error().write_unraisable(object);
    auto const type = object.get_type().name();
    return type.is_ok() ? "<unprintable " + type->to_string_lossy() + " object>" : "<unprintable object>";
}

} // namespace detail

/// Writes `str(object)`, as Python's print() does: `std::cout << *object.repr()` is the other text. U+FFFD
/// stands for each lone surrogate. What str() raises goes to `sys.unraisablehook`, and `<unprintable Thing
/// object>` is written. Needs the token, which the view implies; what is raised in Python's error indicator
/// stays so.
inline std::ostream& operator<<(std::ostream& stream, const PyAny& object) {
    return stream << detail::printed(object, false);
}

/// Writes `error.what()`, "ValueError: text". Needs no token.
inline std::ostream& operator<<(std::ostream& stream, const PyErr& error) { return stream << error.what(); }

} // namespace tether::inline TETHER_ABI

#ifdef __cpp_lib_format

/// `std::format("{}", object)` has `str(object)`, filled and aligned as a text is, `"{:?}"` has
/// `repr(object)`. What str() and repr() raise ends as it does for a stream. Needs the token, which the view
/// implies.
template <std::derived_from<tether::PyAny> T>
struct std::formatter<T, char> : std::formatter<std::string_view, char> {
    constexpr auto parse(std::format_parse_context& context) {
        auto const first = context.begin();
        if (first != context.end() && *first == '?' && (first + 1 == context.end() || first[1] == '}')) {
            is_repr_ = true;
            context.advance_to(first + 1);
        }
        return std::formatter<std::string_view, char>::parse(context);
    }

    template <class Context> auto format(const T& object, Context& context) const {
        return std::formatter<std::string_view, char>::format(tether::detail::printed(object, is_repr_),
                                                              context);
    }

  private:
    bool is_repr_ = false;
};

/// `std::format("{}", error)` has `error.what()`. Needs no token.
template <std::derived_from<tether::PyErr> E>
struct std::formatter<E, char> : std::formatter<std::string_view, char> {
    template <class Context> auto format(const E& error, Context& context) const {
        return std::formatter<std::string_view, char>::format(error.what(), context);
    }
};

#endif
