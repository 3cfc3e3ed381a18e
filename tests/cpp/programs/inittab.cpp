// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A module of the program itself is imported by name, in every interpreter that the program starts.
#include "check.hpp"

using namespace tether;
using tether_tests::config;
using tether_tests::evaluate;

namespace {

int bodies_run = 0;

std::size_t length_of(const std::string& text) { return text.size(); }

} // namespace

TETHER_MODULE(of_the_program, m) {
    ++bodies_run;
    m.doc("A module of the program.").add_function<"length_of(text)", length_of>().add("ANSWER", 42);
}

int main() {
    CHECK(append_to_inittab("of_the_program", PyInit_of_the_program).is_ok());
    for (int i = 1; i <= 3; ++i) {
        const Interpreter python(config());
        CHECK_TEXT(evaluate("'of_the_program' in __import__('sys').builtin_module_names"), "True");
        CHECK_TEXT(evaluate("__import__('of_the_program').ANSWER"), "42");
        CHECK_TEXT(evaluate("__import__('of_the_program').length_of('four')"), "4");
        CHECK_TEXT(evaluate("__import__('of_the_program').__doc__"), "A module of the program.");
        CHECK(bodies_run == i);

        auto late = append_to_inittab("too_late", PyInit_of_the_program);
        CHECK(late.is_err());
        CHECK_TEXT(late.error().what(),
                   "RuntimeError: append_to_inittab: Python is running, too late for 'too_late'");
    }
    CHECK(append_to_inittab("later", PyInit_of_the_program).is_ok());
    std::puts("done");
}
