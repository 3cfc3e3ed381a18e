// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Reads the default values of a signature literal at compile time: numbers, strings, bytes and Python's
// constants.
//
// A number is read exactly or not at all. What is no literal (`Color.RED`, `(1, 2)`, `inf`) is `given`: its
// text is kept for `inspect`, its value must come from C++.
#pragma once

#include <tether/config.hpp>
#include <tether/function/signature.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>

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

/// One past a UTF-8 sequence of more than one byte that begins at `at`, with its code point; 0 where it is
/// none.
consteval std::size_t read_utf8(const char* text, std::size_t at, char32_t& code_point) {
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

/// A run of digits with single underscores between them, as Python writes numbers.
struct Digits {
    std::uint64_t value = 0;
    std::size_t end = 0; // one past the run; where it began if it is empty
    std::size_t count = 0;
    bool overflow = false;
    bool wrong = false; // an underscore without a digit behind it
};

consteval Digits read_digits(const char* text, std::size_t at, std::size_t end, unsigned base, Digits run) {
    bool underscore = false;
    for (; at < end; ++at) {
        if (text[at] == '_' && run.count != 0 && !underscore) {
            underscore = true;
            continue;
        }
        const unsigned digit = digit_value(text[at]);
        if (digit >= base) break;
        if (run.value > (~std::uint64_t{0} - digit) / base) run.overflow = true;
        run.value = run.value * base + digit;
        ++run.count;
        underscore = false;
    }
    run.end = at;
    run.wrong = run.wrong || underscore;
    return run;
}

/// mantissa * 10 ** exponent where one multiplication or division of two exact doubles gives it, correctly
/// rounded.
consteval bool exact_float(std::uint64_t mantissa, int exponent, double& result) {
    if (mantissa == 0) exponent = 0;
    while (mantissa != 0 && mantissa % 10 == 0) {
        mantissa /= 10;
        ++exponent;
    }
    if (mantissa > std::uint64_t{1} << 53 || exponent > 22 || exponent < -22) return false;
    double power = 1;
    for (int i = exponent < 0 ? -exponent : exponent; i > 0; --i) power *= 10; // exact up to 10 ** 22
    result = exponent < 0 ? static_cast<double>(mantissa) / power : static_cast<double>(mantissa) * power;
    return true;
}

/// Reads a number, whose sign (if any) stands at `at` and the rest behind it, up to `end`.
consteval SignatureFault read_number(const char* text, std::size_t at, std::size_t end, Default& result) {
    result.kind = DefaultKind::given; // until it has been read to its end
    result.negative = text[at] == '-';
    if (text[at] == '-' || text[at] == '+') ++at;
    unsigned base = 10;
    if (text[at] == '0' && at + 1 < end) {
        const char letter = text[at + 1];
        base = letter == 'x' || letter == 'X'   ? 16
               : letter == 'o' || letter == 'O' ? 8
               : letter == 'b' || letter == 'B' ? 2
                                                : 10;
    }
    const bool prefixed = base != 10;
    if (prefixed) at += text[at + 2] == '_' ? 3 : 2;
    Digits number = read_digits(text, at, end, base, {});
    const bool leading_zero = text[at] == '0' && number.value != 0 && !prefixed;
    bool floating = false;
    const std::size_t whole = number.count;
    std::size_t fraction = 0;
    Digits exponent;
    bool negative_exponent = false;
    at = number.end;
    if (!prefixed && at < end && text[at] == '.') {
        floating = true;
        number.count = 0; // no underscore behind the point
        number = read_digits(text, at + 1, end, 10, number);
        fraction = number.count;
        at = number.end;
    }
    if (!prefixed && at < end && (text[at] == 'e' || text[at] == 'E')) {
        floating = true;
        ++at;
        negative_exponent = text[at] == '-';
        if (text[at] == '-' || text[at] == '+') ++at;
        exponent = read_digits(text, at, end, 10, {});
        if (exponent.count == 0) return SignatureFault::bad_number;
        at = exponent.end;
    }
    if (number.wrong || exponent.wrong || whole + fraction == 0 || (leading_zero && !floating))
        return SignatureFault::bad_number;
    if (at < end) { // an expression (1 << 4) or a complex number is only text, a slip is a fault
        const bool imaginary = (text[at] == 'j' || text[at] == 'J') && at + 1 == end;
        return !imaginary && (is_word(text[at]) || text[at] == '.') ? SignatureFault::bad_number
                                                                    : SignatureFault::none;
    }
    if (floating) {
        double value = 0;
        const bool in_range =
            !number.overflow && !exponent.overflow && exponent.value < 1000 && fraction < 1000;
        const int shift = in_range ? static_cast<int>(exponent.value) * (negative_exponent ? -1 : 1) -
                                         static_cast<int>(fraction)
                                   : 0;
        if (!in_range || !exact_float(number.value, shift, value)) return SignatureFault::none;
        result.kind = DefaultKind::floating;
        result.bits = std::bit_cast<std::uint64_t>(result.negative ? -value : value);
        return SignatureFault::none;
    }
    if (number.overflow || (result.negative && number.value > std::uint64_t{1} << 63))
        return SignatureFault::none;
    result.kind = DefaultKind::integer;
    result.bits = number.value;
    return SignatureFault::none;
}

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
    while (out[out_at] != 0) out[out_at++] = 0; // what is left of the source
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
