// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A thread that attaches while Python starts waits until it has started, its `site` module included.
#include "check.hpp"

#include <filesystem>
#include <fstream>
#include <thread>

using namespace tether;
using tether_tests::config;
using tether_tests::evaluate;

namespace {

std::thread other;
std::string seen;

/// Runs when everybody must wait already, and nothing of Python is there yet.
PyStatus start_other_thread(PyConfig&) {
    other = std::thread(
        [] { seen = evaluate("getattr(__import__('sitecustomize'), 'has_run', 'half started')"); });
    return PyStatus_Ok();
}

} // namespace

int main() {
    std::string folder = (std::filesystem::temp_directory_path() / "tether_XXXXXX").string();
    CHECK(mkdtemp(folder.data()) != nullptr);
    // Sleeping, `site` lets others run; then it takes its time attached.
    std::ofstream(folder + "/sitecustomize.py") << "import time\ntime.sleep(0.3)\nhas_run = 'it has run'\n";
    setenv("PYTHONPATH", folder.c_str(), 1);

    Config said = config();
    said.adjust = &start_other_thread;
    {
        const Interpreter python(said);
        other.join();
        CHECK_TEXT(seen, "it has run");
    }

    // Where the start fails, who waited is told.
    said.adjust = [](PyConfig& raw) {
        CHECK(PyStatus_IsError(start_other_thread(raw)) == 0);
        return PyStatus_Error("not today");
    };
    CHECK(Interpreter::start(said).is_err());
    other.join();
    CHECK_TEXT(seen, "RuntimeError: cannot attach to Python: no interpreter is running");
    std::filesystem::remove_all(folder);
    std::puts("done");
}
