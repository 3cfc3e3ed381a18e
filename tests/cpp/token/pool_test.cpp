// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/tether.hpp>

#include <catch2/catch.hpp>

#include <thread>
#include <vector>

using namespace tether;

namespace {

struct Counted {
    Py<PyAny> object;
    Py_ssize_t before;

    Py_ssize_t extra() const { return Py_REFCNT(object.as_ptr()) - before; }
};

Counted counted() {
    auto object = attach([](Python py) { return py.eval("[]")->unbind(); });
    const Py_ssize_t count = Py_REFCNT(object.as_ptr());
    return {std::move(object), count};
}

std::vector<Py<PyAny>> references(const Counted& to, int count) {
    return attach([&](Python py) {
        std::vector<Py<PyAny>> all;
        for (int i = 0; i < count; ++i) all.push_back(to.object.clone_ref(py));
        return all;
    });
}

} // namespace

TEST_CASE("a reference dropped while attached is given back at once") {
    const Counted object = counted();
    auto all = references(object, 10);
    attach([&](Python) {
        all.clear();
        REQUIRE(object.extra() == 0);
    });
}

TEST_CASE("a reference dropped while detached waits for the next attach") {
    const Counted object = counted();
    auto all = references(object, 10);
    all.clear();
    REQUIRE(object.extra() == 10);
    attach([&](Python) { REQUIRE(object.extra() == 0); });
}

TEST_CASE("a reference dropped inside detach() is given back at its end") {
    const Counted object = counted();
    auto all = references(object, 10);
    attach([&](Python py) {
        py.detach([](std::vector<Py<PyAny>>& dropped) { dropped.clear(); }, all);
        REQUIRE(object.extra() == 0);
    });
}

TEST_CASE("a nested attach gives back what other threads dropped") {
    const Counted object = counted();
    auto all = references(object, 10);
    attach([&](Python) {
        std::thread([&] { all.clear(); }).join();
        REQUIRE(object.extra() == 10);
        attach([&](Python) { REQUIRE(object.extra() == 0); });
    });
}

TEST_CASE("many threads drop at once while one gives back") {
    const Counted object = counted();
    std::vector<std::vector<Py<PyAny>>> shares;
    for (int i = 0; i < 4; ++i) shares.push_back(references(object, 500));
    REQUIRE(object.extra() == 2000);
    std::vector<std::thread> threads;
    for (auto& share : shares) {
        threads.emplace_back([&share] {
            while (!share.empty()) share.pop_back();
        });
    }
    for (int i = 0; i < 50; ++i) attach([](Python) {});
    for (std::thread& thread : threads) thread.join();
    attach([&](Python) { REQUIRE(object.extra() == 0); });
}

TEST_CASE("giving back runs finalizers that drop and attach themselves") {
    attach([](Python py) {
        const auto globals = *PyDict::create(py);
        *py.run("gone = []\n"
                "class Noisy:\n"
                "    def __init__(self, inner): self.inner = inner\n"
                "    def __del__(self): gone.append(len(gone)); raise ValueError('ignored')\n"
                "import sys\n"
                "sys.unraisablehook, hook = lambda args: None, sys.unraisablehook\n",
                globals);
        auto noisy = py.eval("Noisy(Noisy(None))", globals)->unbind();
        PyErr_SetString(PyExc_KeyError, "in flight");
        py.detach([](Py<PyAny>& object) { const auto dropped = std::move(object); }, noisy);
        // What was raised stays so.
        REQUIRE(PyErr_ExceptionMatches(PyExc_KeyError) != 0);
        PyErr_Clear();
        REQUIRE(*py.eval("gone", globals)->len() == 2);
        *py.run("sys.unraisablehook = hook", globals);
    });
}

TEST_CASE("a reference can be moved, assigned and exchanged detached") {
    const Counted object = counted();
    const Counted other = counted();
    auto all = references(object, 2);
    auto others = references(other, 1);
    Py<PyAny> first = std::move(all[0]);
    all[0] = std::move(first);
    std::swap(all[0], others[0]);
    REQUIRE(all[0].as_ptr() == other.object.as_ptr());
    REQUIRE(object.extra() == 2);
    all[1] = std::move(all[0]); // drops one to the object
    all.clear();
    attach([&](Python) {
        REQUIRE(object.extra() == 1);
        REQUIRE(other.extra() == 0);
        others.clear();
        REQUIRE(object.extra() == 0);
    });
}
