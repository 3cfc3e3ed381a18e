// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Writes `__text_signature__` from a table, as the beginning of a doc string: `name($module, a,
// b=2)\n--\n\n`.
//
// CPython reads neither annotations there nor defaults other than literals: the first are left out, the
// second are
// `...`. The same function does it at compile time, into static storage, and at run time.
#pragma once

#include <tether/config.hpp>
#include <tether/function/signature.hpp>

#include <cstddef>
#include <string_view>

namespace tether::inline TETHER_ABI::detail {

/// What stands before the parameters of the literal, for `inspect` to leave out of a bound signature.
enum class FirstParameter : unsigned char { none, module, self, type };

/// Writes text, or only counts it where there is no room given.
struct TextWriter {
    char* out;
    std::size_t size = 0;

    constexpr void put(std::string_view text) {
        if (out != nullptr)
            for (std::size_t i = 0; i < text.size(); ++i) out[size + i] = text[i];
        size += text.size();
    }

    /// The `repr` of a str or bytes.
    constexpr void put_escaped(std::string_view text, bool bytes) {
        put(bytes ? "b'" : "'");
        for (const char c : text) {
            const auto byte = static_cast<unsigned char>(c);
            constexpr std::string_view digits = "0123456789abcdef";
            if (c == '\\' || c == '\'') put("\\");
            if (byte >= 0x20 && byte != 0x7F && (byte < 0x80 || !bytes)) {
                put({&c, 1});
            } else {
                put("\\x");
                put(digits.substr(byte >> 4, 1));
                put(digits.substr(byte & 15, 1));
            }
        }
        put("'");
    }

    constexpr void put_default(const Default& value, const char* text) {
        if (value.kind == DefaultKind::string || value.kind == DefaultKind::bytes)
            put_escaped(value.string(text), value.kind == DefaultKind::bytes);
        else
            put(value.kind == DefaultKind::given && value.bits == 0 ? "..." : text + value.source_at);
    }
};

/// Writes the beginning of a doc string and its closing NUL to `out`, which has room for it, or nowhere where
/// that is null. Gives the size with the NUL.
constexpr std::size_t write_text_signature(const SignatureParts& table, FirstParameter first, char* out) {
    constexpr std::string_view beginnings[] = {"(", "($module", "($self", "($type"};
    const Signature& head = table.head;
    TextWriter text{out};
    text.put(table.text + head.name_at);
    text.put(beginnings[static_cast<unsigned>(first)]);
    for (std::size_t i = 0; i < head.count; ++i) {
        if (i != 0 || first != FirstParameter::none) text.put(", ");
        const ParameterKind kind = head.kind(i);
        if (kind == ParameterKind::var_positional) text.put("*");
        if (kind == ParameterKind::var_keyword) text.put("**");
        if (kind == ParameterKind::keyword_only && i == head.positional) text.put("*, ");
        text.put(table.name(i));
        if (const Default* const value = table.default_of(i); value != nullptr) {
            text.put("=");
            text.put_default(*value, table.text);
        }
        if (i + 1 == head.positional_only) text.put(", /");
    }
    text.put({")\n--\n\n", 7}); // with the NUL
    return text.size;
}

/// The text signature of a table in static storage; the size is write_text_signature() without room.
template <std::size_t Size> struct TextSignature {
    char text[Size];

    consteval TextSignature(const SignatureParts& table, FirstParameter first) : text{} {
        write_text_signature(table, first, text);
    }
};

} // namespace tether::inline TETHER_ABI::detail
