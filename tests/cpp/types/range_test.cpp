// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/list.hpp>
#include <tether/types/range.hpp>

#include "scripted.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <limits>

using namespace tether;
using namespace tether_tests;

static_assert(std::derived_from<PyRange, PySequence>);

TEST_CASE("a range is made of ints and tells its members") {
    attach([](Python py) {
        const auto range = *PyRange::create(py, 1, 5);
        REQUIRE(repr(range) == "range(1, 5)");
        REQUIRE(*range.start() == 1);
        REQUIRE(*range.stop() == 5);
        REQUIRE(*range.step() == 1);
        const auto down = *PyRange::create(py, 10, -1, -3);
        REQUIRE(repr(down) == "range(10, -1, -3)");
        REQUIRE(*down.step() == -3);
        REQUIRE(repr(*down.to_list()) == "[10, 7, 4, 1]");
        REQUIRE(repr(*PyRange::create(py, PY_SSIZE_T_MIN, PY_SSIZE_T_MAX)) ==
                "range(-9223372036854775808, 9223372036854775807)");
    });
}

TEST_CASE("a range of what is no int, or with a step of 0, is refused") {
    attach([](Python py) {
        REQUIRE(error_type_of(PyRange::create(py, 1, 2, 0)) == "ValueError");
        REQUIRE(error_type_of(PyRange::create(py, 1.5, 2)) == "TypeError");
        REQUIRE(error_type_of(PyRange::create(py, 1, py.None())) == "TypeError");
        REQUIRE(error_type_of(PyRange::create(py, 1, 2, "x")) == "TypeError");
        REQUIRE(error_type_of(PyRange::create(py, "\xff", 2)) == "UnicodeDecodeError");
        REQUIRE(error_type_of(PyRange::create(py, 1, "\xff")) == "UnicodeDecodeError");
        REQUIRE(error_type_of(PyRange::create(py, 1, 2, "\xff")) == "UnicodeDecodeError");
        const Script script(py, "class Two:\n    def __index__(self): return 2");
        REQUIRE(repr(*PyRange::create(py, 0, script("Two()"))) == "range(0, 2)");
    });
}

TEST_CASE("a range beyond 64 bits is a range whose members and length do not fit") {
    attach([](Python py) {
        const auto range = *PyRange::create(py, 0, eval(py, "10 ** 30"));
        REQUIRE(*range.start() == 0);
        REQUIRE(error_type_of(range.stop()) == "OverflowError");
        REQUIRE(error_type_of(range.len()) == "OverflowError");
        REQUIRE(repr(*range.get_item(5)) == "5");
        REQUIRE(repr(*range.get_slice(0, 3)) == "range(0, 3)");
        REQUIRE(*range.contains(eval(py, "10 ** 29")));
    });
}

TEST_CASE("a range is a sequence that cannot be changed") {
    attach([](Python py) {
        const auto range = *PyRange::create(py, 0, 10, 2);
        REQUIRE(*range.len() == 5);
        REQUIRE(repr(*range.get_item(4)) == "8");
        REQUIRE(error_type_of(range.get_item(5)) == "IndexError");
        REQUIRE(error_type_of(range.get_item(std::numeric_limits<std::size_t>::max())) == "IndexError");
        REQUIRE(*range.index(6) == 3);
        REQUIRE(*range.count(6) == 1);
        REQUIRE_FALSE(*range.contains(7));
        REQUIRE(error_type_of(range.set_item(0, 1)) == "TypeError");
        std::string seen;
        for (const auto& item : *range.iter()) seen += repr(*item);
        REQUIRE(seen == "02468");
        REQUIRE(range.is_exact_instance_of<PyRange>());
        REQUIRE(error_of(eval(py, "[]").cast<PyRange>()) ==
                "TypeError: 'list' object is not an instance of 'range'");
        REQUIRE(references(range) == 1);
    });
}
