// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/error/c_result.hpp>

#include "support.hpp"

#include <catch2/catch.hpp>

using namespace tether;

TEST_CASE("What C gives becomes a result") {
    attach([](Python) {
        CHECK(detail::succeeded(0).is_ok());
        CHECK(*detail::truth(1));
        CHECK_FALSE(*detail::truth(0));
        for (int i = 0; i < 3; ++i) {
            PyErr_SetString(PyExc_KeyError, "k");
            PyErr const error = i == 0   ? detail::succeeded(-1).error()
                                : i == 1 ? detail::truth(-1).error()
                                         : detail::owned<PyAny>(nullptr).error();
            CHECK(std::string(error.what()) == "KeyError: 'k'");
            CHECK(PyErr_Occurred() == nullptr);
        }
    });
}
