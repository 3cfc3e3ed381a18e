// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The names of Python types that are made of other types' names, joined at compile time: "dict[str, int]".
#pragma once

#include <tether/convert/traits.hpp>
#include <tether/fixed_string.hpp>

#include <string_view>

namespace tether::inline TETHER_ABI::detail {

/// The Python type that converts to a T; "object" for a conversion that does not say.
template <class T> consteval std::string_view accepted_name() {
    if constexpr (requires { FromPyObject<T>::python_type; })
        return FromPyObject<T>::python_type;
    else
        return "object";
}

/// The Python type that a T becomes.
template <class T> consteval std::string_view given_name() {
    using Value = std::remove_cvref_t<T>;
    if constexpr (requires { IntoPyObject<Value>::python_type; })
        return IntoPyObject<Value>::python_type;
    else
        return "object";
}

template <std::size_t Size> struct JoinedText {
    char text[Size + 1]{};
};

/// `Open + names[0] + Separator + names[1] + ... + Close`, with a NUL behind it.
template <fixed_string Open, fixed_string Separator, fixed_string Close> struct Join {
    static consteval std::size_t size(std::initializer_list<std::string_view> names) {
        std::size_t size = Open.view().size() + Close.view().size();
        for (auto const name : names) size += name.size();
        return size + (names.size() == 0 ? 0 : (names.size() - 1) * Separator.view().size());
    }

    template <std::size_t Size>
    static consteval JoinedText<Size> join(std::initializer_list<std::string_view> names) {
        JoinedText<Size> joined;
        std::size_t at = 0;
        auto append = [&](std::string_view part) {
            for (char const c : part) joined.text[at++] = c;
        };
        append(Open.view());
        bool first = true;
        for (auto const name : names) {
            if (!first) append(Separator.view());
            first = false;
            append(name);
        }
        append(Close.view());
        return joined;
    }
};

template <fixed_string Open, fixed_string Separator, fixed_string Close, class... T>
TETHER_HIDDEN inline constexpr auto accepted_join =
    Join<Open, Separator, Close>::template join<Join<Open, Separator, Close>::size({accepted_name<T>()...})>(
        {accepted_name<T>()...});

template <fixed_string Open, fixed_string Separator, fixed_string Close, class... T>
TETHER_HIDDEN inline constexpr auto given_join =
    Join<Open, Separator, Close>::template join<Join<Open, Separator, Close>::size({given_name<T>()...})>(
        {given_name<T>()...});

} // namespace tether::inline TETHER_ABI::detail
