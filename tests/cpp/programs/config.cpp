// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What a Config says is what Python does, and what is wrong in it is an error in words.
#include "check.hpp"

#include <csignal>
#include <thread>

using namespace tether;
using tether_tests::config;
using tether_tests::evaluate;

namespace {

std::string sys(const std::string& expression) {
    return evaluate(("__import__('sys')." + expression).c_str());
}

std::string failure(const Config& wrong) {
    auto started = Interpreter::start(wrong);
    CHECK(started.is_err());
    CHECK(Py_IsInitialized() == 0);
    return started.error().what();
}

void nothing_said() {
    const auto before = std::signal(SIGINT, SIG_DFL);
    std::signal(SIGINT, before);
    const Interpreter python(config());
    CHECK_TEXT(sys("argv"), "['']");
    CHECK_TEXT(sys("flags.isolated"), "0");
    CHECK(std::signal(SIGINT, before) == before);
}

void names_and_arguments() {
    Config said = config();
    said.argv = {"job", "-v", "", "gr\xC3\xBC\xC3\x9F \xE2\x82\xAC \xF0\x9F\x90\x8D",
                 "\xFF not text \xED\xA0\x80"};
    said.program_name = "/nowhere/my_program";
    const Interpreter python(said);
    CHECK_TEXT(evaluate("ascii(__import__('sys').argv)"),
               R"(['job', '-v', '', 'gr\xfc\xdf \u20ac \U0001f40d', '\udcff not text \udced\udca0\udc80'])");
    CHECK_TEXT(sys("executable"), "/nowhere/my_program");
}

void isolated() {
    setenv("PYTHONPATH", "/from/the/environment", 1);
    setenv("PYTHONUTF8", "0", 1);
    {
        const Interpreter python(config());
        CHECK_TEXT(evaluate("'/from/the/environment' in __import__('sys').path"), "True");
    }
    Config said = config();
    said.isolated = true;
    {
        const Interpreter python(said);
        CHECK_TEXT(evaluate("'/from/the/environment' in __import__('sys').path"), "False");
        CHECK_TEXT(sys("flags.isolated"), "1");
        CHECK_TEXT(sys("flags.ignore_environment"), "1");
        CHECK_TEXT(sys("flags.utf8_mode"), "1");
        CHECK_TEXT(sys("getfilesystemencoding()"), "utf-8");
    }
    unsetenv("PYTHONPATH");
    unsetenv("PYTHONUTF8");
}

/// The environment and the locale of the process are the program's business.
void environment_stays() {
    setenv("LC_ALL", "C", 1);
    unsetenv("LC_CTYPE");
    const Interpreter python(config());
    CHECK(std::getenv("LC_CTYPE") == nullptr);
    unsetenv("LC_ALL");
}

void search_paths() {
    std::string standard_library;
    std::string dynamic;
    {
        const Interpreter python(config());
        standard_library = evaluate("__import__('os').path.dirname(__import__('os').__file__)");
        dynamic = standard_library + "/lib-dynload";
    }
    Config said = config();
    said.module_search_paths = {"/first", standard_library, dynamic};
    said.adjust = [](PyConfig& raw) {
        raw.site_import = 0;
        raw.optimization_level = 2;
        return PyStatus_Ok();
    };
    const Interpreter python(said);
    CHECK_TEXT(sys("path"), "['/first', '" + standard_library + "', '" + dynamic + "']");
    CHECK_TEXT(sys("flags.optimize"), "2");
}

void signal_handlers() {
    const auto before = std::signal(SIGINT, SIG_DFL);
    {
        Config said = config();
        said.install_signal_handlers = true;
        const Interpreter python(said);
        const auto during = std::signal(SIGINT, SIG_DFL);
        CHECK(during != SIG_DFL);
        std::signal(SIGINT, during);
        std::raise(SIGINT);
        auto interrupted = attach([](Python py) -> PyResult<void> { return py.check_signals(); });
        CHECK(interrupted.is_err());
        CHECK_TEXT(interrupted.error().what(), "KeyboardInterrupt");
        // On another thread there is nothing to do, and the signal waits for the main one.
        std::raise(SIGINT);
        std::thread([] {
            CHECK(attach([](Python py) -> PyResult<void> { return py.check_signals(); }).is_ok());
        }).join();
        CHECK(attach([](Python py) -> PyResult<void> { return py.check_signals(); }).is_err());
        CHECK(attach([](Python py) -> PyResult<void> { return py.check_signals(); }).is_ok());
    }
    std::signal(SIGINT, before);
}

void wrong_ones() {
    Config with_nul = config();
    with_nul.argv = {std::string("a\0b", 3)};
    CHECK_TEXT(failure(with_nul), "RuntimeError: cannot start Python: a text in the Config has a NUL in it");

    Config refused = config();
    refused.adjust = [](PyConfig&) { return PyStatus_Error("not today"); };
    CHECK_TEXT(failure(refused), "RuntimeError: cannot start Python: not today");

    Config exits = config();
    exits.adjust = [](PyConfig&) { return PyStatus_Exit(3); };
    CHECK_TEXT(failure(exits), "RuntimeError: cannot start Python: it asks to exit with status 3");

    Config throws = config();
    throws.adjust = [](PyConfig&) -> PyStatus { throw std::runtime_error("thrown"); };
    CHECK_TEXT(failure(throws), "RuntimeError: cannot start Python: thrown");

    Config no_environment = config();
    no_environment.virtual_environment = "/nowhere/venv";
    CHECK_TEXT(failure(no_environment), "RuntimeError: cannot start Python: '/nowhere/venv' is no virtual "
                                        "environment: it has no pyvenv.cfg");

    // None of these touched Python: it can still be started.
    {
        const Interpreter python(config());
        CHECK_TEXT(evaluate("6 * 7"), "42");
    }

    // This one did, and the next says so instead of crashing in a half-made Python.
    Config no_home = config();
    no_home.home = "/nowhere";
    no_home.adjust = [](PyConfig& raw) {
        raw.pathconfig_warnings = 0;
        return PyStatus_Ok();
    };
    const std::string said = failure(no_home);
    CHECK(said.starts_with("RuntimeError: cannot start Python: "));
    CHECK(said.find("ncoding") != std::string::npos);
    CHECK_TEXT(failure(config()),
               "RuntimeError: cannot start Python: it failed before, and cannot be started "
               "again in this process");
    CHECK(!try_attach([](Python) {}));
    std::thread([] { CHECK(!try_attach([](Python) {})); }).join();
}

} // namespace

int main() {
    nothing_said();
    names_and_arguments();
    isolated();
    environment_stays();
    search_paths();
    signal_handlers();
    wrong_ones();
    std::puts("done");
}
