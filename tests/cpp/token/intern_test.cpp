// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/tether.hpp>

#include <catch2/catch.hpp>

#include <thread>

using namespace tether;

TEST_CASE("a literal's string is made once and interned") {
    attach([](Python py) {
        const auto name = intern<"a name of intern_test">(py);
        REQUIRE(*name.to_string() == "a name of intern_test");
        REQUIRE(intern<"a name of intern_test">(py).is(name));
        REQUIRE(py.import("sys")->call_method<"intern">("a name of intern_" + std::string("test"))->is(name));
        REQUIRE(!intern<"another name of intern_test">(py).is(name));
        PyObject* elsewhere = nullptr;
        py.detach(
            [](PyObject*& out) {
                std::thread([&] {
                    attach([&](Python p) { out = intern<"a name of intern_test">(p).as_ptr(); });
                }).join();
            },
            elsewhere);
        REQUIRE(elsewhere == name.as_ptr());
    });
}

TEST_CASE("an interned string keeps every character of its literal") {
    attach([](Python py) {
        REQUIRE(intern<"">(py).len() == 0);
        REQUIRE(intern<"a\0b">(py).len() == 3);
        REQUIRE(intern<"gr\xC3\xBC\xC3\x9F">(py).len() == 4);
    });
}

TEST_CASE("attributes and methods are found by interned names") {
    attach([](Python py) {
        const auto list = *py.eval("[3, 1, 2]");
        REQUIRE(list.call_method<"sort">().is_ok());
        REQUIRE(*list.repr()->to_string() == "[1, 2, 3]");
        REQUIRE(list.getattr<"append">()->call(4).is_ok());
        REQUIRE(*list.len() == 4);
        REQUIRE(list.getattr<"no_such_name">().is_err());
        REQUIRE(!list.getattr_opt<"no_such_name">()->has_value());
    });
}
