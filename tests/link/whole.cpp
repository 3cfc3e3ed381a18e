// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/tether.hpp>

void add_part(tether::Module& m);

TETHER_MODULE(whole, m) { add_part(m); }
