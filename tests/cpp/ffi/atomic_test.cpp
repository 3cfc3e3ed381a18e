// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/ffi/atomic.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <thread>
#include <vector>

namespace ffi = tether::ffi;

static_assert(sizeof(ffi::Atomic<bool>) == sizeof(bool));
static_assert(sizeof(ffi::Atomic<void*>) == sizeof(void*));

TEST_CASE("an atomic holds what was written, and gives what was there before") {
    ffi::Atomic<unsigned> number{5};
    CHECK(number.load() == 5);
    number.store(6);
    CHECK(number.load_relaxed() == 6);
    number.store_relaxed(8);
    CHECK(number.exchange(9) == 8);
    CHECK(number.fetch_add(3) == 9);
    CHECK(number.fetch_sub(2) == 12);
    CHECK(number.fetch_or(5) == 10);
    CHECK(number.fetch_and(6) == 15);
    CHECK(number.load() == 6);
    CHECK(ffi::Atomic<void*>().load() == nullptr);
}

TEST_CASE("a comparing exchange writes only over what was expected, and says what is there") {
    int one = 0, two = 0;
    ffi::Atomic<int*> place{&one};
    int* expected = nullptr;
    CHECK(!place.compare_exchange(expected, &two));
    CHECK(expected == &one);
    CHECK(place.load() == &one);
    CHECK(place.compare_exchange(expected, &two));
    CHECK(place.load() == &two);
}

TEST_CASE("no addition of several threads is lost") {
    ffi::Atomic<int> count{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&count] {
            for (int n = 0; n < 10'000; ++n) count.fetch_add(1);
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(count.load() == 40'000);
}

TEST_CASE("a text is published once") {
    const char* place = nullptr;
    CHECK(ffi::load_text(place) == nullptr);
    const char* const first = "first";
    CHECK(ffi::publish_text(place, first));
    CHECK(!ffi::publish_text(place, "second"));
    CHECK(ffi::load_text(place) == first);
}

TEST_CASE("sleep lasts at least as long as was asked") {
    auto const before = std::chrono::steady_clock::now();
    ffi::sleep_ms(20);
    CHECK(std::chrono::steady_clock::now() - before >= std::chrono::milliseconds(20));
}

TEST_CASE("a spin lock lets one thread at a time in") {
    ffi::SpinLock lock;
    long number = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            for (int n = 0; n < 2000; ++n) {
                const ffi::SpinGuard guard(lock);
                ++number;
            }
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(number == 16000);
}
