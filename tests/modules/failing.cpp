// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A module whose body fails in the way that failing_how says, for test_nested.py.
#include <tether/tether.hpp>

#include <stdexcept>
#include <string>

using namespace tether;

TETHER_MODULE(failing, m, .gil_used = false) {
    m.add("ADDED", 1);
    m.add("json", m.py().import("json").value()); // of another's, and its name begins otherwise
    m.add("other", m.py().import("failing_how").value());
    m.add_submodule("sub", [](Module& sub) { sub.add_submodule("subsub", [](Module&) {}); });
    auto how = *m.py().import("failing_how")->getattr("how")->extract<std::string>();
    if (how == "python") m.py().run("raise LookupError('from Python')").value();
    if (how == "cpp") throw std::invalid_argument("from C++");
    if (how == "panic") throw 5;
    if (how == "submodule")
        m.add_submodule("last", [](Module& last) {
            last.add_submodule("deep", [](Module&) {});
            throw std::invalid_argument("from a submodule");
        });
    if (how == "twice")
        m.add_function<"f()", [] { return 1; }>().add_function<"f(a)", [](int a) { return a; }>();
    if (how == "conversion") m.add("BAD", std::string("\xff"));
}
