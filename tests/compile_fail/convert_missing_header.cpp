// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The header of a type of the standard library is named.
#include <tether/tether.hpp>
#ifndef TETHER_EXPECT_ERROR
#include <tether/convert/map.hpp>
#endif

#include <map>
#include <string>

bool converts(const tether::PyAny& object) {
    //~ error: Include its header, <tether/convert/...> (map, unordered_map, set, complex, variant, functional, chrono, filesystem
    return object.extract<std::map<std::string, int>>().is_ok();
}
