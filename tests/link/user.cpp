// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/embed.hpp>

#include "exchange.hpp"

#include <cstdio>

using namespace tether;

int main() {
    Interpreter python;
    attach([](Python py) {
        const Py<PyList> list = PyList::create(py, 1, 2, 3)->unbind();
        std::printf("%s\n", describe(list).c_str());
    });
}
