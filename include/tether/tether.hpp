// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// All that the author of a module needs. Its order is that of the layers, from Python's C API up; it doubles
// as the map.
//
// Opt-in headers, each of which includes this one where it needs it: <tether/pyclass.hpp> for C++ types that
// become Python classes, <tether/embed.hpp> to run Python from C++, <tether/object/print.hpp> to print
// objects, <tether/types/...> for Python's rarer types (<tether/types.hpp> has them all), and
// <tether/convert/...> for types whose standard headers are large (<tether/convert.hpp> has them all).
#pragma once

// What a user may set, and the C API under one spelling.
#include <tether/config.hpp>
#include <tether/ffi.hpp>
#include <tether/fixed_string.hpp>
#include <tether/fwd.hpp>
#include <tether/version.hpp>

// The token: who may call Python, and how a thread comes by the right.
#include <tether/token/attach.hpp>
#include <tether/token/gate.hpp>
#include <tether/token/home.hpp>
#include <tether/token/imported.hpp>
#include <tether/token/intern.hpp>
#include <tether/token/pool.hpp>
#include <tether/token/python.hpp>
#include <tether/token/state.hpp>
#include <tether/token/ungil.hpp>

// Pointers: who owns an object, and what can be done with any.
#include <tether/object/any.hpp>
#include <tether/object/bound.hpp>
#include <tether/object/call.hpp>
#include <tether/object/into_py.hpp>
#include <tether/object/py.hpp>

// Errors: exceptions as values, and C++'s own.
#include <tether/error/attach.hpp>
#include <tether/error/c_result.hpp>
#include <tether/error/chain.hpp>
#include <tether/error/create_exception.hpp>
#include <tether/error/err.hpp>
#include <tether/error/err_kinds.hpp>
#include <tether/error/err_state.hpp>
#include <tether/error/exception_type.hpp>
#include <tether/error/exceptions.hpp>
#include <tether/error/expected.hpp>
#include <tether/error/into_pyerr.hpp>
#include <tether/error/panic.hpp>
#include <tether/error/render.hpp>
#include <tether/error/report.hpp>
#include <tether/error/result.hpp>
#include <tether/error/translate.hpp>
#include <tether/error/translators.hpp>
#include <tether/error/try.hpp>
#include <tether/error/warnings.hpp>

// One view a Python type: those that most modules meet.
#include <tether/types/abstract.hpp>
#include <tether/types/any.hpp>
#include <tether/types/bool.hpp>
#include <tether/types/builtin_function.hpp>
#include <tether/types/bytes.hpp>
#include <tether/types/code.hpp>
#include <tether/types/dict.hpp>
#include <tether/types/elements.hpp>
#include <tether/types/float.hpp>
#include <tether/types/index.hpp>
#include <tether/types/int.hpp>
#include <tether/types/iterator.hpp>
#include <tether/types/list.hpp>
#include <tether/types/mapping.hpp>
#include <tether/types/module.hpp>
#include <tether/types/sequence.hpp>
#include <tether/types/set.hpp>
#include <tether/types/singletons.hpp>
#include <tether/types/slice.hpp>
#include <tether/types/string.hpp>
#include <tether/types/tuple.hpp>
#include <tether/types/type.hpp>

// Conversions between Python's values and C++'s.
#include <tether/convert/array.hpp>
#include <tether/convert/bool.hpp>
#include <tether/convert/buffer.hpp>
#include <tether/convert/bytes.hpp>
#include <tether/convert/char.hpp>
#include <tether/convert/expected.hpp>
#include <tether/convert/failures.hpp>
#include <tether/convert/float.hpp>
#include <tether/convert/int.hpp>
#include <tether/convert/int128.hpp>
#include <tether/convert/optional.hpp>
#include <tether/convert/pointers.hpp>
#include <tether/convert/result.hpp>
#include <tether/convert/sequence.hpp>
#include <tether/convert/span.hpp>
#include <tether/convert/string.hpp>
#include <tether/convert/strong.hpp>
#include <tether/convert/traits.hpp>
#include <tether/convert/tuple.hpp>
#include <tether/convert/type_text.hpp>
#include <tether/convert/vector.hpp>
#include <tether/convert/wide_string.hpp>

// Functions, from the signature literal to the C function that Python calls.
#include <tether/function/accepts.hpp>
#include <tether/function/argument.hpp>
#include <tether/function/arguments.hpp>
#include <tether/function/arguments_faults.hpp>
#include <tether/function/characters.hpp>
#include <tether/function/closure.hpp>
#include <tether/function/default_numbers.hpp>
#include <tether/function/defaults.hpp>
#include <tether/function/function.hpp>
#include <tether/function/given_default.hpp>
#include <tether/function/giving.hpp>
#include <tether/function/names.hpp>
#include <tether/function/object_default.hpp>
#include <tether/function/prototype.hpp>
#include <tether/function/result.hpp>
#include <tether/function/shared_arguments.hpp>
#include <tether/function/shared_code.hpp>
#include <tether/function/signature.hpp>
#include <tether/function/signature_check.hpp>
#include <tether/function/signature_faults.hpp>
#include <tether/function/signature_parser.hpp>
#include <tether/function/text_signature.hpp>
#include <tether/function/trampoline.hpp>

// Modules.
#include <tether/module.hpp>
