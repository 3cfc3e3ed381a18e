// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Says at compile time whether a name of a signature literal is one in Python.
#pragma once

#include <tether/config.hpp>
#include <tether/function/characters.hpp>
#include <tether/function/signature_faults.hpp>

#include <cstddef>

namespace tether::inline TETHER_ABI::detail {

/// Whether `text[begin, end)` is a keyword of Python.
consteval bool is_python_keyword(const char* text, std::size_t begin, std::size_t end) {
    constexpr const char* words[] = {
        // those of two letters, of three, ... one after the other
        "asifinisor",
        "anddefdelfornottry",
        "NoneTrueelifelsefrompasswith",
        "Falseasyncawaitbreakclassraisewhileyield",
        "assertexceptglobalimportlambdareturn",
        "finally",
        "continuenonlocal",
    };
    const std::size_t size = end - begin;
    if (size < 2 || size > 8) return false;
    const char first = text[begin];
    for (const char* word = words[size - 2]; *word != 0; word += size) {
        if (*word != first) continue;
        std::size_t i = 1;
        while (i < size && word[i] == text[begin + i]) ++i;
        if (i == size) return true;
    }
    return false;
}

/// Whether a name may have this character beyond ASCII. Letters are too many to list: these are the signs
/// that are typed by accident (spaces, quotes, dashes, arrows, full-width punctuation, emoji).
consteval bool is_letter_beyond_ascii(char32_t c) {
    constexpr char32_t signs[][2] = {
        {0x80, 0xA9},     {0xAB, 0xB4},     {0xB6, 0xB6},       {0xB8, 0xB9},     {0xBB, 0xBF},
        {0xD7, 0xD7},     {0xF7, 0xF7},     {0x2000, 0x203E},   {0x2041, 0x2053}, {0x2055, 0x2070},
        {0x20A0, 0x20CF}, {0x2190, 0x2BFF}, {0x3000, 0x3004},   {0x3008, 0x3020}, {0xE000, 0xF8FF},
        {0xFEFF, 0xFEFF}, {0xFF01, 0xFF0F}, {0xFF1A, 0xFF20},   {0xFF3B, 0xFF3E}, {0xFF40, 0xFF40},
        {0xFF5B, 0xFF65}, {0xFFE0, 0xFFFF}, {0x1F000, 0x1FBEF},
    };
    for (const auto& range : signs)
        if (c >= range[0] && c <= range[1]) return false;
    return true;
}

/// What is wrong with the name `text[begin, end)`, which is made of words' characters.
consteval SignatureFault check_name(const char* text, std::size_t begin, std::size_t end, bool beyond_ascii) {
    if (end - begin > 255) return SignatureFault::name_too_long;
    if (is_digit(text[begin])) return SignatureFault::bad_name;
    if (!beyond_ascii)
        return is_python_keyword(text, begin, end) ? SignatureFault::python_keyword : SignatureFault::none;
    while (begin < end) {
        char32_t c = 'a';
        begin = static_cast<unsigned char>(text[begin]) < 0x80 ? begin + 1 : read_utf8(text, begin, c);
        if (begin == 0) return SignatureFault::bad_utf8;
        if (c >= 0x80 && !is_letter_beyond_ascii(c)) return SignatureFault::bad_name;
    }
    return SignatureFault::none;
}

} // namespace tether::inline TETHER_ABI::detail
