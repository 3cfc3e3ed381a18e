// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Compares a signature's table with the C++ function at compile time: does each parameter hold what the
// literal says?
#pragma once

#include <tether/config.hpp>
#include <tether/function/signature.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace tether::inline TETHER_ABI::detail {

/// What a C++ parameter can take from a literal: the kinds of default, the range of an integer, and whether
/// it can be the tuple of `*args` or the dict of `**kwargs`.
struct Accepts {
    std::uint16_t kinds = 0; // a bit a DefaultKind
    bool args = false;
    bool kwargs = false;
    std::int64_t least = INT64_MIN;
    std::uint64_t greatest = UINT64_MAX;

    /// The same, taking these kinds of default too.
    consteval Accepts with(std::initializer_list<DefaultKind> more) const {
        Accepts result = *this;
        for (const DefaultKind kind : more)
            result.kinds = static_cast<std::uint16_t>(result.kinds | 1U << static_cast<unsigned>(kind));
        return result;
    }

    constexpr bool holds(DefaultKind kind) const { return (kinds >> static_cast<unsigned>(kind) & 1U) != 0; }
};

/// What an integer type takes; one of more than 64 bits, all that a literal can say.
template <class T> consteval Accepts accepts_integer() {
    Accepts result = Accepts{}.with({DefaultKind::integer});
    constexpr bool is_signed = T(-1) < T(0);
    if constexpr (sizeof(T) <= 8) {
        result.greatest = UINT64_MAX >> (64 - sizeof(T) * 8 + is_signed);
        result.least = is_signed ? -static_cast<std::int64_t>(result.greatest) - 1 : 0;
    } else if constexpr (!is_signed) {
        result.least = 0;
    }
    return result;
}

/// Whether an integer default is in the range of its parameter.
consteval bool is_in_range(const Default& value, const Accepts& parameter) {
    if (!value.negative) return value.bits <= parameter.greatest;
    return value.bits == 0 || (parameter.least < 0 &&
                               value.bits <= std::uint64_t{0} - static_cast<std::uint64_t>(parameter.least));
}

/// What is wrong with a default, `from_cpp` where a default_for gives its value.
consteval SignatureFault check_default(const Default& value, const Accepts& parameter, bool from_cpp) {
    if (from_cpp) return SignatureFault::none;
    if (value.kind == DefaultKind::given) {
        switch (static_cast<GivenNumber>(value.bits)) {
        case GivenNumber::inexact_float: return SignatureFault::float_not_exact;
        case GivenNumber::large_integer: return SignatureFault::integer_too_large;
        default: return SignatureFault::default_needs_value;
        }
    }
    if (!parameter.holds(value.kind)) return SignatureFault::default_wrong_kind;
    const bool integer = value.kind == DefaultKind::integer;
    return integer && !is_in_range(value, parameter) ? SignatureFault::default_out_of_range
                                                     : SignatureFault::none;
}

/// What is wrong between a table and the C++ function, whose parameters are `parameters`, one each that takes
/// an argument; `from_cpp` are the names of the default_for's that stand beside the function.
consteval FoundFault find_fault(const SignatureParts& table, std::size_t owner, std::size_t literal,
                                std::initializer_list<const Accepts*> parameters,
                                std::initializer_list<std::string_view> from_cpp) {
    const Signature& head = table.head;
    if (head.fault != SignatureFault::none) return {head.fault, head.fault_at};
    const auto count = static_cast<std::uint16_t>(parameters.size());
    const auto end = static_cast<std::uint16_t>(literal);
    if (head.count != count)
        return {head.count > count ? SignatureFault::too_many_names : SignatureFault::too_few_names, end,
                head.count, count};
    for (const std::string_view name : from_cpp) {
        const std::size_t index = table.find(name);
        if (index == count || table.parameters[index].is_required())
            return {SignatureFault::default_for_unknown, end};
    }
    if (!head.has_var_positional && !head.has_var_keyword && head.default_count == 0) return {};
    const Accepts* const* const accepts = parameters.begin();
    for (std::size_t i = 0; i < count; ++i) {
        const Parameter& parameter = table.parameters[i];
        SignatureFault fault = SignatureFault::none;
        std::size_t at = parameter.name_at;
        if (head.has_var_positional && i == head.positional) {
            if (!accepts[i]->args) fault = SignatureFault::args_not_tuple;
        } else if (head.has_var_keyword && i + 1 == count) {
            if (!accepts[i]->kwargs) fault = SignatureFault::kwargs_not_dict;
        } else if (!parameter.is_required()) {
            const Default& value = *table.default_of(i);
            bool given = false;
            for (const std::string_view name : from_cpp) given = given || name == table.name(i);
            fault = check_default(value, *accepts[i], given);
            at = value.source_at;
        }
        if (fault != SignatureFault::none) return {fault, static_cast<std::uint16_t>(at - owner)};
    }
    return {};
}

/// find_fault() for a table of any size. A declaration says what was found by report_signature().
template <std::size_t Owner, std::size_t Text, std::size_t Count, std::size_t Defaults>
consteval FoundFault check_signature(const SignatureTable<Owner, Text, Count, Defaults>& table,
                                     std::initializer_list<const Accepts*> parameters,
                                     std::initializer_list<std::string_view> from_cpp = {}) {
    return find_fault(table.parts(), Owner, Text - 1, parameters, from_cpp);
}

} // namespace tether::inline TETHER_ABI::detail
