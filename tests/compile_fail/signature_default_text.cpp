// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Defaults that cannot be read.
#include "signature.hpp"

static_assert(declare<TWIN("f(a=1, b=2)", "f(a=1, b)"), int, int>());
//~ error(fixed): tether: the signature has a parameter without a default after one that has a default. Give it one too, or put '*' before it.
//~ error(computed): tether: signature "f(a=1, b)" has a parameter without a default after one that has a default, at "b)". Give it one too, or put '*' before it.

static_assert(declare<TWIN("f(a=1)", "f(a=)"), int>());
//~ error(fixed): tether: the signature has no value after a '='. Write the value or leave '=' out.
//~ error(computed): tether: signature "f(a=)" has no value after a '=', at ")". Write the value or leave '=' out.

static_assert(declare<TWIN("f(a='x')", "f(a='x)"), Anything>());
//~ error(fixed): tether: the signature has a string that does not end. Close the quotes.
//~ error(computed): tether: signature "f(a='x)" has a string that does not end, at "'x)". Close the quotes.

static_assert(declare<TWIN("f(a='\\n')", "f(a='\\q')"), Anything>());
//~ error(fixed): tether: the signature has an unknown escape in a string. Escape only n, r, t, 0, xNN, uNNNN, quotes and backslashes.
//~ error(computed): tether: signature "f(a='\q')" has an unknown escape in a string, at "'\q')". Escape only n, r, t, 0, xNN, uNNNN, quotes and backslashes.

static_assert(declare<TWIN("f(a=b'\\xe4')", "f(a=b'\u00e4')"), Anything>());
//~ error(fixed): tether: the signature has bytes with a character beyond ASCII. Write its bytes as hex escapes.
//~ error(computed): tether: signature "f(a=b'ä')" has bytes with a character beyond ASCII, at "b'ä')". Write its bytes as hex escapes.

static_assert(declare<TWIN("f(a=0x12)", "f(a=12px)"), int>());
//~ error(fixed): tether: the signature has a number that Python cannot read. Write it as Python does.
//~ error(computed): tether: signature "f(a=12px)" has a number that Python cannot read, at "12px)". Write it as Python does.
