// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The '/' and the '*' of a signature.
#include "signature.hpp"

static_assert(declare<TWIN("f(a, /)", "f(/, a)"), int>());
//~ error(fixed): tether: the signature has no parameter before its '/'. Put '/' behind the positional-only parameters.
//~ error(computed): tether: signature "f(/, a)" has no parameter before its '/', at "/, a)". Put '/' behind the positional-only parameters.

static_assert(declare<TWIN("f(a, b, /)", "f(a, /, b, /)"), int, int>());
//~ error(fixed): tether: the signature has two '/'. Keep the last.
//~ error(computed): tether: signature "f(a, /, b, /)" has two '/', at "/)". Keep the last.

static_assert(declare<TWIN("f(a, /, *, b)", "f(*, a, /, b)"), int, int>());
//~ error(fixed): tether: the signature has its '/' behind a '*'. Put '/' before it.
//~ error(computed): tether: signature "f(*, a, /, b)" has its '/' behind a '*', at "/, b)". Put '/' before it.

static_assert(declare<TWIN("f(*, a, b)", "f(*, a, *, b)"), int, int>());
//~ error(fixed): tether: the signature has two '*'. Keep one '*' or '*args'.
//~ error(computed): tether: signature "f(*, a, *, b)" has two '*', at "*, b)". Keep one '*' or '*args'.

static_assert(declare<TWIN("f(a)", "f(a, *)"), int>());
//~ error(fixed): tether: the signature has no parameter of its own behind a bare '*'. Name one or delete the '*'.
//~ error(computed): tether: signature "f(a, *)" has no parameter of its own behind a bare '*', at "*)". Name one or delete the '*'.

static_assert(declare<TWIN("f(*args)", "f(*args=())"), Args>());
//~ error(fixed): tether: the signature gives a default to '*' or '**'. Delete it: they are empty by themselves.
//~ error(computed): tether: signature "f(*args=())" gives a default to '*' or '**', at "=())". Delete it: they are empty by themselves.

static_assert(declare<TWIN("f(a, **kwargs)", "f(**kwargs, a)"), int, Kwargs>());
//~ error(fixed): tether: the signature goes on after '**kwargs'. Put '**kwargs' last.
//~ error(computed): tether: signature "f(**kwargs, a)" goes on after '**kwargs', at "a)". Put '**kwargs' last.
