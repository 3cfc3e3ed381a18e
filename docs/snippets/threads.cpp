// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/sync.hpp>
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

// [sync]
// Made by the first call that needs it; what fails is tried again by the next.
PyResult<std::string> as_json(Python py, const PyAny& value) {
    static PerInterpreter<Py<PyAny>> encoder;
    TETHER_TRY(auto* encode, encoder.here(py).get_or_try_init(py, [&]() -> PyResult<Py<PyAny>> {
        TETHER_TRY(auto made, py.import("json")->getattr("JSONEncoder")->call(kw<"sort_keys">(true)));
        return made.getattr("encode")->unbind();
    }));
    return encode->bind(py)(value)->extract<std::string>();
}

// A value that one thread at a time reaches, whether it is attached or not.
std::size_t remember(int number) {
    static Mutex<std::vector<int>> numbers;
    auto const guard = numbers.lock();
    guard->push_back(number);
    return guard->size();
}

// A mutex of somebody else's library.
int next(Python py) {
    static std::mutex mutex;
    static int last = 0;
    auto const lock = lock_attached(py, mutex);
    return ++last;
}
// [/sync]

} // namespace

TETHER_MODULE(threads, m, .gil_used = false) {
    m.add_function<"sorted(values)", sorted>()
        .add_function<"call_from_thread(callable)", call_from_thread>()
        .add_function<"count_to(limit)", count_to>()
        .add_function<"as_json(value)", as_json>()
        .add_function<"remember(number)", remember>()
        .add_function<"next()", next>();
}
