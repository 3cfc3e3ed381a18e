// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Every macro that a user may set, and the few that the headers need of the compiler.
#pragma once

#include <tether/version.hpp>

/// 1: each use of a bound pointer asserts that its thread is attached, and references that leak by intent are
/// counted. Follows NDEBUG; define it as 0 or 1 to decide otherwise.
#ifndef TETHER_CHECKED
#ifdef NDEBUG
#define TETHER_CHECKED 0
#else
#define TETHER_CHECKED 1
#endif
#endif

// Translation units built with and without the checks must not share one definition: the inline namespace
// keeps their symbols apart, so that exchanging a type between them is a link error.
#if TETHER_CHECKED
#define TETHER_ABI v0_checked
#else
#define TETHER_ABI v0
#endif

// On every variable and every function with a static: g++ shares those of inline code between all modules of
// a process otherwise, also with RTLD_LOCAL (STB_GNU_UNIQUE), and two modules built against two versions
// would share tables.
#if defined(_WIN32)
#define TETHER_HIDDEN
#else
#define TETHER_HIDDEN [[gnu::visibility("hidden")]]
#endif

// A failing path: out of line and away from the code that runs.
#if defined(_MSC_VER)
#define TETHER_COLD __declspec(noinline)
#define TETHER_NOINLINE __declspec(noinline)
#define TETHER_INLINE __forceinline
#else
#define TETHER_COLD [[gnu::cold, gnu::noinline]]
#define TETHER_NOINLINE [[gnu::noinline]]
#define TETHER_INLINE [[gnu::always_inline]] inline
#endif

// Inlined for its speed; where the compiler was asked for small code (-Os), one function for all.
#if defined(__OPTIMIZE_SIZE__)
#define TETHER_INLINE_FOR_SPEED TETHER_NOINLINE inline
#else
#define TETHER_INLINE_FOR_SPEED TETHER_INLINE
#endif

// A function that never gives null.
#if defined(__GNUC__)
#define TETHER_NOT_NULL [[gnu::returns_nonnull]]
#else
#define TETHER_NOT_NULL
#endif

// The result must not outlive the object it was taken from.
#if defined(__clang__)
#define TETHER_LIFETIMEBOUND [[clang::lifetimebound]]
#else
#define TETHER_LIFETIMEBOUND
#endif

// The name of the function whose default argument this is: for the messages of checked builds.
#if TETHER_CHECKED && (defined(__GNUC__) || defined(_MSC_VER))
#define TETHER_CALLER __builtin_FUNCTION()
#else
#define TETHER_CALLER nullptr
#endif

// The integers of 128 bits, where the compiler has them.
#if defined(__SIZEOF_INT128__)
#define TETHER_HAS_INT128 1
namespace tether::inline TETHER_ABI {
__extension__ typedef __int128 int128;           ///< from -2^127 to 2^127 - 1
__extension__ typedef unsigned __int128 uint128; ///< from 0 to 2^128 - 1
} // namespace tether::inline TETHER_ABI
#else
#define TETHER_HAS_INT128 0
#endif
