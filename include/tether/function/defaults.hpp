// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Reads the default values of a signature literal at compile time: numbers, strings, bytes and Python's
// constants.
//
// A number is read exactly or not at all. What is no literal (`Color.RED`, `(1, 2)`, `inf`) is `given`: its
// text is kept for `inspect`, its value must come from C++.
#pragma once

#include <tether/config.hpp>
#include <tether/function/characters.hpp>
#include <tether/function/default_numbers.hpp>
#include <tether/function/signature.hpp>

#include <cstddef>
#include <cstdint>

namespace tether::inline TETHER_ABI::detail {

/// Reads a string whose opening quote stands at `at` and whose closing one at `last`, and writes what it says
/// over its own source: no escape is shorter than what it stands for.
consteval SignatureFault read_string(const char* text, std::size_t at, std::size_t last, char* out,
                                     std::size_t out_at, bool bytes, Default& result) {
    const std::size_t begin = out_at;
    for (++at; at < last;) {
        const char c = text[at];
        if (static_cast<unsigned char>(c) >= 0x80) {
            if (bytes) return SignatureFault::bad_bytes;
            char32_t code_point = 0;
            const std::size_t next = read_utf8(text, at, code_point);
            if (next == 0) return SignatureFault::bad_utf8;
            while (at < next) out[out_at++] = text[at++];
            continue;
        }
        ++at;
        if (c != '\\') {
            out[out_at++] = c;
            continue;
        }
        const char escape = text[at++];
        unsigned digits = 0;
        switch (escape) {
        case 'n': out[out_at++] = '\n'; break;
        case 'r': out[out_at++] = '\r'; break;
        case 't': out[out_at++] = '\t'; break;
        case '\\':
        case '\'':
        case '"': out[out_at++] = escape; break;
        case '0':
            if (is_digit(text[at])) return SignatureFault::bad_escape;
            out[out_at++] = 0;
            break;
        case 'x': digits = 2; break;
        case 'u': digits = 4; break;
        default: return SignatureFault::bad_escape;
        }
        if (digits == 0) continue;
        if (bytes && digits == 4) return SignatureFault::bad_escape;
        char32_t code_point = 0;
        for (; digits != 0; --digits, ++at) {
            const unsigned digit = digit_value(text[at]);
            if (digit > 15) return SignatureFault::bad_escape;
            code_point = code_point * 16 + digit;
        }
        if (code_point >= 0xD800 && code_point < 0xE000) return SignatureFault::bad_escape;
        if (bytes)
            out[out_at++] = static_cast<char>(code_point);
        else
            out_at = write_utf8(out, out_at, code_point);
    }
    result.kind = bytes ? DefaultKind::bytes : DefaultKind::string;
    result.bits = begin | (std::uint64_t{out_at - begin} << 32);
    out[out_at] = 0;
    return SignatureFault::none;
}

consteval bool is_same(const char* text, std::size_t begin, std::size_t end, const char* word) {
    while (begin < end && text[begin] == *word) ++begin, ++word;
    return begin == end && *word == 0;
}

/// Whether the text is that bracket pair with nothing but space in it.
consteval bool is_empty_pair(const char* text, std::size_t begin, std::size_t end, char close) {
    if (text[end - 1] != close) return false;
    for (++begin; begin < end - 1; ++begin)
        if (text[begin] != ' ') return false;
    return true;
}

/// Reads the default `text[begin, end)`, which is not empty and has no space around it; its copy stands in
/// `out` at `result.source_at`.
consteval SignatureFault read_default(const char* text, std::size_t begin, std::size_t end, char* out,
                                      Default& result) {
    result.kind = DefaultKind::given;
    const char first = text[begin];
    if (is_digit(first)) return read_number(text, begin, end, result);
    switch (first) {
    case '.':
    case '-':
    case '+':
        if (is_digit(text[begin + 1]) || (first != '.' && text[begin + 1] == '.'))
            return read_number(text, begin, end, result);
        break;
    case 'b':
    case 'B':
    case '\'':
    case '"': {
        const bool bytes = first == 'b' || first == 'B';
        const std::size_t open = begin + bytes;
        const char quote = text[open];
        if (quote != '\'' && quote != '"') break;
        std::size_t close = open + 1;
        while (text[close] != quote) close += text[close] == '\\' ? 2U : 1U;
        if (close + 1 != end) break; // two strings, or an expression
        return read_string(text, open, close, out, result.source_at, bytes, result);
    }
    case 'T':
        if (is_same(text, begin, end, "True")) result.kind = DefaultKind::true_;
        break;
    case 'F':
        if (is_same(text, begin, end, "False")) result.kind = DefaultKind::false_;
        break;
    case 'N':
        if (is_same(text, begin, end, "None")) result.kind = DefaultKind::none_;
        break;
    case '(':
        if (is_empty_pair(text, begin, end, ')')) result.kind = DefaultKind::empty_tuple;
        break;
    case '[':
        if (is_empty_pair(text, begin, end, ']')) result.kind = DefaultKind::empty_list;
        break;
    case '{':
        if (is_empty_pair(text, begin, end, '}')) result.kind = DefaultKind::empty_dict;
        break;
    default: break;
    }
    return SignatureFault::none;
}

} // namespace tether::inline TETHER_ABI::detail
