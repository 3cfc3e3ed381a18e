// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The packages of a virtual environment can be imported. The argument is the python that makes one.
#include "check.hpp"

#include <filesystem>
#include <fstream>

using namespace tether;
using tether_tests::evaluate;
namespace fs = std::filesystem;

namespace {

/// A folder that is gone at the end.
struct Folder {
    fs::path path;

    Folder() {
        std::string name = (fs::temp_directory_path() / "tether_XXXXXX").string();
        CHECK(mkdtemp(name.data()) != nullptr);
        path = fs::canonical(name);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { fs::remove_all(path); }
};

void write(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream(path) << text;
}

fs::path make_environment(const std::string& python, const fs::path& path) {
    CHECK(std::system(("'" + python + "' -m venv --without-pip '" + path.string() + "'").c_str()) == 0);
    fs::path packages;
    for (const auto& entry : fs::directory_iterator(path / "lib")) packages = entry.path() / "site-packages";
    write(packages / "only_in_the_environment" / "__init__.py", "ANSWER = 42\n");
    return path;
}

std::string failure(const std::string& environment) {
    auto started = Interpreter::start(Config{.isolated = true, .virtual_environment = environment});
    CHECK(started.is_err());
    return started.error().what();
}

void is_honoured(const std::string& said, const fs::path& path) {
    const Interpreter python(Config{.isolated = true, .virtual_environment = said});
    CHECK_TEXT(evaluate("__import__('only_in_the_environment').ANSWER"), "42");
    CHECK_TEXT(evaluate("__import__('sys').prefix"), path.string());
    CHECK_TEXT(evaluate("__import__('sys').executable"), (path / "bin/python").string());
    CHECK_TEXT(evaluate("__import__('sys').base_prefix == __import__('sys').prefix"), "False");
    // A process that Python starts lives in the environment as well.
    CHECK_TEXT(evaluate("__import__('subprocess').run([__import__('sys').executable, '-I', '-c', "
                        "'import only_in_the_environment']).returncode"),
               "0");
}

void is_missed_without() {
    const Interpreter python(tether_tests::config());
    CHECK_TEXT(evaluate("__import__('only_in_the_environment')"),
               "ModuleNotFoundError: No module named 'only_in_the_environment'");
}

} // namespace

int main(int, char** argv) {
    const Folder folder;
    const fs::path path = make_environment(argv[1], folder.path / "with a space");
    is_honoured(path.string(), path);
    is_missed_without();
    fs::current_path(folder.path);
    is_honoured("with a space", path);
    is_missed_without();

    const fs::path foreign = folder.path / "foreign";
    write(foreign / "pyvenv.cfg", "home = /usr/bin\nversion = 3.4.1\n");
    std::string version = Py_GetVersion();
    version.resize(version.find('.', 2));
    CHECK_TEXT(failure(foreign.string()), "RuntimeError: cannot start Python: the virtual environment '" +
                                              foreign.string() + "' is of Python 3.4, this is " + version);
    write(foreign / "pyvenv.cfg", "home = /usr/bin\r\nversion_info = 3.40.0.final.0\r\n");
    CHECK(failure(foreign.string()).find("is of Python 3.40, this is") != std::string::npos);
    CHECK(failure(folder.path.string()).find("is no virtual environment") != std::string::npos);
    std::puts("done");
}
