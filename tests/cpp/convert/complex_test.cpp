// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/complex.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

using namespace tether;
using tether_tests::into;
using tether_tests::Script;
using tether_tests::through;

using Complex = std::complex<double>;

TEST_CASE("complex numbers come from complex, real numbers and __complex__") {
    attach([](Python py) {
        Script script(py, R"(
class Both:
    def __complex__(self): return 1 + 2j
    def __float__(self): return 9.0
class Index:
    def __index__(self): return 3
class Raising:
    def __complex__(self): raise OSError('none today')
class Liar:
    def __complex__(self): return 'x'
class Derived(complex): pass
)");
        CHECK(through<Complex>(script("1.5-2j")) == "(1.5-2j)");
        CHECK(through<Complex>(script("complex('nan+infj')")) == "(nan+infj)");
        CHECK(through<Complex>(script("-0.0")) == "(-0+0j)");
        CHECK(through<Complex>(script("3")) == "(3+0j)");
        CHECK(through<Complex>(script("Both()")) == "(1+2j)");
        CHECK(through<Complex>(script("Index()")) == "(3+0j)");
        CHECK(through<Complex>(script("Derived(1j)")) == "1j");
        CHECK(through<std::complex<float>>(script("0.1+1e300j")) == "(0.10000000149011612+infj)");

        CHECK(through<Complex>(script("'1j'")) == "TypeError: must be complex number, not str");
        CHECK(through<Complex>(script("[]")) == "TypeError: must be complex number, not list");
        CHECK(through<Complex>(script("Raising()")) == "OSError: none today");
        CHECK(through<Complex>(script("Liar()")).starts_with("TypeError: "));
        CHECK(through<Complex>(script("10**400")) ==
              "OverflowError: int is out of range -1.7976931348623157e+308..1.7976931348623157e+308");
        CHECK(into(Complex(1, -2)) == "(1-2j)");
        CHECK_FALSE(PyErr::occurred(py));

        Complex out;
        CHECK(FromPyObject<Complex>::load_exact(script("2j").as_ptr(), out));
        CHECK_FALSE(FromPyObject<Complex>::load_exact(script("2.0").as_ptr(), out));
    });
}
