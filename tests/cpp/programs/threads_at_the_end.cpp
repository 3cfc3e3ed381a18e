// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Threads that nobody joined meet the end of the interpreter: the process ends normally, whatever stands
// above them on their stacks. The argument says where the thread is when the interpreter ends.
#include "check.hpp"

#include <atomic>
#include <chrono>
#include <thread>

using namespace tether;
using tether_tests::config;

namespace {

std::atomic<bool> is_inside{false};
std::atomic<bool> has_ended{false};
std::atomic<bool> came_back{false};

void wait_for(const std::atomic<bool>& flag) { flag.wait(false); }

void raise(std::atomic<bool>& flag) {
    flag = true;
    flag.notify_all();
}

// Each border of ours is one of these two, and an unwinding of the stack must pass neither.
template <class F> void below_noexcept(F f) noexcept { f(); }

template <class F> void below_catch_all(F f) {
    try {
        f();
    } catch (...) {
        std::fputs("the thread was unwound\n", stderr);
        std::_Exit(1);
    }
}

template <class F> std::thread start_thread(F f) {
    return std::thread([f] {
        below_noexcept([f] {
            below_catch_all([f] {
                f();
                raise(came_back);
            });
        });
    });
}

/// Detached when it ends: on the way back it finds nobody, and waits for ever.
void detached(std::thread& thread) {
    thread = start_thread([] {
        attach([](Python py) {
            py.detach([] {
                raise(is_inside);
                wait_for(has_ended);
            });
        });
    });
}

/// Detached, and it attaches anew inside: that is refused, as a value.
void detached_and_attaches(std::thread& thread) {
    thread = start_thread([] {
        attach([](Python py) {
            py.detach([] {
                raise(is_inside);
                wait_for(has_ended);
                auto refused = attach([](Python) -> PyResult<int> { return 1; });
                CHECK(refused.is_err());
                CHECK_TEXT(refused.error().what(),
                           "RuntimeError: cannot attach to Python: no interpreter is running");
                raise(came_back);
            });
        });
    });
}

/// Attaches as often as it is let.
void attaching(std::thread& thread) {
    thread = start_thread([] {
        while (try_attach([](Python py) { CHECK(py.import("sys").is_ok()); })) raise(is_inside);
    });
}

/// Runs Python code when it ends: the interpreter itself lets go of it, deep inside a call.
void running(std::thread& thread) {
    thread = start_thread([] {
        attach([](Python py) {
            auto loop = py.eval("lambda: [None for _ in iter(int, 1)]");
            raise(is_inside);
            auto never = loop->call();
            CHECK(never.is_err());
        });
    });
}

/// Sleeps in Python code when it ends.
void sleeping(std::thread& thread) {
    thread = start_thread([] {
        attach([](Python py) {
            auto sleep = py.import("time")->getattr("sleep");
            raise(is_inside);
            auto slept = sleep->call(0.2);
            CHECK(slept.is_ok());
        });
    });
}

} // namespace

int main(int, char** argv) {
    const std::string where = argv[1];
    std::thread thread;
    {
        const Interpreter python(config());
        if (where == "detached") detached(thread);
        if (where == "detached_and_attaches") detached_and_attaches(thread);
        if (where == "attaching") attaching(thread);
        if (where == "running") running(thread);
        if (where == "sleeping") sleeping(thread);
        CHECK(thread.joinable());
        wait_for(is_inside);
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    raise(has_ended);
    if (where == "attaching" || where == "detached_and_attaches") {
        wait_for(came_back);
    } else {
        std::this_thread::sleep_for(std::chrono::milliseconds(400));
        CHECK(!came_back);
    }

    // Python can start again, with the lost thread still about.
    {
        const Interpreter again(config());
        CHECK_TEXT(tether_tests::evaluate("6 * 7"), "42");
    }
    thread.detach();
    std::puts("done");
}
