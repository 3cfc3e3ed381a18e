// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The views of all of Python's types that there are.
#pragma once

#include <tether/tether.hpp>
#include <tether/types/bytearray.hpp>
#include <tether/types/bytes_writer.hpp>
#include <tether/types/capsule.hpp>
#include <tether/types/complex.hpp>
#include <tether/types/dict_views.hpp>
#include <tether/types/frozenset.hpp>
#include <tether/types/function.hpp>
#include <tether/types/generic_alias.hpp>
#include <tether/types/mapping_proxy.hpp>
#include <tether/types/memoryview.hpp>
#include <tether/types/range.hpp>
#include <tether/types/super.hpp>
#include <tether/types/traceback.hpp>
#include <tether/types/weakref.hpp>
