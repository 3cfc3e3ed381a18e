// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Signatures that are too large for their table.
#include "signature.hpp"

#define TIMES_4(x) x x x x
#define TIMES_256(x) TIMES_4(TIMES_4(TIMES_4(TIMES_4(x))))
#define SPACES TIMES_256(TIMES_256(" "))

#define FOUR(x) x "a," x "b," x "c," x "d,"
#define SIXTEEN(x) FOUR(x "a") FOUR(x "b") FOUR(x "c") FOUR(x "d")
#define SIXTY_FOUR(x) SIXTEEN(x "a") SIXTEEN(x "b") SIXTEEN(x "c") SIXTEEN(x "d")
#define MANY SIXTY_FOUR("a") SIXTY_FOUR("b") SIXTY_FOUR("c")

static_assert(declare<"f(" TWIN("a", TIMES_256("a")) ")", int>());
//~ error(fixed): tether: the signature has a name of more than 255 bytes. Take a shorter one.
//~ error(computed): has a name of more than 255 bytes, at "aaaa

static_assert(declare<"f(" TWIN("a", MANY SIXTY_FOUR("d")) ")", int>());
//~ error(fixed): tether: the signature names more than 255 parameters. Take *args or fewer parameters.
//~ error(computed): names more than 255 parameters, at "dddd,)". Take *args or fewer parameters.

static_assert(declare<"f(a" TWIN("", SPACES) ")", int>());
//~ error(fixed): tether: the signature is longer than 65000 bytes. Take shorter names and defaults.
//~ error(computed): is longer than 65000 bytes, at "f(a
