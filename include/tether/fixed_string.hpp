// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A string literal as a template argument: signatures, names, keywords.
#pragma once

#include <tether/config.hpp>

#include <cstddef>
#include <string_view>

namespace tether::inline TETHER_ABI {

/// The characters of a string literal, NUL included, as a structural type: what `"..."` becomes in `kw<"x">`,
/// `intern<"name">` and `function<"f(a, b)", f>`. Needs no token.
template <std::size_t N> struct fixed_string {
    char text[N]{};

    // NOLINTNEXTLINE(google-explicit-constructor): a literal is meant
    consteval fixed_string(const char (&literal)[N]) noexcept {
        for (std::size_t i = 0; i < N; ++i) text[i] = literal[i];
    }

    /// The text without its closing NUL.
    constexpr std::string_view view() const noexcept { return {text, N - 1}; }
};

} // namespace tether::inline TETHER_ABI
