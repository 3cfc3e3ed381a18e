// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The parts of the module of test_races.py.
#pragma once

#include <tether/tether.hpp>

void add_containers(tether::Module& m);
void add_shared(tether::Module& m);
