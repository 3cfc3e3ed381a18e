// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// An Interpreter starts, ends and starts again; around it there is nothing to attach to.
#include "check.hpp"

#include <thread>

using namespace tether;
using tether_tests::config;
using tether_tests::evaluate;

namespace {

void nothing_is_there() {
    auto result = attach([](Python) -> PyResult<int> { return 1; });
    CHECK(result.is_err());
    CHECK_TEXT(result.error().what(), "RuntimeError: cannot attach to Python: no interpreter is running");
    std::string thrown;
    try {
        attach([](Python) { return 1; });
    } catch (const std::exception& exception) {
        thrown = exception.what();
    }
    CHECK_TEXT(thrown, "RuntimeError: cannot attach to Python: no interpreter is running");
    CHECK(!try_attach([](Python) { return 1; }).has_value());
    CHECK(!try_attach([](Python) {}));
}

void somebody_else_is_refused() {
    auto second = Interpreter::start(config());
    CHECK(second.is_err());
    CHECK_TEXT(second.error().what(), "RuntimeError: cannot start Python: an Interpreter exists already; "
                                      "attach() needs no second one");
    bool thrown = false;
    try {
        const Interpreter third(config());
    } catch (const Raised&) {
        thrown = true;
    }
    CHECK(thrown);
}

void all_threads_can_attach() {
    CHECK_TEXT(evaluate("6 * 7"), "42");
    std::string from_thread;
    std::thread([&] { from_thread = evaluate("'thread'"); }).join();
    CHECK_TEXT(from_thread, "thread");
    CHECK_TEXT(evaluate("__import__('threading').main_thread() is __import__('threading').current_thread()"),
               "True");
}

/// An error that outlives its interpreter keeps its text.
PyErr error_of_this_one() {
    auto result = attach([](Python py) -> PyResult<void> {
        TETHER_TRY(py.run("raise KeyError('gone')"));
        return ok();
    });
    CHECK(result.is_err());
    return result.error();
}

} // namespace

int main() {
    nothing_is_there();
    for (int i = 0; i < 3; ++i) {
        std::optional<PyErr> error;
        {
            const Interpreter python(config());
            somebody_else_is_refused();
            all_threads_can_attach();
            error = error_of_this_one();
        }
        CHECK_TEXT(error->what(), "KeyError: 'gone'");
        nothing_is_there();
    }

    // The same as a value, which can be moved and ends once.
    {
        auto started = Interpreter::start(config());
        CHECK(started.is_ok());
        const Interpreter python = *std::move(started);
        all_threads_can_attach();
    }
    nothing_is_there();

    // Another thread is as good as the first.
    std::thread([] {
        const Interpreter python(config());
        all_threads_can_attach();
    }).join();
    nothing_is_there();

    // A Python that somebody else runs is not ours to start or to end.
    Py_InitializeEx(0);
    PyThreadState* const thread = PyEval_SaveThread();
    auto refused = Interpreter::start(config());
    CHECK(refused.is_err());
    CHECK_TEXT(refused.error().what(), "RuntimeError: cannot start Python: somebody else started it already; "
                                       "attach() needs no Interpreter");
    CHECK_TEXT(evaluate("6 * 7"), "42");
    PyEval_RestoreThread(thread);
    CHECK(Py_FinalizeEx() == 0);
    nothing_is_there();
    {
        const Interpreter python(config());
    }
    std::puts("done");
}
