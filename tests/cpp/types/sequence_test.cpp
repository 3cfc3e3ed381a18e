// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/tuple.hpp>
#include <tether/types/type.hpp>

#include "scripted.hpp"

#include <catch2/catch.hpp>

#include <limits>

using namespace tether;
using namespace tether_tests;

namespace {

constexpr std::size_t huge = std::numeric_limits<std::size_t>::max();

} // namespace

// Python's own caches of abstract base classes keep a little of each class that they were asked about.
TEST_CASE("sequences are what collections.abc says, and what is registered", "[leaks]") {
    attach([](Python py) {
        for (const char* yes : {"[]", "()", "''", "b''", "range(3)", "bytearray()", "memoryview(b'')",
                                "__import__('collections').deque()"}) {
            INFO(yes);
            REQUIRE(eval(py, yes).is_instance_of<PySequence>());
        }
        for (const char* no : {"{}", "set()", "5", "None", "iter([])"}) {
            INFO(no);
            REQUIRE_FALSE(eval(py, no).is_instance_of<PySequence>());
        }
        REQUIRE(error_of(eval(py, "{}").cast<PySequence>()) ==
                "TypeError: 'dict' object is not an instance of 'Sequence'");
        const Script script(py, R"(
class Plain:
    def __len__(self): return 2
    def __getitem__(self, i): return range(2)[i]
)");
        REQUIRE_FALSE(script("Plain()").is_instance_of<PySequence>());
        REQUIRE(PySequence::register_type(script("Plain")).is_ok());
        const auto plain = script.get<PySequence>("Plain()");
        REQUIRE(*plain.len() == 2);
        REQUIRE(repr(*plain.to_tuple()) == "(0, 1)");
        REQUIRE(error_type_of(PySequence::register_type(eval(py, "5"))) == "TypeError");
        REQUIRE(PySequence::type_object() == eval(py, "__import__('collections.abc').abc.Sequence").as_ptr());
    });
}

TEST_CASE("an object whose __class__ raises is no sequence, and the exception is reported") {
    attach([](Python py) {
        const Script script(py, R"(
import sys
seen = []
class Liar:
    @property
    def __class__(self): raise ZeroDivisionError('class')
old = sys.unraisablehook
sys.unraisablehook = lambda args: seen.append(args.exc_type.__name__)
)");
        REQUIRE_FALSE(script("Liar()").is_instance_of<PySequence>());
        script("setattr(sys, 'unraisablehook', old)");
        REQUIRE_FALSE(PyErr::occurred(py));
        REQUIRE(repr(script("seen")) == "['ZeroDivisionError']");
    });
}

TEST_CASE("a sequence written in Python is used through what it defines") {
    attach([](Python py) {
        const Script script(py, R"(
from collections.abc import MutableSequence
class Logged(MutableSequence):
    def __init__(self, *items): self.items = list(items)
    def __len__(self): return len(self.items)
    def __getitem__(self, i): return self.items[i]
    def __setitem__(self, i, v): self.items[i] = v
    def __delitem__(self, i): del self.items[i]
    def insert(self, i, v): self.items.insert(i, v)
)");
        const auto logged = script.get<PySequence>("Logged(1, 2, 3)");
        REQUIRE(*logged.len() == 3);
        REQUIRE(repr(*logged.get_item(1)) == "2");
        REQUIRE(error_type_of(logged.get_item(3)) == "IndexError");
        REQUIRE(error_type_of(logged.get_item(huge)) == "IndexError");
        REQUIRE(logged.set_item(0, "x").is_ok());
        REQUIRE(error_type_of(logged.set_item(9, 1)) == "IndexError");
        REQUIRE(repr(*logged.get_slice(1, huge)) == "[2, 3]");
        REQUIRE(logged.set_slice(1, 2, *PyList::create(py, "a", "b")).is_ok());
        REQUIRE(logged.del_item(3).is_ok());
        REQUIRE(error_type_of(logged.del_item(3)) == "IndexError");
        REQUIRE(repr(*logged.to_list()) == "['x', 'a', 'b']");
        REQUIRE(*logged.index("b") == 2);
        REQUIRE(*logged.count("a") == 1);
        REQUIRE(*logged.contains("x"));
        REQUIRE(logged.del_slice(0, huge).is_ok());
        REQUIRE(*logged.is_empty());
        REQUIRE(error_type_of(logged.concat(*PyList::create(py))) == "TypeError");
        REQUIRE(error_type_of(logged.repeat(2)) == "TypeError");
    });
}

TEST_CASE("what a sequence raises or lies about is the error of the operation") {
    attach([](Python py) {
        const Script script(py, R"(
from collections.abc import Sequence
class Hostile(Sequence):
    def __init__(self, length, item): self.length, self.item = length, item
    def __len__(self): return self.length()
    def __getitem__(self, i): return self.item(i)
def fail(*args): raise ArithmeticError('no')
)");
        REQUIRE(error_of(script.get<PySequence>("Hostile(fail, fail)").len()) == "ArithmeticError: no");
        REQUIRE(error_of(script.get<PySequence>("Hostile(lambda: 1, fail)").get_item(0)) ==
                "ArithmeticError: no");
        REQUIRE(error_type_of(script.get<PySequence>("Hostile(lambda: -1, fail)").len()) == "ValueError");
        REQUIRE(error_type_of(script.get<PySequence>("Hostile(lambda: 2 ** 70, fail)").len()) ==
                "OverflowError");
        REQUIRE(error_type_of(script.get<PySequence>("Hostile(lambda: 'x', fail)").len()) == "TypeError");
        REQUIRE(error_of(script.get<PySequence>("Hostile(lambda: 2, fail)").to_list()) ==
                "ArithmeticError: no");
        REQUIRE(error_of(script.get<PySequence>("Hostile(lambda: 2, fail)").to_tuple()) ==
                "ArithmeticError: no");
        REQUIRE(error_of(script.get<PySequence>("Hostile(lambda: 2, fail)").index(1)) ==
                "ArithmeticError: no");
        REQUIRE(error_of(script.get<PySequence>("Hostile(lambda: 2, fail)").count(1)) ==
                "ArithmeticError: no");
        // a length that lies too small or too large
        REQUIRE(repr(*script.get<PySequence>("Hostile(lambda: 0, range(3).__getitem__)").to_list()) ==
                "[0, 1, 2]");
        REQUIRE(repr(*script.get<PySequence>("Hostile(lambda: 99, range(3).__getitem__)").to_tuple()) ==
                "(0, 1, 2)");
    });
}

TEST_CASE("a str is a sequence of its characters") {
    attach([](Python py) {
        const auto text = eval<PySequence>(py, "'abc'");
        REQUIRE(repr(*text.get_item(2)) == "'c'");
        REQUIRE(repr(*text.get_slice(1, huge)) == "'bc'");
        REQUIRE(repr(*text.concat("d")) == "'abcd'");
        REQUIRE(repr(*text.repeat(2)) == "'abcabc'");
        REQUIRE(repr(*text.repeat(0)) == "''");
        REQUIRE(*text.index("b") == 1);
        REQUIRE(error_type_of(text.index(5)) == "ValueError");
        REQUIRE(error_type_of(text.set_item(0, "x")) == "TypeError");
    });
}

TEST_CASE("operations of a sequence are counted exactly") {
    attach([](Python py) {
        const auto object = eval(py, "object()");
        const auto before = references(object);
        {
            const Bound<PySequence> list = *PyList::create(py, object);
            REQUIRE(list.set_item(0, object).is_ok());
            REQUIRE(references(object) == before + 1);
            REQUIRE(list.get_item(0)->is(object));
            const auto both = *list.concat(list);
            REQUIRE(references(object) == before + 3);
            REQUIRE(references(both) == 1);
            const auto same = *list.in_place_repeat(3);
            REQUIRE(references(object) == before + 5);
            REQUIRE(references(list) == 2);
            REQUIRE(list.to_tuple()->len() == 3);
            REQUIRE(error_type_of(list.concat(object)) == "TypeError");
        }
        REQUIRE(references(object) == before);
    });
}
