// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/result.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

using namespace tether;
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
