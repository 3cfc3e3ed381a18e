// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// TETHER_TRY, which passes an error on as a value.
#pragma once

#include <tether/error/result.hpp>

/// Passes an error on without a throw: `TETHER_TRY(auto x, expr);` returns the error of a PyResult from this
/// function, or declares x as its value; `TETHER_TRY(expr);` is for a PyResult<void>. A statement of a
/// function that returns a PyResult; as the body of an `if` it stands in braces. The expression may have
/// commas, but alone it needs parentheses around them.
#define TETHER_TRY(...)                                                                                      \
    TETHER_DETAIL_TRY_PICK(__VA_ARGS__ __VA_OPT__(, ) TETHER_DETAIL_TRY_VALUE, TETHER_DETAIL_TRY_VALUE,      \
                           TETHER_DETAIL_TRY_VALUE, TETHER_DETAIL_TRY_VALUE, TETHER_DETAIL_TRY_VALUE,        \
                           TETHER_DETAIL_TRY_VALUE, TETHER_DETAIL_TRY_VALUE,                                 \
                           TETHER_DETAIL_TRY_VOID, )(__COUNTER__, __VA_ARGS__)
#define TETHER_DETAIL_TRY_PICK(a, b, c, d, e, f, g, h, pick, ...) pick
#define TETHER_DETAIL_TRY_VOID(id, ...) TETHER_DETAIL_TRY_VOID_(id, __VA_ARGS__)
#define TETHER_DETAIL_TRY_VOID_(id, ...)                                                                     \
    do {                                                                                                     \
        auto&& tether_result_##id = (__VA_ARGS__);                                                           \
        if (tether_result_##id.is_err()) [[unlikely]]                                                        \
            return ::tether::err(static_cast<decltype(tether_result_##id)>(tether_result_##id).error());     \
    } while (false)
#define TETHER_DETAIL_TRY_VALUE(id, declaration, ...) TETHER_DETAIL_TRY_VALUE_(id, declaration, __VA_ARGS__)
#define TETHER_DETAIL_TRY_VALUE_(id, declaration, ...)                                                       \
    auto&& tether_result_##id = (__VA_ARGS__);                                                               \
    if (tether_result_##id.is_err()) [[unlikely]]                                                            \
        return ::tether::err(static_cast<decltype(tether_result_##id)>(tether_result_##id).error());         \
    declaration = *static_cast<decltype(tether_result_##id)>(tether_result_##id)
