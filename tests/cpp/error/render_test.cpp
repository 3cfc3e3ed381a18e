// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/error/render.hpp>

#include "support.hpp"

#include <catch2/catch.hpp>

#include <thread>

using namespace tether;
using tether_tests::raised_by;

namespace {

std::string what(const char* statements) {
    return attach([&](Python py) -> std::string { return raised_by(py, statements).what(); });
}

} // namespace

TEST_CASE("what() is Python's text after the type's name") {
    CHECK(what("raise ValueError('text')") == "ValueError: text");
    CHECK(what("raise KeyError('k')") == "KeyError: 'k'");
    CHECK(what("raise ValueError") == "ValueError");
    CHECK(what("raise ValueError('')") == "ValueError");
    CHECK(what("raise OSError(2, 'gone')") == "FileNotFoundError: [Errno 2] gone");
    CHECK(what("1 / 0") == "ZeroDivisionError: division by zero");
    CHECK(what("raise SystemExit(3)") == "SystemExit: 3");
    CHECK(what("class Outer:\n    class Inner(Exception): pass\nraise Outer.Inner('text')") ==
          "Outer.Inner: text");
}

TEST_CASE("what() survives an exception whose text cannot be had") {
    CHECK(what("class Mute(Exception):\n    def __str__(self): raise KeyError\nraise Mute") ==
          "Mute: <exception str() failed>");
    CHECK(what("class Wrong(Exception):\n    def __str__(self): return 5\nraise Wrong") ==
          "Wrong: <exception str() failed>");
    CHECK(what("class Deep(Exception):\n    def __str__(self): return str(self)\nraise Deep") ==
          "Deep: <exception str() failed>");
    CHECK(what("class Exit(Exception):\n    def __str__(self): raise SystemExit(3)\nraise Exit") ==
          "Exit: <exception str() failed>");
}

TEST_CASE("what() is UTF-8 that ends at the first NUL") {
    CHECK(what("raise ValueError('größer \\U0001F600')") == "ValueError: größer \xF0\x9F\x98\x80");
    CHECK(what("raise ValueError('\\udc80')") == "ValueError: \\udc80");
    CHECK(what("raise ValueError('one\\0two')") == "ValueError: one");
    const PyErr error = PyErr::make<PyValueError>("bad \xFF text");
    attach([&](Python) { CHECK(std::string(error.what()) == "ValueError: bad \xEF\xBF\xBD text"); });
}

TEST_CASE("what() of an error that C++ made is known detached") {
    CHECK(std::string(PyErr::make<PyValueError>("text").what()) == "ValueError: text");
    CHECK(std::string(PyErr::make<PyValueError>("").what()) == "ValueError");
    CHECK(std::string(PyErr::make<PyOSError>("text").what()) == "OSError: text");
}

TEST_CASE("what() detached is the type's name of an error that nobody rendered") {
    const PyErr raised = attach([](Python py) { return raised_by(py, "raise KeyError('k')"); });
    const PyErr lazy = attach([](Python py) { return PyErr::make<PyOSError>(py, 2, "gone"); });
    const PyErr module_type =
        attach([](Python py) { return raised_by(py, "import decimal\nraise decimal.Inexact"); });
    const char* const before = raised.what();
    CHECK(std::string(before) == "KeyError");
    CHECK(std::string(lazy.what()) == "OSError");
    CHECK(std::string(module_type.what()) == "Inexact");
    attach([&](Python) { CHECK(std::string(raised.what()) == "KeyError: 'k'"); });
    CHECK(std::string(raised.what()) == "KeyError: 'k'");
    CHECK(std::string(before) == "KeyError"); // as long as the error lives
}

TEST_CASE("what() cuts a type's name at a character") {
    const PyErr error =
        attach([](Python py) { return raised_by(py, "raise type('ä' * 60, (Exception,), {})('text')"); });
    std::string expected;
    for (int i = 0; i < 47; ++i) expected += "ä";
    CHECK(std::string(error.what()) == expected);
}

TEST_CASE("what() leaves what is raised as it is") {
    attach([](Python py) {
        auto const error =
            raised_by(py, "class Mute(Exception):\n    def __str__(self): raise KeyError\nraise Mute");
        PyErr_SetString(PyExc_LookupError, "raised");
        CHECK(std::string(error.what()) == "Mute: <exception str() failed>");
        auto const still = PyErr::fetch(py);
        CHECK(still.is_instance<PyLookupError>(py));
        CHECK_FALSE(still.context(py).has_value());
    });
}

TEST_CASE("what() is one text for all copies and threads") {
    const PyErr error = attach([](Python py) { return raised_by(py, "raise KeyError('k')"); });
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([copy = error] { copy.what(); });
        threads.emplace_back([copy = error] { attach([&](Python) { copy.what(); }); });
    }
    for (auto& thread : threads) thread.join();
    CHECK(std::string(error.what()) == "KeyError: 'k'");
    CHECK(PyErr(error).what() == error.what());
}

TEST_CASE("what() says where a conversion failed") {
    attach([](Python py) {
        auto const mismatch = [&] {
            return detail::new_cast_error(
                *PyInt::create(py, 5).transform([](auto const& i) { return i.as_ptr(); }), "list");
        };
        auto error =
            PyErr::from_state(detail::at_place(detail::at_place(mismatch(), "item 3"), "argument 'a'"));
        CHECK(std::string(error.what()) ==
              "TypeError: argument 'a', item 3: 'int' object is not an instance of 'list'");
        CHECK(tether_tests::ask(py, error, "getattr(e, '__notes__', None)") == "None");
        CHECK(std::string(PyErr::from_state(detail::new_cast_error(Py_None, "list")).what()) ==
              "TypeError: 'None' is not an instance of 'list'");
    });
    CHECK(std::string(
              PyErr::from_state(detail::at_place(PyErr::make<PyValueError>("text").into_state(), "item 3"))
                  .what()) == "ValueError: item 3: text");
}

TEST_CASE("A moved-from error has a text") {
    PyErr error = PyErr::make<PyValueError>("text");
    PyErr const other = std::move(error);
    CHECK(std::string(error.what()) == "Python exception"); // NOLINT(bugprone-use-after-move)
    PyErr const copy = error;
    error = other;
    CHECK(std::string(error.what()) == "ValueError: text");
}
