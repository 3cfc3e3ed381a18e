// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include "exchange.hpp"

using namespace tether;

std::string describe(const Py<PyList>& list) {
    return attach([&](Python py) { return std::to_string(list.bind(py).len()); });
}
