// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/float.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

#include <cmath>
#include <limits>

using namespace tether;
using tether_tests::into;
using tether_tests::Script;
using tether_tests::through;

static_assert(FromPy<float> && FromPy<double> && FromPy<long double> && IntoPython<float>);

TEST_CASE("a float keeps every value, NaN, the infinities and the sign of zero") {
    attach([](Python py) {
        for (auto text : {"0.0", "-0.0", "1.5", "-2.25", "1.7976931348623157e+308", "5e-324", "inf", "-inf",
                          "nan", "0.1"})
            CHECK(through<double>(py, ("float('" + std::string(text) + "')").c_str()) == text);
        CHECK(std::signbit(*tether_tests::eval(py, "-0.0").extract<double>()));
        CHECK(std::isnan(*tether_tests::eval(py, "float('nan')").extract<float>()));
        CHECK(into(-0.0L) == "-0.0");
        CHECK(into(std::numeric_limits<float>::infinity()) == "inf");
    });
}

TEST_CASE("a float narrows silently") {
    attach([](Python py) {
        CHECK(through<float>(py, "0.1") == "0.10000000149011612");
        CHECK(through<float>(py, "1e300") == "inf");
        CHECK(through<float>(py, "-1e300") == "-inf");
        CHECK(through<float>(py, "1e-300") == "0.0");
    });
}

TEST_CASE("what has __float__ or __index__ is a real number, and nothing else is") {
    attach([](Python py) {
        Script script(py, R"(
from fractions import Fraction
from decimal import Decimal
class Real:
    def __float__(self): return 2.5
class Index:
    def __index__(self): return 3
class Raising:
    def __float__(self): raise LookupError('no float today')
class Liar:
    def __float__(self): return '2.5'
class Derived(float):
    def __float__(self): return 9.0
class OverIndex:
    def __index__(self): return 10**400
class Overflowing(int):
    def __float__(self): raise OverflowError('mine')
class MinusOne:
    def __float__(self): return -1.0
)");
        CHECK(through<double>(script("Real()")) == "2.5");
        CHECK(through<double>(script("Index()")) == "3.0");
        CHECK(through<double>(script("7")) == "7.0");
        CHECK(through<double>(script("True")) == "1.0");
        CHECK(through<double>(script("2**1000")) == "1.0715086071862673e+301");
        CHECK(through<double>(script("Fraction(1, 4)")) == "0.25");
        CHECK(through<double>(script("Decimal('0.5')")) == "0.5");
        CHECK(through<double>(script("Derived(1.5)")) == "1.5");
        CHECK(through<double>(script("MinusOne()")) == "-1.0");

        CHECK(through<double>(script("'1.5'")) == "TypeError: must be real number, not str");
        CHECK(through<float>(script("b'1'")) == "TypeError: must be real number, not bytes");
        CHECK(through<double>(script("[]")) == "TypeError: must be real number, not list");
        CHECK(through<double>(script("object()")) == "TypeError: must be real number, not object");
        CHECK_THAT(through<double>(script("1j")), Catch::Matchers::StartsWith("TypeError: "));
        CHECK(through<double>(script("Raising()")) == "LookupError: no float today");
        CHECK_THAT(through<double>(script("Liar()")), Catch::Matchers::StartsWith("TypeError: "));
        CHECK(through<double>(script("OverIndex()")).starts_with("OverflowError: int too large"));
        CHECK(through<double>(script("Overflowing(1)")) == "OverflowError: mine");
        CHECK_FALSE(PyErr::occurred(py));

        double out = 0;
        CHECK(FromPyObject<double>::load_exact(script("1.5").as_ptr(), out));
        CHECK_FALSE(FromPyObject<double>::load_exact(script("Derived(1.5)").as_ptr(), out));
        CHECK_FALSE(FromPyObject<double>::load_exact(script("1").as_ptr(), out));
    });
}

TEST_CASE("an int that is too large for a float is told the range") {
    attach([](Python py) {
        Script script(py, "import sys\nmost = sys.float_info.max");
        const std::string most = tether_tests::repr(script("most"));
        const std::string range = "OverflowError: int is out of range -" + most + ".." + most;
        for (auto text : {"10**400", "-10**400", "2**1024", "int(most) * 2"}) {
            CHECK(through<double>(script(text)) == range);
            CHECK(through<float>(script(text)) == range);
        }
        CHECK(through<double>(script("int(most)")) == most);
        CHECK(through<double>(script("-int(most)")) == "-" + most);
        CHECK_FALSE(PyErr::occurred(py));
    });
}
