// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A function that takes a type of Tether's: what maker.cpp defines and user.cpp calls.
#pragma once

#include <tether/tether.hpp>

#include <string>

std::string describe(const tether::Py<tether::PyList>& list);
