// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/dict.hpp>
#include <tether/types/mapping_proxy.hpp>

#include "scripted.hpp"

#include <catch2/catch.hpp>

using namespace tether;
using namespace tether_tests;

TEST_CASE("a mapping proxy shows its mapping and cannot be changed") {
    attach([](Python py) {
        const auto dict = *PyDict::create(py, item("a", 1));
        const auto proxy = *PyMappingProxy::create(dict);
        REQUIRE(repr(*proxy.keys()) == "['a']");
        REQUIRE(repr(*proxy.values()) == "[1]");
        REQUIRE(repr(*proxy.items()) == "[('a', 1)]");
        REQUIRE(repr(*proxy.get_item("a")) == "1");
        REQUIRE(error_of(proxy.get_item("b")) == "KeyError: 'b'");
        REQUIRE(error_type_of(proxy.set_item("a", 2)) == "TypeError");
        REQUIRE(error_type_of(proxy.del_item("a")) == "TypeError");
        REQUIRE(dict.set_item("b", 2).is_ok());
        REQUIRE(*proxy.len() == 2);
        REQUIRE_FALSE(*proxy.is_empty());
        std::string seen;
        for (const auto& key : *proxy.iter()) seen += repr(*key);
        REQUIRE(seen == "'a''b'");
    });
}

TEST_CASE("a mapping proxy keeps its mapping alive") {
    attach([](Python py) {
        const auto dict = *PyDict::create(py);
        {
            const auto proxy = *PyMappingProxy::create(dict);
            REQUIRE(references(dict) == 2);
        }
        REQUIRE(references(dict) == 1);
    });
}

TEST_CASE("the dict of a class is a mapping proxy, and another mapping is none") {
    attach([](Python py) {
        REQUIRE(eval(py, "int.__dict__").is_instance_of<PyMappingProxy>());
        REQUIRE(eval(py, "int.__dict__").is_exact_instance_of<PyMappingProxy>());
        REQUIRE(error_of(eval(py, "{}").cast<PyMappingProxy>()) ==
                "TypeError: 'dict' object is not an instance of 'mappingproxy'");
        const auto of_chain = *PyMappingProxy::create(
            *eval(py, "__import__('collections').ChainMap({1: 2})").cast<PyMapping>());
        REQUIRE(repr(*of_chain.items()) == "[(1, 2)]");
    });
}

TEST_CASE("a mapping proxy of what only claims to be a mapping is refused") {
    attach([](Python py) {
        const Script script(py, R"(
from collections.abc import Mapping
class Hostile:
    __class__ = Mapping
)");
        REQUIRE(error_type_of(PyMappingProxy::create(script.get<PyMapping>("Hostile()"))) == "TypeError");
    });
}
