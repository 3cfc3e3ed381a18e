// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Python started and ended a hundred times: what Tether leaves behind each time is as good as nothing beside
// what Python does.
#include "check.hpp"

#include <malloc.h>
#include <thread>

using namespace tether;

namespace {

long long bytes_in_use() {
#if defined(__GLIBC__)
    return static_cast<long long>(mallinfo2().uordblks);
#else
    return 0;
#endif
}

void bare_cycle() {
    Py_InitializeEx(0);
    PyObject* const threading = PyImport_ImportModule("threading");
    CHECK(threading != nullptr);
    Py_DECREF(threading);
    CHECK(Py_FinalizeEx() == 0);
}

void cycle() {
    const Interpreter python(tether_tests::config());
    attach([](Python py) {
        auto list = *py.eval("list(range(10))");
        CHECK(list.getattr<"append">()->call(1).is_ok());
        CHECK(list.call_method<"index">(1).is_ok());
        auto kept = std::move(list).unbind();
        py.detach(assume_ungil([&kept] { const auto dropped_detached = std::move(kept); }));
    });
    std::thread([] { attach([](Python py) { CHECK(py.import("threading").is_ok()); }); }).join();
}

/// What one cycle of the second half adds, when the first has filled every cache.
template <class F> long long growth(F one, int cycles) {
    for (int i = 0; i < cycles / 2; ++i) one();
    const long long before = bytes_in_use();
    for (int i = 0; i < cycles / 2; ++i) one();
    return (bytes_in_use() - before) / (cycles / 2);
}

} // namespace

int main() {
    const long long bare = growth(bare_cycle, 20);
    const long long ours = growth(cycle, 100);
    std::printf("bytes left behind by a cycle: %lld by Python alone, %lld with Tether\n", bare, ours);
    // The block that says that an interpreter has ended stays: a detached thread may ask.
    CHECK(ours - bare < 2048);
    std::puts("done");
}
