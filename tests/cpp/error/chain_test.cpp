// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/error/chain.hpp>

#include "support.hpp"

#include <catch2/catch.hpp>

using namespace tether;
using tether_tests::ask;
using tether_tests::raised_by;

TEST_CASE("The cause of an error is read, set and taken away") {
    attach([](Python py) {
        auto const error = raised_by(py, "raise ValueError('outer') from KeyError('inner')");
        REQUIRE(error.cause(py).has_value());
        CHECK(std::string(error.cause(py)->what()) == "KeyError: 'inner'");
        CHECK_FALSE(error.cause(py)->cause(py).has_value());

        auto const other = PyErr::make<PyTypeError>("other");
        error.set_cause(py, other);
        CHECK(error.cause(py)->value(py).is(other.value(py)));
        CHECK(ask(py, error, "e.__suppress_context__") == "True");
        error.set_cause(py, std::nullopt);
        CHECK_FALSE(error.cause(py).has_value());
        CHECK(ask(py, error, "e.__cause__") == "None");
    });
}

TEST_CASE("The context of an error is read, set and taken away") {
    attach([](Python py) {
        auto const error = raised_by(py, "try:\n    {}['k']\nexcept KeyError:\n    1 / 0");
        CHECK(std::string(error.what()) == "ZeroDivisionError: division by zero");
        CHECK(std::string(error.context(py)->what()) == "KeyError: 'k'");
        CHECK_FALSE(error.cause(py).has_value());
        error.set_context(py, std::nullopt);
        CHECK_FALSE(error.context(py).has_value());
        error.set_context(py, PyErr::make<PyTypeError>("other"));
        CHECK(ask(py, error, "repr(e.__context__)") == "TypeError('other')");
    });
}

TEST_CASE("Notes are kept by every version of Python") {
    attach([](Python py) {
        auto const error = PyErr::make<PyValueError>("text");
        *error.add_note(py, "first");
        *error.add_note(py, "zweite: größer");
        CHECK(ask(py, error, "e.__notes__") == "['first', 'zweite: größer']");
    });
}

TEST_CASE("A note that the exception refuses is an error") {
    attach([](Python py) {
        auto const error = raised_by(py, "class Closed(Exception):\n"
                                         "    __notes__ = 5\n"
                                         "    def __setattr__(self, name, value): raise LookupError(name)\n"
                                         "raise Closed");
        CHECK(error.add_note(py, "note").is_err());
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("The traceback of an error is read and set") {
    attach([](Python py) {
        auto const error = raised_by(py, "def f(): raise ValueError\nf()");
        REQUIRE(error.traceback(py).has_value());
        CHECK(*error.traceback(py)->getattr("tb_next")->getattr("tb_lineno")->extract<int>() == 1);
        auto const fresh = PyErr::make<PyValueError>("text");
        CHECK_FALSE(fresh.traceback(py).has_value());
        fresh.set_traceback(*error.traceback(py));
        CHECK(fresh.traceback(py)->is(*error.traceback(py)));
    });
}

TEST_CASE("An error of somebody else's code says in a note where it was converted") {
    attach([](Python py) {
        auto error = raised_by(py, "raise KeyError('k')");
        auto* const state =
            detail::at_place(detail::at_place(std::move(error).into_state(), "item 3"), "argument 'a'");
        auto const placed = PyErr::from_state(state);
        CHECK(ask(py, placed, "e.__notes__") == "[\"while converting argument 'a', item 3\"]");
        placed.restore(py);
        CHECK(ask(py, PyErr::fetch(py), "e.__notes__") == "[\"while converting argument 'a', item 3\"]");
    });
}

TEST_CASE("An error that others share keeps its place to itself") {
    attach([](Python) {
        auto const kept = PyErr::make<PyValueError>("text");
        auto const placed = PyErr::from_state(detail::at_place(PyErr(kept).into_state(), "item 3"));
        CHECK(std::string(placed.what()) == "ValueError: text");
    });
}

TEST_CASE("A place that is added to an error that was looked at is a note") {
    attach([](Python py) {
        auto error = PyErr::make<PyValueError>("text");
        error.value(py);
        auto const placed = PyErr::from_state(detail::at_place(std::move(error).into_state(), "item 3"));
        CHECK(ask(py, placed, "e.args, e.__notes__") == "(('text',), ['while converting item 3'])");
    });
}
