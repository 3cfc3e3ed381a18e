// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/bool.hpp>
#include <tether/types/int.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <limits>

#include "scripted.hpp"

using namespace tether;
using tether_tests::error_of;
using tether_tests::eval;
using tether_tests::references;
using tether_tests::repr;
using tether_tests::Script;

TEST_CASE("an int is made from every integral type") {
    attach([](Python py) {
        CHECK(repr(*PyInt::create(py, 5)) == "5");
        CHECK(repr(*PyInt::create(py, std::int8_t{-128})) == "-128");
        CHECK(repr(*PyInt::create(py, std::uint16_t{65535})) == "65535");
        CHECK(repr(*PyInt::create(py, std::numeric_limits<std::int64_t>::min())) == "-9223372036854775808");
        CHECK(repr(*PyInt::create(py, std::numeric_limits<std::uint64_t>::max())) == "18446744073709551615");
        CHECK(repr(*PyInt::create(py, 5UL)) == "5");
        CHECK(PyInt::create(py, 0)->is_exact_instance_of<PyInt>());
    });
}

TEST_CASE("an int compares with every integral type") {
    attach([](Python py) {
        auto five = *PyInt::create(py, 5);
        CHECK(five == 5);
        CHECK(5U == five);
        CHECK(five == std::int8_t{5});
        CHECK(five == std::uint64_t{5});
        CHECK(five != 6);
        CHECK(five < 6);
        CHECK(five >= 5U);
        CHECK(4 < five);
        CHECK((five <=> 7LL) == std::strong_ordering::less);
        auto minus = *PyInt::create(py, -1);
        CHECK(minus == -1);
        CHECK(minus != std::numeric_limits<std::uint64_t>::max()); // as it would be in C++
        CHECK(minus < 0U);
        CHECK(minus > std::numeric_limits<std::int64_t>::min());
    });
}

TEST_CASE("an int compares right beyond the range of any integral type") {
    attach([](Python py) {
        constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
        constexpr auto highest = std::numeric_limits<std::uint64_t>::max();
        auto least = eval<PyInt>(py, "-2**63");
        CHECK(least == lowest);
        CHECK(least < 0U);
        auto most = eval<PyInt>(py, "2**64 - 1");
        CHECK(most == highest);
        CHECK(most > std::numeric_limits<std::int64_t>::max());
        CHECK(most > highest - 1);
        auto below = eval<PyInt>(py, "-2**63 - 1");
        CHECK(below < lowest);
        CHECK(below < 0U);
        CHECK(below != lowest);
        auto above = eval<PyInt>(py, "2**64");
        CHECK(above > highest);
        CHECK(above > lowest);
        CHECK(above != highest);
        CHECK(eval<PyInt>(py, "10**5000") > highest);
        CHECK(eval<PyInt>(py, "-10**5000") < lowest);
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("an int is told from what is none; what a subclass overrides is not asked") {
    attach([](Python py) {
        CHECK(error_of(py.eval("5.0")->cast<PyInt>()) ==
              "TypeError: 'float' object is not an instance of 'int'");
        auto sub = Script(py, "class Sub(int):\n"
                              "    def __eq__(self, other): raise KeyError\n"
                              "    __lt__ = __index__ = __hash__ = __eq__\n")
                       .get<PyInt>("Sub(7)");
        CHECK(sub == 7);
        CHECK(sub < 8);
        CHECK_FALSE(sub.is_exact_instance_of<PyInt>());
        auto const before = references(sub);
        CHECK(sub == 7U);
        CHECK(references(sub) == before);
    });
}

TEST_CASE("a bool is True or False, and an int") {
    attach([](Python py) {
        auto yes = PyBool::create(py, true);
        CHECK(yes.is(*py.eval("True")));
        CHECK(PyBool::create(py, false).is(*py.eval("False")));
        CHECK(yes.is_true());
        CHECK(yes == true);
        CHECK(yes != false);
        CHECK(true == yes);
        CHECK(yes == 1);
        CHECK(yes < 2);
        CHECK(yes != 2);
        const PyInt& number = yes;
        CHECK(number == 1);
        Bound<PyInt> const owned = yes.to_owned();
        CHECK(owned.is(yes));
        CHECK(py.eval("1 == 1")->cast<PyBool>()->is_true());
        CHECK(py.eval("True")->cast<PyInt>().is_ok());
        CHECK(error_of(py.eval("1")->cast<PyBool>()) ==
              "TypeError: 'int' object is not an instance of 'bool'");
        CHECK(error_of(py.eval("True")->cast_exact<PyInt>()) ==
              "TypeError: 'bool' object is not an instance of 'int'");
    });
}
