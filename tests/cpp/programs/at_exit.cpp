// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What still lives when main() is left: objects of static duration attach to nothing and drop into nothing.
#include "check.hpp"

using namespace tether;

namespace {

struct AttachesAtExit {
    ~AttachesAtExit() {
        auto refused = attach([](Python) -> PyResult<int> { return 1; });
        CHECK(refused.is_err());
        CHECK(!try_attach([](Python) {}));
        std::puts("done");
    }
};

const AttachesAtExit attaches_at_exit;
std::optional<Py<PyAny>> outlives_python;
std::optional<PyErr> error_outlives_python;
std::exception_ptr thrown;
std::optional<Interpreter> python;
std::optional<Py<PyAny>> dropped_before;

} // namespace

int main(int, char** argv) {
    python.emplace(tether_tests::config());
    outlives_python = attach([](Python py) { return py.eval("[]")->unbind(); });
    dropped_before = attach([](Python py) { return py.eval("[]")->unbind(); });
    auto failed = attach([](Python py) -> PyResult<void> { return py.run("1 / 0"); });
    error_outlives_python = failed.error();
    try {
        attach([](Python py) { *py.run("1 / 0"); });
    } catch (...) {
        thrown = std::current_exception();
    }
    const std::string how = argv[1];
    if (how == "exit") std::exit(0);
    if (how == "exit_attached") attach([](Python) { std::exit(0); });
    if (how == "ended") {
        python.reset();
        CHECK_TEXT(error_outlives_python->what(), "ZeroDivisionError: division by zero");
        try {
            std::rethrow_exception(thrown);
        } catch (const std::exception& exception) {
            CHECK_TEXT(exception.what(), "ZeroDivisionError: division by zero");
        }
    }
}
