// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The names in a signature.
#include "signature.hpp"

static_assert(declare<TWIN("f(a2)", "f(2a)"), int>());
//~ error(fixed): tether: the signature has a name that is no Python identifier. Write letters, digits and '_', no digit first.
//~ error(computed): tether: signature "f(2a)" has a name that is no Python identifier, at "2a)". Write letters, digits and '_', no digit first.

static_assert(declare<TWIN("f(from_)", "f(from)"), int>());
//~ error(fixed): tether: the signature has a Python keyword as a name. Take another name.
//~ error(computed): tether: signature "f(from)" has a Python keyword as a name, at "from)". Take another name.

static_assert(declare<TWIN("f(a, b)", "f(a b)"), int, int>());
//~ error(fixed): tether: the signature goes on after a parameter without a comma. Put ',' between parameters.
//~ error(computed): tether: signature "f(a b)" goes on after a parameter without a comma, at "b)". Put ',' between parameters.

static_assert(declare<TWIN("f(a, b)", "f(a, a)"), int, int>());
//~ error(fixed): tether: the signature has two parameters of the same name. Give each its own.
//~ error(computed): tether: signature "f(a, a)" has two parameters of the same name, at "a)". Give each its own.

static_assert(declare<TWIN("f(\u00e4)", "f(\xe4)"), int>());
//~ error(fixed): tether: the signature is not UTF-8. Save the file as UTF-8.
//~ error(computed): tether: signature "f(?)" is not UTF-8, at "?)". Save the file as UTF-8.
