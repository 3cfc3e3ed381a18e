// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/bool.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

using namespace tether;
using tether_tests::into;
using tether_tests::Script;
using tether_tests::through;

TEST_CASE("only the two bools are bool: truth is not asked for") {
    attach([](Python py) {
        CHECK(through<bool>(py, "True") == "True");
        CHECK(through<bool>(py, "False") == "False");
        CHECK(into(true) == "True");
        CHECK(through<bool>(py, "1") == "TypeError: 'int' object is not an instance of 'bool'");
        CHECK(through<bool>(py, "0") == "TypeError: 'int' object is not an instance of 'bool'");
        CHECK(through<bool>(py, "''") == "TypeError: 'str' object is not an instance of 'bool'");
        CHECK(through<bool>(py, "[1]") == "TypeError: 'list' object is not an instance of 'bool'");
        CHECK(through<bool>(py, "None") == "TypeError: 'None' is not an instance of 'bool'");
    });
}

TEST_CASE("numpy's own bool is known by its name") {
    attach([](Python py) {
        Script script(py, R"(
def make(name, answer):
    def __bool__(self): return answer()
    return type(name, (), {'__bool__': __bool__})()
)");
        CHECK(through<bool>(script("make('numpy.bool_', lambda: True)")) == "True");
        CHECK(through<bool>(script("make('numpy.bool', lambda: False)")) == "False");
        CHECK(through<bool>(script("make('numpy.bool_', lambda: 1 / 0)")) ==
              "ZeroDivisionError: division by zero");
        CHECK(through<bool>(script("make('bool_', lambda: True)")) ==
              "TypeError: 'bool_' object is not an instance of 'bool'");
    });
}
