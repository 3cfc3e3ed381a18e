// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Reads the numbers among the defaults of a signature literal at compile time: exactly, or not at all.
#pragma once

#include <tether/config.hpp>
#include <tether/function/characters.hpp>
#include <tether/function/signature.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>

namespace tether::inline TETHER_ABI::detail {

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

/// mantissa * 10 ** exponent where one multiplication or division of exact doubles gives it, correctly
/// rounded.
consteval bool exact_float(std::uint64_t mantissa, std::int64_t exponent, double& result) {
    constexpr std::uint64_t exact = std::uint64_t{1} << 53;
    for (; mantissa != 0 && mantissa % 10 == 0; ++exponent) mantissa /= 10;
    for (; exponent > 22 && mantissa <= exact / 10 && mantissa != 0; --exponent) mantissa *= 10;
    if (mantissa == 0) exponent = 0;
    if (mantissa > exact || exponent > 22 || exponent < -22) return false;
    double power = 1;
    for (std::int64_t i = exponent < 0 ? -exponent : exponent; i > 0; --i)
        power *= 10; // exact up to 10 ** 22
    result = exponent < 0 ? static_cast<double>(mantissa) / power : static_cast<double>(mantissa) * power;
    return true;
}

/// Reads `text[at, end)`, which begins as a number does. What is an expression (`1 << 4`) is only text, what
/// is a slip
/// (`1_`, `0x`, `12px`) is a fault.
consteval SignatureFault read_number(const char* text, std::size_t at, std::size_t end, Default& result) {
    result.negative = text[at] == '-';
    if (text[at] == '-' || text[at] == '+') ++at;
    const char letter = text[at] == '0' ? static_cast<char>(text[at + 1] | 0x20) : '\0';
    const unsigned base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
    if (base != 10) at += text[at + 2] == '_' ? 3 : 2;
    const bool zero_first = base == 10 && text[at] == '0';
    Digits number = read_digits(text, at, end, base, {});
    at = number.end;
    bool wrong = number.wrong || (base != 10 && number.count == 0);
    bool floating = false;
    std::int64_t exponent = 0;
    if (base == 10 && text[at] == '.') {
        floating = true;
        const std::size_t whole = number.count;
        number.count = 0;
        number = read_digits(text, at + 1, end, 10, number);
        exponent = -static_cast<std::int64_t>(number.count);
        wrong = wrong || number.wrong || whole + number.count == 0;
        at = number.end;
    }
    if (base == 10 && (text[at] | 0x20) == 'e') {
        floating = true;
        const bool negative = text[at + 1] == '-';
        const Digits power = read_digits(text, at + (negative || text[at + 1] == '+' ? 2 : 1), end, 10, {});
        wrong = wrong || power.wrong || power.count == 0;
        if (power.overflow || power.value > 9999)
            number.overflow = number.overflow || number.value != 0;
        else
            exponent +=
                negative ? -static_cast<std::int64_t>(power.value) : static_cast<std::int64_t>(power.value);
        at = power.end;
    }
    const bool imaginary = base == 10 && (text[at] | 0x20) == 'j' && at + 1 == end;
    wrong = wrong || (zero_first && !floating && !imaginary && (number.value != 0 || number.overflow));
    if (wrong || (at < end && !imaginary && (is_word(text[at]) || text[at] == '.')))
        return SignatureFault::bad_number;
    if (at < end) {
        result.bits = static_cast<std::uint64_t>(imaginary ? GivenNumber::complex : GivenNumber::none);
        return SignatureFault::none;
    }
    double value = 0;
    if (!floating) {
        const bool fits = !number.overflow && (!result.negative || number.value <= std::uint64_t{1} << 63);
        if (fits) result.kind = DefaultKind::integer;
        result.bits = fits ? number.value : static_cast<std::uint64_t>(GivenNumber::large_integer);
    } else if (!number.overflow && exact_float(number.value, exponent, value)) {
        result.kind = DefaultKind::floating;
        result.bits = std::bit_cast<std::uint64_t>(result.negative ? -value : value);
    } else {
        result.bits = static_cast<std::uint64_t>(GivenNumber::inexact_float);
    }
    return SignatureFault::none;
}

} // namespace tether::inline TETHER_ABI::detail
