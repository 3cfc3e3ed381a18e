// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/tether.hpp>

#include <algorithm>
#include <thread>
#include <vector>

using namespace tether;

namespace {

// [detach]
// Sorts without the GIL; only plain C++ values go in and come out.
std::vector<double> sorted(Python py, std::vector<double> values) {
    return py.detach(
        [](std::vector<double> mine) {
            std::ranges::sort(mine);
            return mine;
        },
        std::move(values));
}

// Calls Python from a thread that Python does not know. The callable is kept by a Py<PyAny>, which needs no
// token.
int call_from_thread(Python py, const PyAny& callable) {
    return py.detach(
        [](Py<PyAny> f) {
            int result = 0;
            std::jthread([&] {
                result = attach([&](Python inside) { return *f.bind(inside)(20, 22)->extract<int>(); });
            }).join();
            return result;
        },
        callable.cast_unchecked<PyAny>().unbind());
}
// [/detach]

// [signals]
// A long loop that Ctrl-C can end.
PyResult<int> count_to(Python py, int limit) {
    int n = 0;
    for (; n < limit; ++n)
        if (n % 1000 == 0) TETHER_TRY(py.check_signals());
    return n;
}
// [/signals]

} // namespace

TETHER_MODULE(threads, m, .gil_used = false) {
    m.add_function<"sorted(values)", sorted>()
        .add_function<"call_from_thread(callable)", call_from_thread>()
        .add_function<"count_to(limit)", count_to>();
}
