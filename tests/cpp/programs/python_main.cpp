// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Interpreter::main: this program is a `python` that has one module more.
#include "check.hpp"

#include <tether/module.hpp>

using namespace tether;

TETHER_MODULE(answers, m) {
    m.add_function<"answer()", [] { return 42; }>();
}

namespace {

/// The exit status of a command line. The end of Python's own main() forgets what was made importable.
int run(std::vector<std::string> words) {
    *append_to_inittab("answers", PyInit_answers);
    words.insert(words.begin(), "python");
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    return Interpreter::main(static_cast<int>(argv.size()), argv.data());
}

} // namespace

int main() {
    CHECK(run({"-c", "import answers; print(answers.answer())"}) == 0);
    CHECK(Py_IsInitialized() == 0);
    CHECK(run({"-c", "1/0"}) == 1);
    CHECK(run({"-c", "import sys; assert sys.argv == ['-c', 'a', 'b c']", "a", "b c"}) == 0);
    CHECK(run({"--no-such-option"}) == 2);
    // Older Pythons end the process here.
    CHECK(run({"-c", "import answers; raise SystemExit(answers.answer() - 42)"}) == 0);
}
