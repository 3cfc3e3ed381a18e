// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Names in another style, at compile time: first_name, firstName, FIRST_NAME.
#pragma once

#include <tether/fixed_string.hpp>
#include <tether/pyclass/options.hpp>

namespace tether::inline TETHER_ABI::detail {

constexpr bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
constexpr char to_upper(char c) noexcept { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }
constexpr char to_lower(char c) noexcept { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

/// Writes a name in the style of a rule, and gives its size; `out` may be null. A word begins behind `_` and
/// `-`, and where a capital follows a small letter or stands before one.
consteval std::size_t rename(std::string_view name, RenameRule rule, char* out) {
    const bool joins_by_dash = rule == RenameRule::kebab_case;
    const bool joins =
        joins_by_dash || rule == RenameRule::snake_case || rule == RenameRule::screaming_snake_case;
    const bool capitals = rule == RenameRule::screaming_snake_case || rule == RenameRule::uppercase;
    const bool titles = rule == RenameRule::pascal_case || rule == RenameRule::camel_case;
    std::size_t size = 0;
    const auto put = [&](char c) {
        if (out != nullptr) out[size] = c;
        ++size;
    };
    bool begins = true;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        if (c == '_' || c == '-') {
            begins = true;
            continue;
        }
        if (is_upper(c) && i != 0 &&
            (is_lower(name[i - 1]) ||
             (i + 1 < name.size() && is_lower(name[i + 1]) && is_upper(name[i - 1]))))
            begins = true;
        if (begins && size != 0 && joins) put(joins_by_dash ? '-' : '_');
        const bool is_capital =
            capitals || (titles && begins && (size != 0 || rule == RenameRule::pascal_case));
        put(is_capital ? to_upper(c) : to_lower(c));
        begins = false;
    }
    return size;
}

template <fixed_string Name, RenameRule Rule> consteval auto make_renamed() {
    char text[rename(Name.view(), Rule, nullptr) + 1]{};
    rename(Name.view(), Rule, text);
    return fixed_string(text);
}

/// A name as a class's `rename_all` has it.
template <class T, fixed_string Name> consteval auto renamed() {
    if constexpr (pyclass<T>.rename_all == RenameRule::none)
        return Name;
    else
        return make_renamed<Name, pyclass<T>.rename_all>();
}

} // namespace tether::inline TETHER_ABI::detail
