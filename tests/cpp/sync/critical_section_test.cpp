// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/sync/critical_section.hpp>

#include <catch2/catch.hpp>

#include <thread>
#include <vector>

using namespace tether;

TEST_CASE("a critical section gives what its function gives, and passes on what it throws") {
    attach([](Python py) {
        auto const list = *PyList::create(py, 1, 2);
        REQUIRE(with_critical_section(list, [&] { return list.len(); }) == 2);
        int number = 1;
        int& same = with_critical_section(list, [&]() -> int& { return number; });
        REQUIRE(&same == &number);
        REQUIRE_THROWS_AS(with_critical_section(list, [&] { *list.get_item(5); }), Raised);
        REQUIRE(with_critical_section(list, [&] { return list.len(); }) == 2);
    });
}

TEST_CASE("a critical section of two objects may be of one, and nests") {
    attach([](Python py) {
        auto const one = *PyList::create(py, 1);
        auto const other = *PyList::create(py, 2);
        REQUIRE(with_critical_section(one, other, [] { return 1; }) == 1);
        REQUIRE(with_critical_section(one, one, [] { return 2; }) == 2);
        REQUIRE(with_critical_section(one, [&] {
                    return with_critical_section(other, one, [&] { return one.len() + other.len(); });
                }) == 2);
    });
}

TEST_CASE("numbers that the locks of two objects guard change together") {
    auto const one = attach([](Python py) { return PyList::create(py)->unbind(); });
    auto const other = attach([](Python py) { return PyList::create(py)->unbind(); });
    long first = 100, second = 0, odd = 0;
    auto const change = [&](Python py, int i) {
        const PyAny& a = i % 2 == 0 ? one.bind(py) : other.bind(py);
        const PyAny& b = i % 2 == 0 ? other.bind(py) : one.bind(py);
        with_critical_section(a, b, [&] {
            odd += first + second == 100 ? 0 : 1;
            first += i % 2 == 0 ? -1 : 1;
            second += i % 2 == 0 ? 1 : -1;
        });
    };
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&, i] {
            for (int n = 0; n < 200; ++n) attach([&](Python py) { change(py, i); });
        });
    for (std::thread& thread : threads) thread.join();
    REQUIRE((first == 100 && second == 0 && odd == 0));
}
