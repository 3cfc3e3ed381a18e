// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What the main program of the tests needs of Python, without Python.h: so one compilation of Catch2 serves
// every interpreter.
#pragma once

namespace tether_tests {

/// What the interpreter holds: references, where it counts them (a debug build), and blocks of memory.
struct Footprint {
    long long references = 0;
    long long blocks = 0;
};

/// Collects garbage, then counts. To be called detached.
Footprint footprint();

/// Starts Python, and leaves this thread detached.
void start_python();

/// Ends what `start_python` started.
void end_python();

} // namespace tether_tests
