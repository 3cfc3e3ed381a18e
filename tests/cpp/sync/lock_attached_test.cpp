// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/sync/lock_attached.hpp>

#include <catch2/catch.hpp>

#include <atomic>
#include <thread>
#include <vector>

using namespace tether;

namespace {

/// Another thread has the mutex, needs Python while it has it, and has it when this is made.
template <class M> class Holder {
  public:
    explicit Holder(M& mutex) : thread_([this, &mutex] { hold(mutex); }) { has_it_.wait(false); }
    Holder(const Holder&) = delete;
    Holder& operator=(const Holder&) = delete;
    ~Holder() { thread_.join(); }

  private:
    void hold(M& mutex) {
        const std::lock_guard lock(mutex);
        has_it_ = true;
        has_it_.notify_all();
        for (int i = 0; i < 20; ++i) attach([](Python py) { REQUIRE(py.eval("sum(range(100))").is_ok()); });
    }

    std::atomic<bool> has_it_{false};
    std::thread thread_;
};

template <class M> void check_waits() {
    M mutex;
    const Holder holder(mutex);
    attach([&](Python py) {
        auto lock = lock_attached(py, mutex);
        REQUIRE(lock.owns_lock());
    });
}

} // namespace

TEST_CASE("an attached thread waits for a mutex detached") {
    check_waits<std::mutex>();
    check_waits<std::recursive_mutex>();
    check_waits<std::shared_mutex>();
}

TEST_CASE("readers share a mutex, and wait detached for who writes") {
    std::shared_mutex mutex;
    attach([&](Python py) {
        const auto one = lock_shared_attached(py, mutex);
        const auto other = lock_shared_attached(py, mutex);
        REQUIRE((one.owns_lock() && other.owns_lock()));
        REQUIRE(!mutex.try_lock());
    });
    const Holder holder(mutex);
    attach([&](Python py) { REQUIRE(lock_shared_attached(py, mutex).owns_lock()); });
}

TEST_CASE("a function is called once, attached, while the others wait detached") {
    for (int round = 0; round < 10; ++round) {
        std::once_flag flag;
        std::atomic<int> calls{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < 6; ++i)
            threads.emplace_back([&] {
                attach([&](Python py) {
                    call_once_attached(py, flag, [&] {
                        REQUIRE(py.eval("sum(range(1000))").is_ok());
                        py.detach([] { std::this_thread::yield(); });
                        ++calls;
                    });
                    REQUIRE(calls == 1);
                });
            });
        for (std::thread& thread : threads) thread.join();
        REQUIRE(calls == 1);
    }
}

TEST_CASE("a function that throws is tried again by the next call") {
    std::once_flag flag;
    attach([&](Python py) {
        REQUIRE_THROWS_AS(call_once_attached(py, flag, [&] { *py.run("raise KeyError('first')"); }), Raised);
        int calls = 0;
        call_once_attached(py, flag, [&] { ++calls; });
        call_once_attached(py, flag, [&] { ++calls; });
        REQUIRE(calls == 1);
    });
}
