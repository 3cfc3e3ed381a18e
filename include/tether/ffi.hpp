// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The CPython C API as the layers above see it: only here is Python.h included, and only here are versions
// asked.
//
// What only classes need is in ffi/classes.hpp, which they include.
//
// Every name that differs between CPython 3.9 and 3.15, the limited API, free-threaded builds and PyPy has
// one spelling here. All of it needs the token unless it says otherwise, none of it knows a type of Tether's.
#pragma once

#include <tether/ffi/atomic.hpp>
#include <tether/ffi/containers.hpp>
#include <tether/ffi/exceptions.hpp>
#include <tether/ffi/function.hpp>
#include <tether/ffi/interpreter.hpp>
#include <tether/ffi/numbers.hpp>
#include <tether/ffi/objects.hpp>
#include <tether/ffi/python.hpp>
#include <tether/ffi/slots.hpp>
#include <tether/ffi/text.hpp>
#include <tether/ffi/type.hpp>
#include <tether/ffi/vectorcall.hpp>
