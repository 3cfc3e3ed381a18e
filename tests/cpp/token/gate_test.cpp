// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/token/gate.hpp>

#include <catch2/catch.hpp>

#include <atomic>
#include <thread>

using tether::detail::Gate;

TEST_CASE("an open gate lets everybody pass and knows who is on the way") {
    Gate gate;
    REQUIRE(!gate.is_passed());
    REQUIRE(gate.enter());
    REQUIRE(gate.enter());
    REQUIRE(gate.is_passed());
    gate.leave();
    gate.leave();
    REQUIRE(!gate.is_passed());
}

TEST_CASE("a closed gate turns everybody away, and who was passing arrives") {
    Gate gate;
    REQUIRE(gate.enter());
    gate.close();
    REQUIRE(!gate.enter());
    REQUIRE(gate.is_passed());
    gate.leave();
    REQUIRE(!gate.is_passed());
    gate.open();
    REQUIRE(gate.enter());
}

TEST_CASE("at a held gate everybody waits until it opens, or is closed") {
    for (const bool is_closed : {false, true}) {
        Gate gate;
        gate.hold();
        std::atomic<int> passed{-1};
        std::thread waiting([&] { passed = gate.enter() ? 1 : 0; });
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        REQUIRE(passed == -1);
        if (is_closed) gate.close();
        gate.open();
        waiting.join();
        REQUIRE(passed == 1);
    }
}
