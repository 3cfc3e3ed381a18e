// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/frozenset.hpp>

#include "scripted.hpp"

#include <catch2/catch.hpp>

#include <iterator>
#include <vector>

using namespace tether;
using namespace tether_tests;

static_assert(std::ranges::input_range<const Bound<PyFrozenSet>&>);
static_assert(!std::is_copy_constructible_v<PyFrozenSetBuilder>);

TEST_CASE("a frozenset is made of values, a range or an iterable") {
    attach([](Python py) {
        REQUIRE(repr(*PyFrozenSet::create(py)) == "frozenset()");
        REQUIRE(*PyFrozenSet::create(py, 1, "a", 1)->eq(eval(py, "frozenset({'a', 1})")));
        REQUIRE(*PyFrozenSet::from_range(py, std::vector{1, 2, 2})->eq(eval(py, "{1, 2}")));
        REQUIRE(*PyFrozenSet::from_iterable(eval(py, "'aba'"))->eq(eval(py, "{'a', 'b'}")));
        REQUIRE(error_of(PyFrozenSet::from_iterable(eval(py, "5"))) ==
                "TypeError: 'int' object is not iterable");
        const auto set = *PyFrozenSet::create(py, 1);
        REQUIRE(set.len() == 1);
        REQUIRE_FALSE(set.is_empty());
        REQUIRE(*set.contains(1));
        REQUIRE(set.hash().is_ok());
    });
}

TEST_CASE("making empty frozensets leaves the ones of others empty") {
    attach([](Python py) {
        const auto empty = eval(py, "frozenset()");
        REQUIRE(PyFrozenSet::create(py, 1)->len() == 1);
        auto builder = *PyFrozenSetBuilder::create(py);
        REQUIRE(builder.add(1).is_ok());
        REQUIRE(*empty.len() == 0);
        REQUIRE(PyFrozenSet::create(py)->is_empty());
    });
}

TEST_CASE("a value that does not convert or hash ends the making of a frozenset") {
    attach([](Python py) {
        const auto object = eval(py, "object()");
        const auto before = references(object);
        REQUIRE(error_type_of(PyFrozenSet::create(py, object, eval(py, "[]"))) == "TypeError");
        REQUIRE(error_type_of(PyFrozenSet::create(py, object, "\xff")) == "UnicodeDecodeError");
        REQUIRE(error_type_of(PyFrozenSet::from_range(py, std::vector{object, eval(py, "{}")})) ==
                "TypeError");
        REQUIRE(error_type_of(PyFrozenSet::from_iterable(eval(py, "[[]]"))) == "TypeError");
        REQUIRE(references(object) == before);
        {
            const auto set = *PyFrozenSet::create(py, object, object);
            REQUIRE(references(object) == before + 1);
            REQUIRE(references(set) == 1);
        }
        REQUIRE(references(object) == before);
    });
}

TEST_CASE("a builder makes a frozenset item by item") {
    attach([](Python py) {
        auto builder = *PyFrozenSetBuilder::create(py);
        REQUIRE(builder.add(1).is_ok());
        REQUIRE(builder.add("a").is_ok());
        REQUIRE(builder.add(1).is_ok());
        REQUIRE(error_type_of(builder.add(eval(py, "[]"))) == "TypeError");
        REQUIRE(error_type_of(builder.add("\xff")) == "UnicodeDecodeError");
        const auto set = std::move(builder).finalize();
        REQUIRE(*set.eq(eval(py, "{1, 'a'}")));
        REQUIRE(set.is_exact_instance_of<PyFrozenSet>());
        REQUIRE(references(set) == 1);
    });
}

TEST_CASE("a builder that is left or moved counts exactly") {
    attach([](Python py) {
        const auto object = eval(py, "object()");
        const auto before = references(object);
        {
            auto builder = *PyFrozenSetBuilder::create(py);
            REQUIRE(builder.add(object).is_ok());
            REQUIRE(references(object) == before + 1);
            auto moved = std::move(builder);
            REQUIRE(moved.add(1).is_ok());
            builder = *PyFrozenSetBuilder::create(py);
            REQUIRE(builder.add(object).is_ok());
            REQUIRE(references(object) == before + 2);
        }
        REQUIRE(references(object) == before);
    });
}

TEST_CASE("iterating a frozenset gives each value once and counts exactly") {
    attach([](Python py) {
        const auto object = eval(py, "object()");
        const auto set = *PyFrozenSet::create(py, object);
        const auto before = references(object);
        int count = 0;
        for (const auto& item : set) {
            REQUIRE(references(item) == before + 1);
            ++count;
        }
        REQUIRE(count == 1);
        REQUIRE(references(object) == before);
        for (const auto& item : *PyFrozenSet::create(py)) FAIL(repr(item));
        for (auto item : *PyFrozenSet::create(py, 7)) REQUIRE(repr(item) == "7");
    });
}

TEST_CASE("a subclass is a frozenset, a set is none") {
    attach([](Python py) {
        const Script script(py, "class Mine(frozenset): pass");
        REQUIRE(script("Mine([1])").is_instance_of<PyFrozenSet>());
        REQUIRE_FALSE(script("Mine([1])").is_exact_instance_of<PyFrozenSet>());
        REQUIRE(error_of(eval(py, "set()").cast<PyFrozenSet>()) ==
                "TypeError: 'set' object is not an instance of 'frozenset'");
    });
}
