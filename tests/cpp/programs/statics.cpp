// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Static variables of functions are made once, and again after a failure, also where the C++ library is
// linked into a program that watches them.
#include "check.hpp"

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace tether;

TETHER_MODULE(watching, m, .gil_used = false) { m.add("ADDED", 1); }

namespace {

std::atomic<int> made{0};

struct Slow {
    Slow() {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        if (++made == 1) throw std::runtime_error("first");
    }
};

const Slow& slow() {
    static const Slow value;
    return value;
}

} // namespace

int main() {
    std::atomic<int> failed{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            try {
                slow();
            } catch (const std::runtime_error&) {
                ++failed;
            }
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(made == 2);
    CHECK(failed == 1);
    CHECK(append_to_inittab("watching", PyInit_watching).is_ok());
    const Interpreter python(tether_tests::config());
    CHECK_TEXT(tether_tests::evaluate("__import__('watching').ADDED"), "1");
    std::puts("done");
}
