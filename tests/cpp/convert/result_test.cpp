// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/result.hpp>
#include <tether/types/list.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

using namespace tether;
using tether_tests::eval;
using tether_tests::into;

TEST_CASE("a PyResult becomes its value, success None, an error the exception") {
    attach([](Python py) {
        CHECK(into(PyResult<int>(5)) == "5");
        CHECK(into(PyResult<void>(ok())) == "None");
        CHECK(into(PyResult<int>(PyErr::make<PyKeyError>("k"))) == "KeyError: 'k'");
        CHECK(into(PyResult<void>(PyErr::make<PyValueError>("no"))) == "ValueError: no");
        const PyResult<std::string> kept("text");
        CHECK(into(kept) == "'text'");
        const PyResult<std::string> failed(PyErr::make<PyOSError>("disk"));
        CHECK(into(failed) == "OSError: disk");
        CHECK(into(failed) == "OSError: disk");
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("a PyErr becomes its exception, which is not raised") {
    attach([](Python py) {
        auto const error = PyErr::make<PyKeyError>("k");
        CHECK(into(error) == "KeyError('k')");
        CHECK(into(PyErr::make<PyValueError>("no")) == "ValueError('no')");
        CHECK(into(Raised(error)) == "KeyError('k')");
        CHECK_FALSE(PyErr::occurred(py));
        auto const list = *PyList::create(py, error, error);
        CHECK(list.get_item(0)->is(error.value(py)));
        CHECK(list.get_item(1)->is(error.value(py)));
        CHECK(into_pyobject(py, error)->is(error.value(py)));
    });
}

TEST_CASE("an exception that cannot be made becomes the one that says why") {
    attach([](Python py) {
        CHECK(into(PyErr::from_type(eval(py, "int"))) ==
              "TypeError('exceptions must derive from BaseException')");
        CHECK_FALSE(PyErr::occurred(py));
    });
}
