// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Static variables of functions, whose initialisers call Python or do not, for test_statics.py.
#include <tether/tether.hpp>

#include <stdexcept>
#include <string>

using namespace tether;

namespace {

/// The trap.
int calls_python(Python py) {
    static const int number = *py.eval("6 * 7")->extract<int>();
    return number;
}

int attaches(Python) {
    static const int number = attach([](Python py) { return *py.eval("6 * 7")->extract<int>(); });
    return number;
}

int inside_another(Python py) {
    static const std::string outer = [&] {
        static const std::string plain = std::to_string(1);
        return plain + std::to_string(py.version_info().major) + *py.eval("'x'")->extract<std::string>();
    }();
    return static_cast<int>(outer.size());
}

/// Whoever waits for this one is detached.
int made_detached(Python py) {
    return py.detach([] {
        static const int number = attach([](Python inner) { return *inner.eval("6 * 7")->extract<int>(); });
        return number;
    });
}

int plain() {
    static const std::string text = std::to_string(42);
    return std::stoi(text);
}

/// Fails the first time, and calls Python after.
int fails_first(Python py) {
    static int tries = 0;
    try {
        static const int number = ++tries < 2 ? throw std::runtime_error("first") : 42;
        return number * *py.eval("1")->extract<int>();
    } catch (const std::runtime_error&) {
        return *py.eval("-1")->extract<int>();
    }
}

} // namespace

TETHER_MODULE(statics, m, .gil_used = false) {
    m.add("WATCHES", TETHER_DETAIL_WATCHES_STATICS != 0);
    m.add_function<"calls_python()", calls_python>()
        .add_function<"attaches()", attaches>()
        .add_function<"inside_another()", inside_another>()
        .add_function<"made_detached()", made_detached>()
        .add_function<"plain()", plain>()
        .add_function<"fails_first()", fails_first>();
}
