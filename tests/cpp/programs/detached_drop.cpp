// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What set_detached_drop() makes of references that are dropped while detached. The argument is the policy.
#include <tether/embed.hpp>

#include "check.hpp"

#include <csignal>
#include <cstring>
#include <vector>

using namespace tether;

namespace {

Py_ssize_t count_after_drops(Python py, const Bound<PyAny>& object) {
    constexpr int drops = 10;
    std::vector<Py<PyAny>> all;
    for (int i = 0; i < drops; ++i) all.emplace_back(object);
    const Py_ssize_t before = object.get_refcnt();
    py.detach([](std::vector<Py<PyAny>>& dropped) { dropped.clear(); }, all);
    return before - object.get_refcnt();
}

} // namespace

int main(int, char** argv) {
    // What Python says before it calls abort(), whose core nobody wants.
    std::signal(SIGABRT, [](int) { std::_Exit(3); });
    const Interpreter python(tether_tests::config());
    attach([&](Python py) {
        const auto object = *py.eval("[]");
        CHECK(count_after_drops(py, object) == 10);
        set_detached_drop(std::strcmp(argv[1], "leak") == 0 ? DetachedDrop::leak : DetachedDrop::abort);
        CHECK(count_after_drops(py, object) == 0);
        set_detached_drop(DetachedDrop::defer);
        CHECK(count_after_drops(py, object) == 10);
    });
}
