// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Callbacks that outlive their interpreter, and that other threads copy, call and drop.
#include "check.hpp"

#include <tether/convert/functional.hpp>

#include <thread>

using namespace tether;

namespace {

using Step = std::function<int(int)>;

Step step() {
    return *attach([](Python py) { return py.eval("lambda n: n + 1")->extract<Step>(); });
}

/// A reference more is a reference that somebody holds.
long references(const Py<PyAny>& object) {
    return attach([&](Python py) { return static_cast<long>(Py_REFCNT(object.bind(py).as_ptr())); });
}

void other_threads() {
    // No function: those become immortal where there is no GIL.
    auto const callable = attach([](Python py) { return py.eval("(2).__mul__").value().unbind(); });
    long const before = references(callable);
    Step kept = *attach([&](Python py) { return callable.bind(py).extract<Step>(); });
    CHECK(references(callable) == before + 1);
    std::thread([&] {
        Step copy = kept; // no count of Python's is touched
        CHECK(copy(4) == 8);
        kept = nullptr;
    }).join(); // the last one went on a thread that is not attached: the reference waits
    CHECK(references(callable) == before);
    auto given = attach([&](Python py) { return Callback<int(int)>(callable.clone_ref(py)); });
    std::thread([taken = std::move(given)]() mutable {
        Callback<int(int)> const gone = std::move(taken);
    }).join();
    CHECK(references(callable) == before);
}

} // namespace

int main() {
    Step outlives;
    Step copy;
    {
        Interpreter python(tether_tests::config());
        outlives = copy = step();
        CHECK(outlives(1) == 2);
        other_threads();
    }
    try {
        outlives(1);
        CHECK(false);
    } catch (const Raised& error) {
        CHECK_TEXT(error.what(), "RuntimeError: cannot attach to Python: no interpreter is running");
    }
    outlives = nullptr;
    std::thread([&] { copy = nullptr; }).join();
    Interpreter python(tether_tests::config());
    CHECK(step()(2) == 3);
}
