// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Declares a function by its signature and the types of its parameters, as add_function does, without the
// rest of it.
#pragma once

#include <tether/function/signature_check.hpp>
#include <tether/function/signature_parser.hpp>

#include <cstdint>

/// The right literal, or the wrong one.
#ifdef TETHER_EXPECT_ERROR
#define TWIN(right, wrong) wrong
#else
#define TWIN(right, wrong) right
#endif

struct Args {};
struct Kwargs {};
struct Anything {};

using tether::detail::Accepts;

template <class T> inline constexpr Accepts takes = tether::detail::accepts_integer<T>();
template <> inline constexpr Accepts takes<Args>{.args = true};
template <> inline constexpr Accepts takes<Kwargs>{.kwargs = true};
template <> inline constexpr Accepts takes<Anything>{.kinds = 0xFFFF};

/// Gives true whatever is found: the one error is that of report_signature().
template <tether::fixed_string S, class... Parameters> consteval bool declare() {
    using namespace tether::detail;
    constexpr FoundFault found =
        check_signature(signature_table<S, sizeof...(Parameters)>, {&takes<Parameters>...});
    if constexpr (found.fault != SignatureFault::none) report_signature<S, found>();
    return true;
}

/// The same for the constructor of a class.
template <tether::fixed_string S> consteval bool declare_constructor() {
    using namespace tether::detail;
    constexpr auto table = parse_signature<1, 0, sizeof "Point">(S, "Point", true);
    constexpr FoundFault found = check_signature(table, {&takes<int>});
    if constexpr (found.fault != SignatureFault::none) report_signature<S, found>();
    return true;
}
