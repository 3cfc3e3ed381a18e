// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A module with constants and submodules, for test_nested.py.
#include <tether/tether.hpp>

#include <vector>

using namespace tether;

TETHER_MODULE(nested, m, .gil_used = false) {
    m.doc("What a module can hold.");
    m.add("ANSWER", 42)
        .add("NAME", "nested")
        .add("NOTHING", std::nullopt)
        .add("POINTS", std::vector<int>{1, 2, 3});
    m.add_submodule("inner", [](Module& inner) {
        inner.doc("The inner one.");
        inner.add_function<"where()", [](const PyModule& module) { return *module.name()->to_string(); },
                           pass_module>();
        inner.add_submodule("deepest", [](Module& deepest) { deepest.add("DEPTH", 2); });
    });
}
