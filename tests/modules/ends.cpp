// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What is alive, attached, detached or waiting when an interpreter ends or forks, for test_ends.py.
#include <tether/function/callback.hpp>
#include <tether/pyclass.hpp>
#include <tether/sync.hpp>
#include <tether/tether.hpp>

#include <chrono>
#include <optional>
#include <thread>
#include <vector>

using namespace tether;

namespace {

struct Node {
    std::optional<Py<PyAny>> next;
    std::optional<Callback<int(int)>> callback;
};

PyOnceLock<Py<PyAny>> once;
PerInterpreter<Py<PyAny>> cache;
Mutex<int> mutex;
std::vector<Py<PyAny>> globals;

void sleep_ms(int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }

/// An object in each kind of global variable.
void keep(Python py, const PyAny& object) {
    auto const one = [&] { return object.cast_unchecked<PyAny>().unbind(); };
    once.get_or_init(py, one);
    cache.here(py).get_or_init(py, one);
    globals.push_back(one());
}

void sleep_detached(Python py, int milliseconds) { py.detach(sleep_ms, milliseconds); }

void hold_mutex(Python py, int milliseconds) {
    const auto guard = mutex.lock();
    py.detach(sleep_ms, milliseconds);
}

void wait_for_mutex() { ++*mutex.lock(); }

void wait_for_once(Python py, int milliseconds) {
    static PyOnceLock<int> slow;
    slow.get_or_init(py, [&] {
        py.detach(sleep_ms, milliseconds);
        return 1;
    });
}

PyResult<void> call_in_section(const PyAny& object, const PyAny& f) {
    return with_critical_section(object, [&] { return f().transform([](auto) {}); });
}

/// A thread that Python does not know and nobody joins: it attaches as long as it is let.
void start_thread(int milliseconds) {
    std::thread([milliseconds] {
        while (try_attach([](Python py) { (void)py.eval("sum(range(100))").is_ok(); }))
            sleep_ms(milliseconds);
    }).detach();
}

/// Busy, and looks for signals now and then.
PyResult<void> busy(Python py) {
    for (;;) TETHER_TRY(py.check_signals());
}

/// Busy detached, and attaches now and then to look for signals.
PyResult<void> busy_detached(Python py) {
    return py.detach([]() -> PyResult<void> {
        for (;;) {
            sleep_ms(1);
            TETHER_TRY(attach([](Python inner) { return inner.check_signals(); }));
        }
    });
}

} // namespace

template <>
inline constexpr auto tether::pyclass<Node> =
    Class<>{.name = "Node", .dict = true, .subclass = true, .weakref = true};
template <>
inline constexpr auto tether::pymethods<Node> =
    members(init<"()">(), get_set<"next", &Node::next>(), get_set<"callback", &Node::callback>());

TETHER_MODULE(ends, m, .gil_used = false) {
    m.add_class<Node>();
    m.add_function<"keep(object)", keep>()
        .add_function<"sleep_detached(milliseconds)", sleep_detached>()
        .add_function<"hold_mutex(milliseconds)", hold_mutex>()
        .add_function<"wait_for_mutex()", wait_for_mutex>()
        .add_function<"wait_for_once(milliseconds)", wait_for_once>()
        .add_function<"call_in_section(object, f)", call_in_section>()
        .add_function<"start_thread(milliseconds)", start_thread>()
        .add_function<"busy()", busy>()
        .add_function<"busy_detached()", busy_detached>();
}
