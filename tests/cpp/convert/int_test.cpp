// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/int.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

#include <limits>

using namespace tether;
using tether_tests::into;
using tether_tests::references;
using tether_tests::Script;
using tether_tests::through;

static_assert(FromPy<signed char> && FromPy<unsigned char> && IntoPython<long long>);
static_assert(!detail::Integer<bool> && !detail::Integer<char> && !detail::Integer<char32_t>);
static_assert(std::string_view(FromPyObject<short>::python_type) == "int");

TEMPLATE_TEST_CASE("an int converts up to both ends of its C++ type, and not beyond", "", signed char,
                   unsigned char, short, unsigned short, int, unsigned, long, unsigned long, long long,
                   unsigned long long) {
    attach([](Python py) {
        using Limits = std::numeric_limits<TestType>;
        const std::string lowest = std::to_string(Limits::min());
        const std::string highest = std::to_string(Limits::max());
        const std::string range = " is out of range " + lowest + ".." + highest;
        CHECK(through<TestType>(py, lowest.c_str()) == lowest);
        CHECK(through<TestType>(py, highest.c_str()) == highest);
        CHECK(through<TestType>(py, "0") == "0");
        CHECK(through<TestType>(py, "100") == "100");

        const std::string below = *py.eval(("str(" + lowest + " - 1)").c_str())->extract<std::string>();
        const std::string above = *py.eval(("str(" + highest + " + 1)").c_str())->extract<std::string>();
        CHECK(through<TestType>(py, below.c_str()) == "OverflowError: " + below + range);
        CHECK(through<TestType>(py, above.c_str()) == "OverflowError: " + above + range);
        CHECK(through<TestType>(py, "2**64") == "OverflowError: 18446744073709551616" + range);
        CHECK(through<TestType>(py, "-2**64") == "OverflowError: -18446744073709551616" + range);
        CHECK(through<TestType>(py, "10**1000") == "OverflowError: int" + range);
        CHECK(through<TestType>(py, "-10**10000") == "OverflowError: int" + range);
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("ints of every number of digits keep their value") {
    attach([](Python py) {
        for (auto bits : {1, 14, 15, 16, 29, 30, 31, 32, 45, 59, 60, 61, 62}) {
            for (auto offset : {"-1", "", "+1"}) {
                for (auto sign : {"", "-"}) {
                    const std::string text = std::string(sign) + "(2**" + std::to_string(bits) + offset + ")";
                    CHECK(through<std::int64_t>(py, text.c_str()) ==
                          tether_tests::repr(tether_tests::eval(py, text.c_str())));
                }
                const std::string text = "2**" + std::to_string(bits) + offset;
                CHECK(through<std::uint64_t>(py, text.c_str()) ==
                      tether_tests::repr(tether_tests::eval(py, text.c_str())));
            }
        }
    });
}

TEST_CASE("what is no int is refused, but for what says that it is one by __index__") {
    attach([](Python py) {
        Script script(py, R"(
class Index:
    def __init__(self, value): self.value = value
    def __index__(self): return self.value
class IntOnly:
    def __int__(self): return 7
class Raising:
    def __index__(self): raise ZeroDivisionError('no index today')
class Derived(int):
    def __index__(self): return 8
    def __str__(self): raise RuntimeError('not asked')
)");
        CHECK(through<int>(script("Index(5)")) == "5");
        CHECK(through<unsigned char>(script("Index(255)")) == "255");
        CHECK(through<unsigned char>(script("Index(256)")) == "OverflowError: 256 is out of range 0..255");
        CHECK(through<int>(script("True")) == "1");
        CHECK(through<int>(script("Derived(5)")) == "5");
        CHECK(through<std::int8_t>(script("Derived(500)")) == "OverflowError: 500 is out of range -128..127");
        CHECK(through<unsigned>(script("Derived(-1)")) == "OverflowError: -1 is out of range 0..4294967295");

        CHECK(through<int>(script("1.0")) == "TypeError: 'float' object cannot be interpreted as an integer");
        CHECK(through<unsigned>(script("'1'")) ==
              "TypeError: 'str' object cannot be interpreted as an integer");
        CHECK(through<int>(script("[1]")) == "TypeError: 'list' object cannot be interpreted as an integer");
        CHECK(through<int>(script("IntOnly()")) ==
              "TypeError: 'IntOnly' object cannot be interpreted as an integer");
        CHECK(through<int>(script("Raising()")) == "ZeroDivisionError: no index today");
        CHECK(through<unsigned>(script("Raising()")) == "ZeroDivisionError: no index today");
        CHECK_THAT(through<int>(script("Index('5')")),
                   Catch::Matchers::StartsWith("TypeError: ") && Catch::Matchers::Contains("__index__"));
        CHECK_THAT(through<int>(script("None")),
                   Catch::Matchers::EndsWith("object cannot be interpreted as an integer"));
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("a refused int costs no exception and no reference") {
    attach([](Python py) {
        auto number = tether_tests::eval(py, "2**70");
        const auto before = references(number);
        detail::ErrState* const error = [&] {
            int out = 0;
            return detail::load(number.as_ptr(), out);
        }();
        REQUIRE(error != nullptr);
        CHECK(error->value.load() == nullptr); // nobody has looked
        detail::release(error);
        CHECK(references(number) == before);
    });
}

TEST_CASE("only ints and no derived ones are exact") {
    attach([](Python py) {
        int out = 0;
        auto is_exact = [&](const char* expression) {
            return FromPyObject<int>::load_exact(tether_tests::eval(py, expression).as_ptr(), out);
        };
        CHECK(is_exact("-5"));
        CHECK(out == -5);
        CHECK(is_exact("2**31 - 1"));
        CHECK_FALSE(is_exact("2**31"));
        CHECK_FALSE(is_exact("10**100"));
        CHECK_FALSE(is_exact("True"));
        CHECK_FALSE(is_exact("1.0"));
        std::uint64_t big = 0;
        CHECK(FromPyObject<std::uint64_t>::load_exact(tether_tests::eval(py, "2**64 - 1").as_ptr(), big));
        CHECK(big == std::numeric_limits<std::uint64_t>::max());
        CHECK_FALSE(FromPyObject<std::uint64_t>::load_exact(tether_tests::eval(py, "2**64").as_ptr(), big));
        CHECK_FALSE(FromPyObject<std::uint64_t>::load_exact(tether_tests::eval(py, "-1").as_ptr(), big));
        CHECK_FALSE(PyErr::occurred(py));
    });
}
