// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Characters of a literal at compile time: digits, words, UTF-8.
#pragma once

#include <tether/config.hpp>

#include <cstddef>

namespace tether::inline TETHER_ABI::detail {

consteval bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The value of a digit in any base up to 16; 99 for every other character.
consteval unsigned digit_value(char c) {
    if (is_digit(c)) return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
    return 99;
}

consteval bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || c == '_' || is_digit(c) || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// Whether Python can write a text as a name; not empty.
consteval bool is_identifier(const char* text) {
    if (is_digit(*text)) return false;
    while (is_word(*text)) ++text;
    return *text == 0;
}

/// One past a UTF-8 sequence of more than one byte that begins at `at`, with its code point; 0 where it is
/// none.
constexpr std::size_t read_utf8(const char* text, std::size_t at, char32_t& code_point) {
    const auto first = static_cast<unsigned char>(text[at]);
    const std::size_t size = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (size == 0) return 0;
    code_point = first & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        const auto next = static_cast<unsigned char>(text[at + i]);
        if ((next & 0xC0) != 0x80) return 0;
        code_point = (code_point << 6) | (next & 0x3F);
    }
    const bool overlong = (size == 3 && code_point < 0x800) || (size == 4 && code_point < 0x10000);
    const bool surrogate = code_point >= 0xD800 && code_point < 0xE000;
    return overlong || surrogate || code_point > 0x10FFFF ? 0 : at + size;
}

/// Writes a code point as UTF-8 and gives one past it.
consteval std::size_t write_utf8(char* out, std::size_t at, char32_t c) {
    if (c < 0x80) {
        out[at++] = static_cast<char>(c);
        return at;
    }
    const unsigned more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    out[at++] = static_cast<char>((0xFF00U >> (more + 1) & 0xFF) | (c >> (6 * more)));
    for (unsigned i = more; i-- > 0;) out[at++] = static_cast<char>(0x80 | ((c >> (6 * i)) & 0x3F));
    return at;
}

} // namespace tether::inline TETHER_ABI::detail
