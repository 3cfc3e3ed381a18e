// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// [main]
#include <tether/embed.hpp>
#include <tether/tether.hpp>

#include <cstdio>

using namespace tether;

int main() {
    Interpreter python; // starts it, ends it
    auto done = attach([](Python py) -> PyResult<void> {
        auto words = *py.import("collections")->getattr("Counter")->call("abracadabra");
        auto top = *words.call_method("most_common", 1)->extract<std::vector<std::pair<std::string, int>>>();
        std::printf("%s: %d\n", top.at(0).first.c_str(), top.at(0).second);

        auto locals = *PyDict::create(py, item("words", words));
        auto total = *py.eval("sum(words.values())", in{.locals = locals})->extract<int>();
        std::printf("%d letters\n", total);
        return ok();
    });
    if (done.is_err()) {
        std::fprintf(stderr, "%s\n", done.error().what());
        return 1;
    }
}
// [/main]
