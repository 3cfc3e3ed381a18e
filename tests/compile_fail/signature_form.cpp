// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The frame of a signature: name, parentheses, result.
#include "signature.hpp"

static_assert(declare<TWIN("f(a)", "(a)"), int>());
//~ error(fixed): tether: the signature has no name before its '('. Write it as Python's def does: name(a, b=2).
//~ error(computed): tether: signature "(a)" has no name before its '(', at "(a)". Write it as Python's def does: name(a, b=2).

static_assert(declare<TWIN("f(a)", "f a)"), int>());
//~ error(fixed): tether: the signature has no '(' after the function's name. Write it as Python's def does: name(a, b=2).
//~ error(computed): tether: signature "f a)" has no '(' after the function's name, at "a)". Write it as Python's def does: name(a, b=2).

static_assert(declare<TWIN("f(a)", "f(a"), int>());
//~ error(fixed): tether: the signature has no ')' at its end. Close the list of parameters.
//~ error(computed): tether: signature "f(a" has no ')' at its end. Close the list of parameters.

static_assert(declare<TWIN("f(a)", "f(a):"), int>());
//~ error(fixed): tether: the signature goes on after its ')'. Only '-> annotation' may follow.
//~ error(computed): tether: signature "f(a):" goes on after its ')', at ":". Only '-> annotation' may follow.

static_assert(declare<TWIN("f(a) -> int", "f(a) ->"), int>());
//~ error(fixed): tether: the signature has nothing after its '->'. Name the result's type or leave '->' out.
//~ error(computed): tether: signature "f(a) ->" has nothing after its '->', at "->". Name the result's type or leave '->' out.

static_assert(declare<TWIN("f(a: list[int])", "f(a: list[int)"), int>());
//~ error(fixed): tether: the signature has brackets that do not match. Close each with its own kind.
//~ error(computed): tether: signature "f(a: list[int)" has brackets that do not match, at ")". Close each with its own kind.

static_assert(declare<TWIN("f(a: int)", "f(a:)"), int>());
//~ error(fixed): tether: the signature has nothing after a ':'. Name the type or leave ':' out.
//~ error(computed): tether: signature "f(a:)" has nothing after a ':', at ")". Name the type or leave ':' out.

static_assert(declare<TWIN("f(a)", "f(, a)"), int>());
//~ error(fixed): tether: the signature has an empty place where a parameter should stand. Name it or delete the comma.
//~ error(computed): tether: signature "f(, a)" has an empty place where a parameter should stand, at ", a)". Name it or delete the comma.

static_assert(declare_constructor<TWIN("(x)", "Point(x)")>());
//~ error(fixed): tether: the signature names a function where a class's constructor has none. Begin with '('.
//~ error(computed): tether: signature "Point(x)" names a function where a class's constructor has none, at "Point(x)". Begin with '('.
