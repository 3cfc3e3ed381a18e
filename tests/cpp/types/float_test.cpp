// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/complex.hpp>
#include <tether/types/float.hpp>

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

#include "scripted.hpp"

using namespace tether;
using tether_tests::error_of;
using tether_tests::eval;
using tether_tests::references;
using tether_tests::repr;
using tether_tests::Script;

TEST_CASE("a float has the value it is made from, the odd ones too") {
    attach([](Python py) {
        using Limits = std::numeric_limits<double>;
        for (double const value : {0.0, 1.5, -2.25, Limits::max(), Limits::denorm_min(), Limits::infinity(),
                                   -Limits::infinity()}) {
            auto number = *PyFloat::create(py, value);
            CHECK(number.value() == value);
            CHECK(number == value);
        }
        CHECK(std::signbit(PyFloat::create(py, -0.0)->value()));
        CHECK(*PyFloat::create(py, -0.0) == 0.0);
        CHECK(std::isnan(PyFloat::create(py, Limits::quiet_NaN())->value()));
        CHECK(PyFloat::create(py, -1.0)->value() == -1.0); // the C API's sign of an error
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("a float compares as a double does") {
    attach([](Python py) {
        auto number = *PyFloat::create(py, 1.5);
        CHECK(number == 1.5);
        CHECK(number != 1);
        CHECK(number < 2);
        CHECK(1.0 < number);
        CHECK((number <=> 1.5) == std::partial_ordering::equivalent);
        auto nan = eval<PyFloat>(py, "float('nan')");
        CHECK_FALSE(nan == nan.value());
        CHECK(nan != 0.0);
        CHECK_FALSE(nan < 1.0);
        CHECK_FALSE(nan >= 1.0);
        CHECK((nan <=> 1.0) == std::partial_ordering::unordered);
    });
}

TEST_CASE("a float is told from what is none; what a subclass overrides is not asked") {
    attach([](Python py) {
        CHECK(error_of(py.eval("5")->cast<PyFloat>()) ==
              "TypeError: 'int' object is not an instance of 'float'");
        CHECK(error_of(py.eval("'5'")->cast<PyFloat>()) ==
              "TypeError: 'str' object is not an instance of 'float'");
        auto sub = Script(py, "class Sub(float):\n"
                              "    def __float__(self): raise KeyError\n"
                              "    __eq__ = __lt__ = __hash__ = __float__\n")
                       .get<PyFloat>("Sub(2.5)");
        auto const before = references(sub);
        CHECK(sub.value() == 2.5);
        CHECK(sub == 2.5);
        CHECK(references(sub) == before);
        CHECK_FALSE(sub.is_exact_instance_of<PyFloat>());
    });
}

TEST_CASE("a complex number has two parts, and the arithmetic of any object") {
    attach([](Python py) {
        auto z = *PyComplex::create(py, 3, -4);
        CHECK(z.real() == 3);
        CHECK(z.imag() == -4);
        CHECK(*z.abs()->extract<double>() == 5);
        CHECK(repr(*z.add(*PyComplex::create(py, 1, 1))) == "(4-3j)");
        CHECK(repr(*z.mul(2)) == "(6-8j)");
        CHECK(repr(*z.neg()) == "(-3+4j)");
        CHECK(repr(*z.pow(2)) == "(-7-24j)");
        CHECK(error_of(z.div(0)).substr(0, 17) == "ZeroDivisionError");
        CHECK(error_of(z.lt(z)).substr(0, 9) == "TypeError");
        auto odd = *PyComplex::create(py, std::numeric_limits<double>::infinity(), std::nan(""));
        CHECK(std::isinf(odd.real()));
        CHECK(std::isnan(odd.imag()));
        auto minus = *PyComplex::create(py, -1.0, -1.0); // the C API's sign of an error
        CHECK(minus.real() == -1.0);
        CHECK(minus.imag() == -1.0);
        CHECK_FALSE(PyErr::occurred(py));
        CHECK(error_of(py.eval("1.5")->cast<PyComplex>()) ==
              "TypeError: 'float' object is not an instance of 'complex'");
        CHECK(eval<PyComplex>(py, "type('Sub', (complex,), {})(1, 2)").imag() == 2);
    });
}
