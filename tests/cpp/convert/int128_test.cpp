// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/int128.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

#if TETHER_HAS_INT128

using namespace tether;
using tether_tests::into;
using tether_tests::repr;
using tether_tests::through;

static_assert(FromPy<int128> && IntoPython<uint128>);

TEST_CASE("128 bits convert up to both ends, and not beyond") {
    attach([](Python py) {
        CHECK(through<int128>(py, "2**127 - 1") == "170141183460469231731687303715884105727");
        CHECK(through<int128>(py, "-2**127") == "-170141183460469231731687303715884105728");
        CHECK(through<uint128>(py, "2**128 - 1") == "340282366920938463463374607431768211455");
        for (auto text : {"0", "1", "255", "18446744073709551616", "1267650600228229401496703205376"}) {
            CHECK(through<int128>(py, text) == text);
            CHECK(through<uint128>(py, text) == text);
        }
        CHECK(through<int128>(py, "-1") == "-1");
        CHECK(through<int128>(py, "-2**64") == "-18446744073709551616");

        const std::string signed_range = " is out of range -170141183460469231731687303715884105728.."
                                         "170141183460469231731687303715884105727";
        const std::string unsigned_range = " is out of range 0..340282366920938463463374607431768211455";
        CHECK(through<int128>(py, "2**127") ==
              "OverflowError: 170141183460469231731687303715884105728" + signed_range);
        CHECK(through<int128>(py, "-2**127 - 1") ==
              "OverflowError: -170141183460469231731687303715884105729" + signed_range);
        CHECK(through<uint128>(py, "2**128") ==
              "OverflowError: 340282366920938463463374607431768211456" + unsigned_range);
        CHECK(through<uint128>(py, "-1") == "OverflowError: -1" + unsigned_range);
        CHECK(through<int128>(py, "10**1000") == "OverflowError: int" + signed_range);
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("PyInt::create makes an int of 128 bits") {
    attach([](Python py) {
        constexpr auto most = static_cast<int128>(~uint128{0} >> 1);
        CHECK(repr(*PyInt::create(py, most)) == "170141183460469231731687303715884105727");
        CHECK(repr(*PyInt::create(py, -most - 1)) == "-170141183460469231731687303715884105728");
        CHECK(repr(*PyInt::create(py, ~uint128{0})) == "340282366920938463463374607431768211455");
        CHECK(repr(*PyInt::create(py, uint128{1} << 64)) == "18446744073709551616");
        CHECK(repr(*PyInt::create(py, int128{-5})) == "-5");
        CHECK(*PyInt::create(py, uint128{7}) == 7);
    });
}

TEST_CASE("128 bits come from __index__ too, and from no float or str") {
    attach([](Python py) {
        tether_tests::Script script(py, "class Index:\n    def __index__(self): return 2**100\n"
                                        "class Raising:\n    def __index__(self): raise KeyError('x')\n");
        CHECK(through<int128>(script("Index()")) == "1267650600228229401496703205376");
        CHECK(through<uint128>(script("True")) == "1");
        CHECK(through<int128>(script("Raising()")) == "KeyError: 'x'");
        CHECK(through<int128>(script("1e3")) ==
              "TypeError: 'float' object cannot be interpreted as an integer");
        CHECK(through<uint128>(script("'1'")) ==
              "TypeError: 'str' object cannot be interpreted as an integer");
        int128 out = 0;
        CHECK(FromPyObject<int128>::load_exact(script("-3").as_ptr(), out));
        CHECK(out == -3);
        CHECK_FALSE(FromPyObject<int128>::load_exact(script("True").as_ptr(), out));
        CHECK_FALSE(FromPyObject<int128>::load_exact(script("2**200").as_ptr(), out));
        CHECK_FALSE(PyErr::occurred(py));
    });
}

#endif
