// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/error/attach.hpp>

#include "support.hpp"

#include <catch2/catch.hpp>

using namespace tether;
using tether_tests::raised_by;

TEST_CASE("attach() is a border for a callable that returns a PyResult") {
    auto const result =
        attach([](Python py) -> PyResult<int> { return *py.eval("{}['k']")->extract<int>(); });
    REQUIRE(result.is_err());
    CHECK(std::string(result.error().what()) == "KeyError: 'k'");
    auto const thrown = attach([](Python) -> PyResult<void> { throw PyErr::make<PyValueError>("text"); });
    CHECK(std::string(thrown.error().what()) == "ValueError: text");
    CHECK(*attach([](Python py) -> PyResult<int> { return py.eval("5")->extract<int>(); }) == 5);
}

TEST_CASE("attach() lets an exception of Python pass any other callable") {
    CHECK_THROWS_WITH(attach([](Python py) { *py.eval("{}['k']"); }), "KeyError: 'k'");
    CHECK_THROWS_AS(attach([](Python py) { *py.eval("{}['k']"); }), Raised);
    CHECK_THROWS_WITH(try_attach([](Python py) { *py.eval("{}['k']"); }), "KeyError: 'k'");
}

TEST_CASE("attach() lets C++ exceptions pass") {
    struct Mine {};
    CHECK_THROWS_AS(attach([](Python) { throw Mine(); }), Mine);
    CHECK_THROWS_AS(attach([](Python) -> PyResult<int> { throw std::runtime_error("text"); }),
                    std::runtime_error);
}

TEST_CASE("An error is rendered when it leaves the last attach of its thread, and not before") {
    int texts = 0;
    auto const count = [&](Python py, auto&& f) {
        auto const scope = *PyDict::create(py);
        *py.run("texts = 0\n"
                "class Counted(Exception):\n"
                "    def __str__(self):\n"
                "        global texts\n"
                "        texts += 1\n"
                "        return 'text'",
                scope);
        auto const type = **scope.get_item("Counted");
        auto result = f(PyErr::from_type(type));
        texts = *py.eval("texts", scope)->extract<int>();
        return result;
    };
    auto const nested = attach([&](Python py) -> PyResult<int> {
        return count(py, [](PyErr const& error) {
            auto const inner = attach([&](Python) -> PyResult<int> { return error; });
            CHECK_THROWS_AS(attach([&](Python) -> int { throw Raised(error); }), Raised);
            return inner;
        });
    });
    CHECK(texts == 0);
    CHECK(std::string(nested.error().what()) == "Counted: text");

    attach([&](Python py) {
        return count(py, [&](PyErr const& error) {
            py.detach(assume_ungil([&] {
                auto const inner = attach([&](Python) -> PyResult<int> { return error; });
                CHECK(std::string(inner.error().what()) == "Counted: text");
            }));
            return 0;
        });
    });
    CHECK(texts == 1);
}
