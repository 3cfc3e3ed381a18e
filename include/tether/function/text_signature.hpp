// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Writes `__text_signature__` from a table, as the beginning of a doc string: `f($module, a)\n--\n\n`.
//
// CPython reads neither annotations there nor defaults other than literals: the first are left out, the
// second are `...`. Done at run time, where the doc string is joined to it: at compile time it costs more
// than reading the literal does.
#pragma once

#include <tether/config.hpp>
#include <tether/function/characters.hpp>
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

    void put(std::string_view text) {
        if (out != nullptr)
            for (std::size_t i = 0; i < text.size(); ++i) out[size + i] = text[i];
        size += text.size();
    }

    void put_one(const char c) { put(std::string_view(&c, std::size_t{1})); }

    void put_hex(char kind, unsigned digits, char32_t value) {
        put_one('\\');
        put_one(kind);
        while (digits-- != 0) put_one("0123456789abcdef"[value >> digits * 4 & 15]);
    }

    /// The `repr` of a str or bytes in ASCII: `inspect` reads no other.
    TETHER_COLD void put_escaped(std::string_view text, bool bytes) {
        put(bytes ? "b'" : "'");
        for (std::size_t at = 0; at < text.size();) {
            char32_t code_point = static_cast<unsigned char>(text[at]);
            if (bytes || code_point < 0x80)
                ++at;
            else
                at = read_utf8(text.data(), at, code_point);
            if (code_point == '\\' || code_point == '\'') put_one('\\');
            if (code_point >= 0x20 && code_point < 0x7F)
                put_one(static_cast<char>(code_point));
            else if (code_point < 0x100)
                put_hex('x', 2, code_point);
            else
                put_hex(code_point < 0x10000 ? 'u' : 'U', code_point < 0x10000 ? 4 : 8, code_point);
        }
        put_one('\'');
    }

    void put_default(const Default& value, const char* text) {
        if (value.kind == DefaultKind::string || value.kind == DefaultKind::bytes)
            put_escaped(value.string(text), value.kind == DefaultKind::bytes);
        else
            put(value.kind == DefaultKind::given && value.bits == 0 ? "..." : text + value.source_at);
    }
};

/// Writes the name and the parameters: `f($module, a)`.
TETHER_COLD inline void write_call(TextWriter& text, const SignatureParts& table, FirstParameter first) {
    constexpr std::string_view beginnings[] = {"(", "($module", "($self", "($type"};
    const Signature& head = table.head;
    text.put(table.text + head.name_at);
    text.put(beginnings[static_cast<unsigned>(first)]);
    for (std::size_t i = 0; i < head.count; ++i) {
        if (i != 0 || first != FirstParameter::none) text.put(", ");
        const ParameterKind kind = head.kind(i);
        if (kind == ParameterKind::var_positional) text.put("*");
        if (kind == ParameterKind::var_keyword) text.put("**");
        if (kind == ParameterKind::keyword_only && i == head.positional) text.put("*, ");
        text.put(table.name(i));
        if (!table.parameters[i].is_required()) {
            text.put("=");
            text.put_default(*table.default_of(i), table.text);
        }
        if (i + 1 == head.positional_only) text.put(", /");
    }
    text.put_one(')');
}

/// What stands in a doc string between the signature and the text.
TETHER_HIDDEN inline constexpr std::string_view signature_end = "\n--\n\n";

/// Writes the beginning of a doc string and its closing NUL to `out`, which has room for it, or nowhere where
/// that is null. Gives the size with the NUL.
TETHER_COLD inline std::size_t write_text_signature(const SignatureParts& table, FirstParameter first,
                                                    char* out) {
    TextWriter text{out};
    write_call(text, table, first);
    text.put(signature_end);
    text.put_one('\0');
    return text.size;
}

} // namespace tether::inline TETHER_ABI::detail
