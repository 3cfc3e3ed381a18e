// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/set.hpp>

#include "scripted.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <iterator>
#include <limits>
#include <vector>

using namespace tether;
using namespace tether_tests;

static_assert(std::ranges::input_range<const Bound<PySet>&>);

TEST_CASE("a set is made of values, a range or an iterable") {
    attach([](Python py) {
        REQUIRE(repr(*PySet::create(py)) == "set()");
        REQUIRE(*PySet::create(py, 1, "a", 1)->eq(eval(py, "{'a', 1}")));
        REQUIRE(*PySet::from_range(py, std::vector{1, 2, 2})->eq(eval(py, "{1, 2}")));
        REQUIRE(repr(*PySet::from_range(py, std::vector<int>{})) == "set()");
        REQUIRE(*PySet::from_iterable(eval(py, "'aba'"))->eq(eval(py, "{'a', 'b'}")));
        REQUIRE(error_of(PySet::from_iterable(eval(py, "5"))) == "TypeError: 'int' object is not iterable");
        REQUIRE(error_type_of(PySet::from_iterable(eval(py, "[[]]"))) == "TypeError");
        REQUIRE(error_type_of(PySet::from_range(py, *eval(py, "(1 // n for n in (1, 0))").iter())) ==
                "ZeroDivisionError");
    });
}

TEST_CASE("a value that does not convert or hash ends the making of a set, and what was made is dropped") {
    attach([](Python py) {
        const auto object = eval(py, "object()");
        const auto before = references(object);
        REQUIRE(error_type_of(PySet::create(py, object, eval(py, "[]"))) == "TypeError");
        REQUIRE(error_type_of(PySet::create(py, object, "\xff")) == "UnicodeDecodeError");
        REQUIRE(error_type_of(PySet::from_range(py, std::vector{object, eval(py, "{}")})) == "TypeError");
        REQUIRE(references(object) == before);
        {
            const auto set = *PySet::create(py, object, object);
            REQUIRE(references(object) == before + 1);
            REQUIRE(references(set) == 1);
        }
        REQUIRE(references(object) == before);
    });
}

TEST_CASE("values are added, found and discarded, and counted exactly") {
    attach([](Python py) {
        const auto object = eval(py, "object()");
        const auto before = references(object);
        const auto set = *PySet::create(py);
        REQUIRE(set.is_empty());
        REQUIRE(set.add(object).is_ok());
        REQUIRE(set.add(object).is_ok());
        REQUIRE(references(object) == before + 1);
        REQUIRE(set.len() == 1);
        REQUIRE(*set.contains(object));
        REQUIRE_FALSE(*set.contains(5));
        REQUIRE_FALSE(*set.discard(5));
        REQUIRE(*set.discard(object));
        REQUIRE_FALSE(*set.discard(object));
        REQUIRE(references(object) == before);
        REQUIRE(set.add(object).is_ok());
        set.clear();
        REQUIRE(set.is_empty());
        REQUIRE(references(object) == before);
    });
}

TEST_CASE("a value that cannot be hashed or compared is the error of each operation on a set") {
    attach([](Python py) {
        const Script script(py, R"(
class Key:
    def __hash__(self): return 1
    def __eq__(self, other): raise ArithmeticError('eq')
class Unhashable:
    def __hash__(self): raise LookupError('hash')
)");
        const auto set = *PySet::create(py, 1);
        for (const char* expression : {"[]", "{}", "bytearray()"}) {
            const auto value = eval(py, expression);
            REQUIRE(error_type_of(set.add(value)) == "TypeError");
            REQUIRE(error_type_of(set.discard(value)) == "TypeError");
            REQUIRE(error_type_of(set.contains(value)) == "TypeError");
        }
        REQUIRE(error_of(set.add(script("Unhashable()"))) == "LookupError: hash");
        REQUIRE(error_of(set.discard(script("Unhashable()"))) == "LookupError: hash");
        const auto keys = *PySet::create(py, script("Key()"));
        REQUIRE(error_of(keys.add(script("Key()"))) == "ArithmeticError: eq");
        REQUIRE(error_of(keys.discard(1)) == "ArithmeticError: eq");
        REQUIRE(error_of(keys.contains(1)) == "ArithmeticError: eq");
        REQUIRE(error_type_of(set.add("\xff")) == "UnicodeDecodeError");
        REQUIRE(error_type_of(set.discard("\xff")) == "UnicodeDecodeError");
        REQUIRE(repr(set) == "{1}");
    });
}

TEST_CASE("NaN is found in a set by identity only") {
    attach([](Python py) {
        const auto nan = eval(py, "float('nan')");
        const auto set = *PySet::create(py, nan, std::numeric_limits<double>::quiet_NaN());
        REQUIRE(set.len() == 2);
        REQUIRE(*set.contains(nan));
        REQUIRE_FALSE(*set.discard(std::numeric_limits<double>::quiet_NaN()));
        REQUIRE(*set.discard(nan));
    });
}

TEST_CASE("a set in a set is found as Python finds it") {
    attach([](Python py) {
        const auto set = eval<PySet>(py, "{frozenset({1})}");
        REQUIRE(*set.contains(*PySet::create(py, 1)));
        REQUIRE_FALSE(*set.contains(*PySet::create(py)));
        REQUIRE(error_type_of(set.add(*PySet::create(py, 1))) == "TypeError");
    });
}

TEST_CASE("pop takes values until the set is empty") {
    attach([](Python py) {
        const auto object = eval(py, "object()");
        const auto before = references(object);
        const auto set = *PySet::create(py, object);
        {
            const auto popped = set.pop();
            REQUIRE(popped->is(object));
            REQUIRE(references(object) == before + 1);
        }
        REQUIRE(references(object) == before);
        REQUIRE_FALSE(set.pop().has_value());
        REQUIRE_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("iterating a set gives each value once") {
    attach([](Python py) {
        const auto set = eval<PySet>(py, "{1, 2, 3}");
        for (int round = 0; round < 2; ++round) {
            int sum = 0;
            for (const auto& item : set) sum += *item.extract<int>();
            REQUIRE(sum == 6);
        }
        for (const auto& item : *PySet::create(py)) FAIL(repr(item));
        for (auto item : *PySet::create(py, "x")) REQUIRE(repr(item) == "'x'");
        REQUIRE(std::ranges::distance(set) == 3);
    });
}

TEST_CASE("a set that changes its size while it is iterated ends the loop by RuntimeError") {
    attach([](Python py) {
        const auto set = eval<PySet>(py, "{1, 2, 3}");
        int count = 0;
        REQUIRE(thrown_by([&] {
                    for (const auto& item : set) {
                        ++count;
                        REQUIRE(*set.discard(item));
                    }
                }) == "RuntimeError: Set changed size during iteration");
        REQUIRE(count == 1);
        REQUIRE(thrown_by([&] {
                    for (const auto& item : set) REQUIRE(set.add(repr(item)).is_ok());
                }) == "RuntimeError: Set changed size during iteration");
        REQUIRE_FALSE(PyErr::occurred(py));
        std::string seen;
        for (const auto& item : *set.iter()) {
            seen = item.is_ok() ? "item" : error_of(item);
            set.clear();
            if (item.is_err()) break;
        }
        REQUIRE(seen == "RuntimeError: Set changed size during iteration");
    });
}

TEST_CASE("an iteration over a set is counted exactly, left early or by an error") {
    attach([](Python py) {
        const auto object = eval(py, "object()");
        auto set = *PySet::create(py, object);
        const auto before = references(object);
        for (const auto& item : set) REQUIRE(references(item) == before + 1);
        for (const auto& item : set) {
            REQUIRE(item.is(object));
            break;
        }
        REQUIRE(thrown_by([&] {
                    for (const auto& item : set) REQUIRE(set.add(references(item)).is_ok());
                }) != "no error");
        REQUIRE(references(object) == before);
        REQUIRE(references(set) == 1);
        for (const auto& item : set) {
            set = *PySet::create(py);
            REQUIRE(repr(item).size() > 0);
            break;
        }
        REQUIRE(references(object) == before - 1);
    });
}

TEST_CASE("a subclass of set is asked how it is iterated, and what it raises ends the loop") {
    attach([](Python py) {
        const Script script(py, R"(
class Raises(set):
    def __iter__(self): raise KeyError('iter')
    def __len__(self): return 99
)");
        const auto set = script.get<PySet>("Raises([1])");
        REQUIRE(set.len() == 1);
        REQUIRE(thrown_by([&] {
                    for (const auto& item : set) FAIL(repr(item));
                }) == "KeyError: 'iter'");
        REQUIRE_FALSE(set.is_exact_instance_of<PySet>());
        REQUIRE_FALSE(eval(py, "frozenset()").is_instance_of<PySet>());
        REQUIRE(error_of(eval(py, "[]").cast<PySet>()) ==
                "TypeError: 'list' object is not an instance of 'set'");
    });
}
