// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What a signature literal says, as constant data: the parameters, their defaults, and the text they stand
// in.
//
// One table a function, laid out so that run-time code gets one pointer to it and no template: the head
// (Signature) says where the rest lies behind it. The text is the literal itself, with a NUL after every
// name, annotation and default: a table needs no relocation and nothing is stored twice.
#pragma once

#include <tether/config.hpp>
#include <tether/function/signature_faults.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tether::inline TETHER_ABI::detail {

/// The size (at most 255) and the first byte of a name.
constexpr std::uint16_t name_key_of(const char* name, std::size_t size) noexcept {
    return static_cast<std::uint16_t>(size << 8 | static_cast<unsigned char>(*name));
}

/// How a parameter takes its argument: Python's five kinds.
enum class ParameterKind : unsigned char {
    positional_only,
    positional_or_keyword,
    keyword_only,
    var_positional,
    var_keyword,
};

/// What a default is in the literal. `given` has text only, for `inspect`: its value comes from C++, by
/// `default_for`.
enum class DefaultKind : unsigned char {
    none,
    integer,
    floating,
    string,
    bytes,
    true_,
    false_,
    none_,
    empty_tuple,
    empty_list,
    empty_dict,
    given,
};

/// What a `given` default is that looks like a number: an expression is not one.
enum class GivenNumber : unsigned char { none, complex, inexact_float, large_integer };

/// A parameter: where its name stands in the text, and which default it has (1 + index; 0 where it is
/// required).
struct Parameter {
    std::uint16_t name_at = 0;
    std::uint16_t name_key = 0; // size and first byte: what most other names differ in
    std::uint8_t default_number = 0;
    bool has_annotation = false;

    constexpr std::size_t name_size() const noexcept { return name_key >> 8; }
    constexpr bool is_required() const noexcept { return default_number == 0; }
};

/// A default: its kind, its value and where its source stands in the text.
struct Default {
    std::uint64_t bits =
        0; // a magnitude, the bits of a double, offset + (size << 32) in the text, a GivenNumber
    std::uint16_t source_at = 0;
    DefaultKind kind = DefaultKind::none;
    bool negative = false;

    /// The value of an integer default in a type that holds it.
    template <class T> constexpr T integer() const noexcept {
        return static_cast<T>(negative ? std::uint64_t{0} - bits : bits);
    }

    /// The value of a floating default.
    constexpr double floating() const noexcept { return std::bit_cast<double>(bits); }

    /// The value of a string (UTF-8) or bytes default, NUL-terminated; `text` is the table's.
    constexpr std::string_view string(const char* text) const noexcept {
        return {text + (bits & 0xFFFFFFFFU), static_cast<std::size_t>(bits >> 32)};
    }
};

struct SignatureParts;

/// The head of a table: what the binder and the error texts need, reached by one pointer. Needs no token.
struct Signature {
    std::uint8_t count = 0;               // of all parameters, in the order of the literal and of C++
    std::uint8_t positional = 0;          // may be given by position, the positional-only ones included
    std::uint8_t positional_only = 0;     // the first of them
    std::uint8_t required_positional = 0; // have no default: also the first
    std::uint8_t keyword_only = 0;        // stand behind `*` or `*args`
    std::uint8_t default_count = 0;
    bool has_var_positional = false; // `*args`, at index `positional`
    bool has_var_keyword = false;    // `**kwargs`, the last
    bool has_required_keyword_only = false;
    SignatureFault fault =
        SignatureFault::none; // always `none` in a program: anything else stops the compiler
    std::uint16_t fault_at = 0;
    std::uint16_t name_at = 0;     // of the function's name in the text; its qualified name is at 0
    std::uint16_t result_at = 0;   // of the result's annotation in the text, 0 where there is none
    std::uint16_t defaults_at = 0; // of the defaults and of the text, from the beginning of the table
    std::uint16_t text_at = 0;

    /// The index of the first keyword-only parameter.
    constexpr std::uint8_t first_keyword_only() const noexcept {
        return static_cast<std::uint8_t>(positional + has_var_positional);
    }

    /// The kind of a parameter.
    constexpr ParameterKind kind(std::size_t index) const noexcept {
        if (index < positional_only) return ParameterKind::positional_only;
        if (index < positional) return ParameterKind::positional_or_keyword;
        if (has_var_positional && index == positional) return ParameterKind::var_positional;
        if (has_var_keyword && index + 1 == count) return ParameterKind::var_keyword;
        return ParameterKind::keyword_only;
    }

    // SAFETY (the three below): a Signature is always the first member of a SignatureTable, which is of
    // standard layout and filled these offsets in from its own.
    /// The parameters, `count` of them.
    const Parameter* parameters() const noexcept { return reinterpret_cast<const Parameter*>(this + 1); }

    /// The defaults, in the order of the parameters that have one.
    const Default* defaults() const noexcept {
        return reinterpret_cast<const Default*>(reinterpret_cast<const char*>(this) + defaults_at);
    }

    /// The text that all offsets are into.
    const char* text() const noexcept { return reinterpret_cast<const char*>(this) + text_at; }

    /// The function's name, NUL-terminated: `scale`.
    const char* function_name() const noexcept { return text() + name_at; }

    /// The name that error texts use, NUL-terminated: `Point.scale`.
    const char* qualified_name() const noexcept { return text(); }

    /// The name of a parameter, NUL-terminated UTF-8.
    const char* name(std::size_t index) const noexcept { return text() + parameters()[index].name_at; }

    /// All of the table.
    SignatureParts parts() const noexcept;
};

/// The defaults of a table: no room where there are none.
template <std::size_t Count> struct DefaultList {
    Default at[Count]{};

    constexpr Default* data() noexcept { return at; }
    constexpr const Default* data() const noexcept { return at; }
};

template <> struct DefaultList<0> {
    constexpr Default* data() const noexcept { return nullptr; }
};

/// All of a table by pointers: for what is done at compile time and at run time alike.
struct SignatureParts {
    const Signature& head;
    const Parameter* parameters;
    const Default* defaults;
    const char* text;

    /// The default of a parameter, null where it is required.
    constexpr const Default* default_of(std::size_t index) const noexcept {
        const std::uint8_t number = parameters[index].default_number;
        return number == 0 ? nullptr : defaults + (number - 1);
    }

    /// The name of a parameter.
    constexpr std::string_view name(std::size_t index) const noexcept {
        return {text + parameters[index].name_at, parameters[index].name_size()};
    }

    /// The annotation of a parameter, null where it has none: what follows the name and its colon.
    constexpr const char* annotation(std::size_t index) const noexcept {
        const Parameter& parameter = parameters[index];
        if (!parameter.has_annotation) return nullptr;
        const char* at = text + parameter.name_at + parameter.name_size() + 1; // behind the NUL
        while (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r' || *at == ':') ++at;
        return at;
    }

    /// The index of the parameter of that name, `head.count` where there is none.
    constexpr std::size_t find(std::string_view wanted) const noexcept {
        std::size_t index = 0;
        while (index < head.count && name(index) != wanted) ++index;
        return index;
    }
};

inline SignatureParts Signature::parts() const noexcept { return {*this, parameters(), defaults(), text()}; }

/// A signature as constant data: Owner is room for the name of a method's class, Text the size of the
/// literal, Count the number of C++ parameters that take an argument, Defaults at least the number of
/// defaults.
template <std::size_t Owner, std::size_t Text, std::size_t Count, std::size_t Defaults>
struct SignatureTable {
    static constexpr std::size_t owner_size = Owner;
    static constexpr std::size_t size = Count;

    Signature head;
    Parameter parameters[Count == 0 ? 1 : Count]{};
    DefaultList<Defaults> defaults;
    char text[Owner + Text]{};

    /// The head as run-time code wants it: with the rest of the table behind it.
    const Signature& signature() const noexcept { return *reinterpret_cast<const Signature*>(this); }

    /// What compile time wants instead, where `reinterpret_cast` is not to be had. Only for a table without a
    /// fault.
    constexpr SignatureParts parts() const noexcept { return {head, parameters, defaults.data(), text}; }
};

} // namespace tether::inline TETHER_ABI::detail
