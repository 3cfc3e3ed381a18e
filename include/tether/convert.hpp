// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The conversions of all types of the standard library that there are.
#pragma once

#include <tether/convert/chrono.hpp>
#include <tether/convert/complex.hpp>
#include <tether/convert/deque.hpp>
#include <tether/convert/expected.hpp>
#include <tether/convert/filesystem.hpp>
#include <tether/convert/forward_list.hpp>
#include <tether/convert/functional.hpp>
#include <tether/convert/list.hpp>
#include <tether/convert/map.hpp>
#include <tether/convert/memory.hpp>
#include <tether/convert/set.hpp>
#include <tether/convert/unordered_map.hpp>
#include <tether/convert/unordered_set.hpp>
#include <tether/convert/variant.hpp>
#include <tether/tether.hpp>
