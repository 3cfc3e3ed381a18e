// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/traceback.hpp>

#include <catch2/catch.hpp>

#include "scripted.hpp"

using namespace tether;
using tether_tests::error_of;
using tether_tests::error_type_of;
using tether_tests::references;
using tether_tests::Script;

TEST_CASE("a traceback is formatted as Python prints it") {
    attach([](Python py) {
        Script const script(py, "def inner(): return 1 / 0\n"
                                "def outer(): return inner()\n");
        auto failed = script("outer").call();
        REQUIRE(error_of(failed) == "ZeroDivisionError: division by zero");
        auto traceback = failed.error().traceback(py);
        REQUIRE(traceback.has_value());
        CHECK(*traceback->format() == "Traceback (most recent call last):\n"
                                      "  File \"<string>\", line 2, in outer\n"
                                      "  File \"<string>\", line 1, in inner\n");
        auto const before = references(*traceback);
        (void)traceback->format();
        CHECK(references(*traceback) == before);
    });
}

TEST_CASE("a traceback is formatted whatever its file is called") {
    attach([](Python py) {
        auto code = *py.eval("compile('1 / 0', 'odd\\udcff name', 'eval')")->cast<PyCode>();
        auto failed = code.run();
        REQUIRE(failed.is_err());
        auto const text = *failed.error().traceback(py)->format();
        CHECK(text.find("name\", line 1, in <module>") != std::string::npos);
    });
}

TEST_CASE("formatting a traceback may fail") {
    attach([](Python py) {
        auto failed = py.eval("1 / 0");
        auto traceback = *failed.error().traceback(py);
        auto io = *py.import("io");
        auto old = *io.getattr("StringIO");
        *io.setattr("StringIO", *py.eval("lambda: {}['no file']"));
        CHECK(error_of(traceback.format()) == "KeyError: 'no file'");
        *io.setattr("StringIO", *py.eval("int"));
        CHECK(error_type_of(traceback.format()) == "AttributeError");
        *io.setattr("StringIO", old);
        CHECK(traceback.format().is_ok());
    });
}

TEST_CASE("an exception that was not raised has no traceback, and can be given one") {
    attach([](Python py) {
        auto error = PyErr::make<PyValueError>("made in C++");
        CHECK_FALSE(error.traceback(py).has_value());
        auto raised = py.eval("1 / 0");
        auto const traceback = *raised.error().traceback(py);
        error.set_traceback(traceback);
        CHECK(error.traceback(py)->is(traceback));
    });
}

TEST_CASE("a traceback is made for a frame") {
    attach([](Python py) {
        auto raised = Script(py, "def f(): raise ValueError\n")("f").call();
        auto const inner = *raised.error().traceback(py);
        auto const frame = *inner.getattr("tb_frame");
        auto const one = *PyTraceback::create(std::nullopt, frame, 0, 41);
        CHECK(*one.getattr("tb_lineno")->extract<int>() == 41);
        CHECK(one.getattr("tb_next")->is_none());
        auto const two = *PyTraceback::create(one, frame, 0, 42);
        CHECK(two.getattr("tb_next")->is(one));
        CHECK(two.format()->find("line 42") < two.format()->find("line 41"));
        CHECK(error_type_of(PyTraceback::create(one, *py.eval("5"), 0, 1)) == "TypeError");
        CHECK(error_of(py.eval("5")->cast<PyTraceback>()) ==
              "TypeError: 'int' object is not an instance of 'traceback'");
    });
}
