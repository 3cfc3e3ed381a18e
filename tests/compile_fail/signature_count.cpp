// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The number of parameters, and what `*args` and `**kwargs` are taken as.
#include "signature.hpp"

static_assert(declare<TWIN("add(a, b)", "add(a, b, c)"), int, int>());
//~ error(fixed): tether: the signature names more parameters than the C++ function takes. Name each parameter once, but neither self nor those of type Python.
//~ error(computed): tether: signature "add(a, b, c)" names 3 parameters, the C++ function takes 2. Name each parameter once, but neither self nor those of type Python.

static_assert(declare<TWIN("add(a, b)", "add(a)"), int, int>());
//~ error(fixed): tether: the signature names fewer parameters than the C++ function takes. Name each parameter once, but neither self nor those of type Python.
//~ error(computed): tether: signature "add(a)" names 1 parameter, the C++ function takes 2. Name each parameter once, but neither self nor those of type Python.

static_assert(declare<"f(*args)", TWIN(Args, int)>());
//~ error(fixed): tether: the signature has '*args' where the C++ parameter is no tuple. Take it as const PyTuple&.
//~ error(computed): tether: signature "f(*args)" has '*args' where the C++ parameter is no tuple, at "args)". Take it as const PyTuple&.

static_assert(declare<"f(a, **kwargs)", int, TWIN(Kwargs, Args)>());
//~ error(fixed): tether: the signature has '**kwargs' where the C++ parameter is no dict. Take it as const PyDict& or an optional of it.
//~ error(computed): tether: signature "f(a, **kwargs)" has '**kwargs' where the C++ parameter is no dict, at "kwargs)". Take it as const PyDict& or an optional of it.
