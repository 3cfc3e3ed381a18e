// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/sync/mutex.hpp>

#include <catch2/catch.hpp>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

using namespace tether;

TEST_CASE("a Mutex gives its value, made from what it is given") {
    Mutex<std::string> text(3U, 'x');
    REQUIRE(*text.lock() == "xxx");
    text.lock()->append("y");
    const auto guard = text.lock();
    REQUIRE(guard->size() == 4);
    *guard = "new";
    REQUIRE(*guard == "new");

    Mutex<int> number;
    REQUIRE(*number.lock() == 0);
}

TEST_CASE("a Mutex is given back when an exception passes") {
    Mutex<int> number(1);
    REQUIRE_THROWS_AS(
        [&] {
            const auto guard = number.lock();
            *guard = 2;
            throw std::out_of_range("text");
        }(),
        std::out_of_range);
    REQUIRE(*number.lock() == 2);
}

TEST_CASE("who waits for a Mutex lets its holder attach and run Python") {
    Mutex<int> number(0);
    std::atomic<bool> held{false};
    std::thread holder([&] {
        const auto guard = number.lock(); // detached
        held = true;
        for (int i = 0; i < 100; ++i)
            *guard += attach([](Python py) { return *py.eval("1")->extract<int>(); });
    });
    while (!held) std::this_thread::yield();
    attach([&](Python) { REQUIRE(*number.lock() == 100); });
    holder.join();
}

TEST_CASE("attached and detached threads take turns") {
    Mutex<long> number(0);
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&, i] {
            for (int n = 0; n < 200; ++n) {
                if (i % 2 == 0) {
                    ++*number.lock();
                } else {
                    attach([&](Python py) {
                        const auto guard = number.lock();
                        const long before = *guard;
                        if (n % 50 == 0) py.detach([] { std::this_thread::yield(); });
                        *guard = before + 1;
                    });
                }
            }
        });
    for (std::thread& thread : threads) thread.join();
    REQUIRE(*number.lock() == 1600);
}

#ifdef TETHER_HAS_PYTHON_MUTEX
static_assert(sizeof(detail::RawMutex) == 1);
#endif
