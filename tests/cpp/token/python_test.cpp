// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/tether.hpp>

#include <catch2/catch.hpp>

using namespace tether;

static_assert(std::is_empty_v<Python>);
static_assert(std::is_trivially_copyable_v<Python>);
static_assert(!std::is_default_constructible_v<Python>);
static_assert(PythonVersion{3, 14, 2} > PythonVersion{3, 9, 18});
static_assert(PythonVersion{3, 14, 2} == PythonVersion{3, 14, 2});
static_assert(PythonVersion{3, 14} <= PythonVersion{3, 14, 2});

TEST_CASE("a token comes from attach(), from any pointer, and out of the air where one is attached") {
    attach([](Python py) {
        const Python copied = py;
        const auto list = *copied.eval("[]");
        REQUIRE(list.py().eval("1").is_ok());
        REQUIRE(list.as_borrowed().py().eval("1").is_ok());
        REQUIRE(Python::assume_attached().eval("1").is_ok());
    });
}

TEST_CASE("the singletons and the types are at hand") {
    attach([](Python py) {
        REQUIRE(py.None().is_none());
        REQUIRE(py.Ellipsis().is(*py.eval("...")));
        REQUIRE(py.NotImplemented().is(*py.eval("NotImplemented")));
    });
}
