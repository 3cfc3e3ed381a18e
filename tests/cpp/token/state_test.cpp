// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/tether.hpp>

#include <catch2/catch.hpp>

#include <memory>
#include <set>
#include <thread>
#include <vector>

using namespace tether;
using tether::detail::CacheSlot;
using tether::detail::State;

TEST_CASE("an interpreter has one state, on every thread and by every way") {
    State* const state = attach([](Python) { return State::current(); });
    REQUIRE(state != nullptr);
    REQUIRE(state->is_alive());
    REQUIRE(State::only() == state);
    attach([&](Python) {
        REQUIRE(State::enter() == state);
        REQUIRE(State::of(PyInterpreterState_Get()) == state);
    });
    std::thread([&] { attach([&](Python) { REQUIRE(State::enter() == state); }); }).join();
}

TEST_CASE("each slot has a cell of its own that never moves") {
    static constexpr std::size_t count = 1000; // more than three chunks
    static std::unique_ptr<CacheSlot[]> const slots = std::make_unique<CacheSlot[]>(count);
    attach([](Python) {
        State* const state = State::current();
        std::set<tether::ffi::Atomic<PyObject*>*> cells;
        for (std::size_t i = 0; i < count; ++i) {
            auto* const cell = state->cell(slots[i]);
            REQUIRE(cell != nullptr);
            REQUIRE(cell->load() == nullptr);
            cells.insert(cell);
        }
        REQUIRE(cells.size() == count);
        for (std::size_t i = 0; i < count; ++i) REQUIRE(cells.count(state->cell(slots[i])) == 1);
    });
}

TEST_CASE("threads that ask for a slot at once get the same cell") {
    static std::unique_ptr<CacheSlot[]> const slots = std::make_unique<CacheSlot[]>(200);
    State* const state = attach([](Python) { return State::current(); });
    std::vector<std::vector<tether::ffi::Atomic<PyObject*>*>> seen(4);
    std::vector<std::thread> threads;
    for (auto& mine : seen) {
        threads.emplace_back([&mine, state] {
            for (std::size_t i = 0; i < 200; ++i) mine.push_back(state->cell(slots[i]));
        });
    }
    for (std::thread& thread : threads) thread.join();
    for (const auto& mine : seen) REQUIRE(mine == seen.front());
}

TEST_CASE("what is published first stays, and what comes later is given back") {
    static CacheSlot slot;
    attach([](Python py) {
        auto* const cell = State::current()->cell(slot);
        cell->store(nullptr);
        const auto first = *py.eval("[]");
        const auto second = *py.eval("[]");
        const Py_ssize_t count = Py_REFCNT(second.as_ptr());
        REQUIRE(State::publish(*cell, tether::ffi::new_ref(first.as_ptr())) == first.as_ptr());
        REQUIRE(State::publish(*cell, tether::ffi::new_ref(second.as_ptr())) == first.as_ptr());
        REQUIRE(Py_REFCNT(second.as_ptr()) == count);
        Py_DECREF(cell->exchange(nullptr));
    });
}
