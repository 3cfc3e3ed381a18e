// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The version of Tether: the only place that has the number (CMake and the Python distribution read it here).
#pragma once

#define TETHER_VERSION_MAJOR 0
#define TETHER_VERSION_MINOR 1
#define TETHER_VERSION_PATCH 0
