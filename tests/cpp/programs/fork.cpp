// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A child that Python forked has one thread, and all of Tether works in it to its end.
#include "check.hpp"

#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <atomic>
#include <latch>
#include <vector>

using namespace tether;
using tether_tests::evaluate;

namespace {

void work(std::latch& inside, const std::atomic<bool>& stop) {
    inside.arrive_and_wait();
    while (!stop) attach([](Python py) { CHECK(py.eval("sum(range(1000))").is_ok()); });
}

} // namespace

int main() {
    std::atomic<bool> stop{false};
    std::vector<std::thread> busy;
    int status = -1;
    {
        const Interpreter python(tether_tests::config());
        // The end of Python 3.15 waits for ever, without Tether too, in a child that was forked while another
        // thread attached; that of 3.13 without the GIL now and then. Before 3.12 the child waits for ever
        // for the lock of the thread states where a thread made or ended its own at that moment: these keep
        // theirs.
        constexpr int attaching = PY_VERSION_HEX < 0x030F0000 && !tether::ffi::free_threaded ? 3 : 0;
        std::latch inside(attaching + 1);
        for (int i = 0; i < attaching; ++i)
            busy.emplace_back([&] { attach([&](Python py) { py.detach(work, inside, stop); }); });
        inside.arrive_and_wait();
        long child = -1;
        attach([&](Python py) { child = *py.import("os")->call_method("fork")->extract<long>(); });
        if (child == 0) {
            CHECK_TEXT(evaluate("6 * 7"), "42");
            std::string seen;
            std::thread([&] { seen = evaluate("'a new thread'"); }).join();
            CHECK_TEXT(seen, "a new thread");
            attach([](Python py) { py.detach([] { CHECK_TEXT(evaluate("'inside'"), "inside"); }); });
        } else {
            CHECK(child > 0);
            CHECK(waitpid(static_cast<pid_t>(child), &status, 0) == child);
            stop = true;
            for (std::thread& thread : busy) thread.join();
        }
    }
    if (status == -1) _exit(7); // the child, after its interpreter has ended
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 7);
    std::puts("done");
}
