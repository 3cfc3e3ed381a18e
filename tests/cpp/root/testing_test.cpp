// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/testing.hpp>

#include <catch2/catch.hpp>

using namespace tether;

TEST_CASE("Python code runs with variables of C++ as its globals") {
    attach([](Python py) {
        const auto items = *PyList::create(py, 1, 2);
        const int count = 2;
        const std::string word = "two";
        TETHER_PY_RUN(py, R"(
            assert len(items) == count, items
            items.append(word)
            if True:
                items.append(word[0])
        )",
                      items, count, word);
        REQUIRE(items.len() == 4);
        TETHER_PY_RUN(py, "assert items == [1, 2, 'two', 't']", items);
        TETHER_PY_RUN(py, "assert 'count' not in globals()");
    });
}

TEST_CASE("what fails in it shows its traceback and is thrown") {
    attach([](Python py) {
        const auto stream = *py.import("io")->call_method("StringIO");
        const auto sys = *py.import("sys");
        const auto before = *sys.getattr("stderr");
        *sys.setattr("stderr", stream);
        const int x = 1;
        std::string thrown;
        try {
            TETHER_PY_RUN(py, "assert x == 2, 'not two'", x);
        } catch (const PyErr& error) {
            if (error.is_instance<PyAssertionError>(py)) thrown = error.what();
        }
        *sys.setattr("stderr", before);
        REQUIRE(thrown == "AssertionError: not two");
        const auto shown = *stream.call_method("getvalue")->extract<std::string>();
        CHECK(shown.find("Traceback") != std::string::npos);
        CHECK(shown.find("AssertionError: not two") != std::string::npos);
    });
}
