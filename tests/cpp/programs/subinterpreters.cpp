// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Several interpreters in one process, made by the C API: each has its own names and its own pool of dropped
// references, and none is emptied in another.
#include "check.hpp"
#include "second.hpp"

#include <thread>
#include <vector>

using namespace tether;
using tether::detail::State;
using tether_tests::evaluate;
using tether_tests::Second;

namespace {

std::string name_here() {
    PyObject* const name = detail::interned<"a name that nothing else uses">();
    CHECK(name == detail::interned<"a name that nothing else uses">());
    return PyUnicode_AsUTF8(name);
}

PyObject* cached_here() {
    return attach([](Python) { return detail::imported<"json", "JSONEncoder">(); });
}

void each_has_its_own(bool own_gil) {
    PyObject* const in_main = cached_here();
    const State* const main_state = State::current();
    CHECK_TEXT(name_here(), "a name that nothing else uses");
    {
        Second second(own_gil);
        // A nested attach is what says that the thread has come to another interpreter.
        PyObject* const in_second = cached_here();
        CHECK(in_second != in_main);
        CHECK(in_second == cached_here());
        CHECK(State::current() != main_state);
        CHECK(State::only() == nullptr);
        CHECK_TEXT(name_here(), "a name that nothing else uses");

        second.leave();
        CHECK(cached_here() == in_main);
        CHECK(State::current() == main_state);

        // A thread that Python does not know comes to the main one.
        PyThreadState* const thread = PyEval_SaveThread();
        std::thread([&] { CHECK(cached_here() == in_main); }).join();
        PyEval_RestoreThread(thread);
        second.come_back();
        CHECK(cached_here() == in_second);
    }
    CHECK(cached_here() == in_main);
}

std::vector<Py<PyAny>> make_lists(int count) {
    return attach([count](Python py) {
        std::vector<Py<PyAny>> lists;
        for (int i = 0; i < count; ++i) lists.push_back(py.eval("[1, 2, 3]")->unbind());
        return lists;
    });
}

bool is_dirty() {
    return attach([](Python) { return State::current()->pool().is_dirty(); });
}

/// What is dropped after leaving an interpreter waits for that one, however often others are attached to.
void pools_are_apart(bool own_gil) {
    Second second(own_gil);
    auto lists = make_lists(200);
    PyObject* const last = lists.back().as_ptr();
    Py_INCREF(last);
    CHECK(Py_REFCNT(last) == 2);

    attach([&](Python py) { py.detach([](std::vector<Py<PyAny>>& dropped) { dropped.clear(); }, lists); });
    CHECK(Py_REFCNT(last) == 1); // attached to its own again, at the end of the detach

    auto more = make_lists(200);
    more.push_back(attach([&](Python py) { return Py<PyAny>::from_borrowed_ptr(py, last); }));
    attach([&](Python py) {
        py.detach(assume_ungil([&] {
            more.clear();
            // Still detached from the second, this thread works in the main one, by the C API.
            const PyGILState_STATE state = PyGILState_Ensure();
            if (PyThreadState_GetInterpreter(PyThreadState_Get()) == PyInterpreterState_Main()) {
                CHECK_TEXT(evaluate("6 * 7"), "42");
                CHECK(!is_dirty());
                CHECK(Py_REFCNT(last) == 2);
            }
            PyGILState_Release(state);
        }));
        CHECK(Py_REFCNT(last) == 1);
        Py_DECREF(last);
    });
}

/// Where nobody knows the interpreter, and where it has ended, a reference leaks by intent.
void unknown_and_ended(bool own_gil) {
    const std::size_t counted = TETHER_CHECKED;
    const auto leaked = [] { return detail::leaked_references.load(); };
    std::optional<Py<PyAny>> outlives;
    std::size_t before = leaked();
    {
        Second second(own_gil);
        std::optional<Py<PyAny>> dropped_elsewhere = std::move(make_lists(1).front());
        outlives = std::move(make_lists(1).front());
        attach([&](Python py) {
            py.detach(assume_ungil([&] {
                // That thread was in no interpreter, and there are two.
                std::thread([&] { dropped_elsewhere.reset(); }).join();
            }));
        });
        CHECK(leaked() == before + counted);
    }
    // In the main interpreter again, but what this thread last saw was the one that has ended.
    before = leaked();
    PyThreadState* const thread = PyEval_SaveThread();
    outlives.reset();
    PyEval_RestoreThread(thread);
    CHECK(leaked() == before + counted);
    attach([](Python py) { py.detach([] {}); });
}

/// Interpreters come and go, at addresses that are used again.
void one_after_the_other(bool own_gil) {
    for (int i = 0; i < 20; ++i) {
        Second second(own_gil);
        attach([&](Python py) {
            CHECK_TEXT(name_here(), "a name that nothing else uses");
            CHECK(py.import("json")->call_method<"dumps">(i).is_ok());
        });
        if (i % 2 == 0) {
            second.leave();
            attach([](Python py) { CHECK(py.import("json")->call_method<"dumps">(1).is_ok()); });
        }
    }
}

} // namespace

int main() {
    for (int i = 0; i < 2; ++i) {
        const Interpreter python(tether_tests::config());
        const PyGILState_STATE state = PyGILState_Ensure();
        for (int own_gil = 0; own_gil <= (tether_tests::can_own_gil ? 1 : 0); ++own_gil) {
            each_has_its_own(own_gil != 0);
            pools_are_apart(own_gil != 0);
            unknown_and_ended(own_gil != 0);
            one_after_the_other(own_gil != 0);
        }
        PyGILState_Release(state);
    }
    std::puts("done");
}
