// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/dict.hpp>
#include <tether/types/mapping.hpp>

#include "scripted.hpp"

#include <catch2/catch.hpp>

using namespace tether;
using namespace tether_tests;

// Python's own caches of abstract base classes keep a little of each class that they were asked about.
TEST_CASE("mappings are what collections.abc says, and what is registered", "[leaks]") {
    attach([](Python py) {
        for (const char* yes : {"{}", "type.__dict__", "__import__('collections').OrderedDict()",
                                "__import__('collections').ChainMap()", "__import__('os').environ"}) {
            INFO(yes);
            REQUIRE(eval(py, yes).is_instance_of<PyMapping>());
        }
        for (const char* no : {"[]", "set()", "''", "None", "{}.items()"}) {
            INFO(no);
            REQUIRE_FALSE(eval(py, no).is_instance_of<PyMapping>());
        }
        REQUIRE(error_of(eval(py, "[]").cast<PyMapping>()) ==
                "TypeError: 'list' object is not an instance of 'Mapping'");
        const Script script(py, R"(
class Plain:
    def keys(self): return 'ab'
    def values(self): return [1, 2]
    def items(self): return zip('ab', [1, 2])
    def __getitem__(self, key): return 'ab'.index(key) + 1
    def __len__(self): return 2
    def __contains__(self, key): return key in 'ab'
)");
        REQUIRE_FALSE(script("Plain()").is_instance_of<PyMapping>());
        REQUIRE(PyMapping::register_type(script("Plain")).is_ok());
        const auto plain = script.get<PyMapping>("Plain()");
        REQUIRE(repr(*plain.keys()) == "['a', 'b']");
        REQUIRE(repr(*plain.values()) == "[1, 2]");
        REQUIRE(repr(*plain.items()) == "[('a', 1), ('b', 2)]");
        REQUIRE(repr(*plain.get_item("b")) == "2");
        REQUIRE(error_type_of(plain.get_item("c")) == "ValueError");
        REQUIRE(*plain.contains("a"));
        REQUIRE(*plain.len() == 2);
        REQUIRE(error_type_of(plain.set_item("a", 1)) == "TypeError");
        REQUIRE(error_type_of(PyMapping::register_type(eval(py, "5"))) == "TypeError");
        REQUIRE(PyMapping::type_object() == eval(py, "__import__('collections.abc').abc.Mapping").as_ptr());
    });
}

TEST_CASE("what only claims to be a mapping is found out by its operations") {
    attach([](Python py) {
        const Script script(py, R"(
from collections.abc import Mapping
class Hostile:
    __class__ = Mapping
class Raises(dict):
    def keys(self): raise ZeroDivisionError('keys')
    def values(self): return 5
    def items(self): return None
)");
        const auto hostile = script.get<PyMapping>("Hostile()");
        REQUIRE(error_type_of(hostile.keys()) == "AttributeError");
        REQUIRE(error_type_of(hostile.values()) == "AttributeError");
        REQUIRE(error_type_of(hostile.items()) == "AttributeError");
        REQUIRE(error_type_of(hostile.get_item(1)) == "TypeError");
        REQUIRE(error_type_of(hostile.len()) == "TypeError");
        REQUIRE(error_type_of(hostile.contains(1)) == "TypeError");
        const auto raises = script.get<PyMapping>("Raises({1: 2})");
        REQUIRE(error_of(raises.keys()) == "ZeroDivisionError: keys");
        REQUIRE(error_type_of(raises.values()) == "TypeError");
        REQUIRE(error_type_of(raises.items()) == "TypeError");
        // dict itself does not ask
        REQUIRE(repr(*raises.cast<PyDict>()->keys()) == "[1]");
    });
}

TEST_CASE("a dict is a mapping") {
    attach([](Python py) {
        const auto dict = *PyDict::create(py, item("a", 1));
        const PyMapping& mapping = dict;
        REQUIRE(repr(*mapping.items()) == "[('a', 1)]");
        REQUIRE(error_of(mapping.get_item("b")) == "KeyError: 'b'");
        REQUIRE_FALSE(dict.get_item("b")->has_value());
        REQUIRE(mapping.set_item("b", 2).is_ok());
        REQUIRE(mapping.del_item("a").is_ok());
        REQUIRE(repr(dict) == "{'b': 2}");
    });
}
