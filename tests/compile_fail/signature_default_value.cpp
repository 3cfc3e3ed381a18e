// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Defaults that the C++ parameter cannot hold.
#include "signature.hpp"

static_assert(declare<TWIN("f(a=1)", "f(a=None)"), std::int8_t>());
//~ error(fixed): tether: the signature has a default of a kind that its C++ parameter cannot hold. Write one of the parameter's type.
//~ error(computed): tether: signature "f(a=None)" has a default of a kind that its C++ parameter cannot hold, at "None)". Write one of the parameter's type.

static_assert(declare<TWIN("f(a=127)", "f(a=128)"), std::int8_t>());
//~ error(fixed): tether: the signature has a default that is out of its C++ parameter's range. Write a smaller one or take a wider type.
//~ error(computed): tether: signature "f(a=128)" has a default that is out of its C++ parameter's range, at "128)". Write a smaller one or take a wider type.

static_assert(declare<TWIN("f(a=1)", "f(a=Color.RED)"), std::int8_t>());
//~ error(fixed): tether: the signature has a default whose value no literal can say. Give the value in C++ with default_for.
//~ error(computed): tether: signature "f(a=Color.RED)" has a default whose value no literal can say, at "Color.RED)". Give the value in C++ with default_for.

static_assert(declare<TWIN("f(a=1)", "f(a=18446744073709551616)"), int>());
//~ error(fixed): tether: the signature has an int default beyond 64 bits. Give the value in C++ with default_for.
//~ error(computed): tether: signature "f(a=18446744073709551616)" has an int default beyond 64 bits, at "18446744073709551616)". Give the value in C++ with default_for.

static_assert(declare<TWIN("f(a=1)", "f(a=5e-324)"), int>());
//~ error(fixed): tether: the signature has a float default that cannot be read exactly. Give the value in C++ with default_for.
//~ error(computed): tether: signature "f(a=5e-324)" has a float default that cannot be read exactly, at "5e-324)". Give the value in C++ with default_for.
