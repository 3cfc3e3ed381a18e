// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Python started and ended a hundred times: what Tether leaves behind each time is as good as nothing beside
// what Python does.
#include "check.hpp"

#include <tether/pyclass.hpp>
#include <tether/sync.hpp>

#include <malloc.h>
#include <thread>

using namespace tether;

namespace {

TETHER_CREATE_EXCEPTION(cycled, OwnError, PyValueError);

struct Node {
    std::optional<Py<PyAny>> next;
};

enum class Color { red, green };

PerInterpreter<Py<PyAny>> cache;

} // namespace

template <> inline constexpr auto tether::pyclass<Node> = Class<>{.name = "Node", .freelist = 4};
template <>
inline constexpr auto tether::pymethods<Node> =
    members(init<"()">(), get_set<"next", &Node::next>(), class_attr<"FIRST", [] { return Node{}; }>());
template <> inline constexpr auto tether::pyclass<Color> = Class<>{.name = "Color"};
template <>
inline constexpr auto tether::pymethods<Color> =
    members(enum_value<"RED", Color::red>(), enum_value<"GREEN", Color::green>());

TETHER_MODULE(cycled, m, .gil_used = false) {
    m.add_class<Node>().add_class<Color>();
    m.add_function<"fail()", []() -> PyResult<void> { return PyErr::make<OwnError>("own"); }>()
        .add_function<"other(color)", [](Color c) { return c == Color::red ? Color::green : Color::red; }>()
        .add_function<"cached()", [](Python py) {
            return cache.here(py).get_or_init(py, [&] { return py.eval("[]")->unbind(); }).bind(py);
        }>();
}

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
    for (const char* name : {"threading", "enum"}) { // what the other cycle imports as well
        PyObject* const module = PyImport_ImportModule(name);
        CHECK(module != nullptr);
        Py_DECREF(module);
    }
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
        *py.run("import cycled as c\n"
                "node = c.Node()\n"
                "node.next = node\n"
                "assert c.other(c.Color.RED) is c.Color.GREEN and c.cached() is c.cached()\n"
                "try: c.fail()\n"
                "except ValueError: pass");
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
    CHECK(append_to_inittab("cycled", PyInit_cycled).is_ok());
    const long long bare = growth(bare_cycle, 20);
    const long long ours = growth(cycle, 100);
    std::printf("bytes left behind by a cycle: %lld by Python alone, %lld with Tether\n", bare, ours);
    // The block that says that an interpreter has ended stays: a detached thread may ask.
    // CPython 3.9 and 3.12 leave a hundred thousand bytes, and unevenly: nothing of ours could be told in
    // that.
    constexpr int minor = PY_VERSION_HEX >> 16 & 0xFF;
    CHECK(ours - bare < 2048 || minor == 9 || minor == 12);
    std::puts("done");
}
