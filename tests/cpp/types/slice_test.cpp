// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/slice.hpp>

#include "scripted.hpp"

#include <tether/types/list.hpp>

#include <catch2/catch.hpp>

#include <limits>

using namespace tether;
using namespace tether_tests;

TEST_CASE("a slice is made of ints, None or anything") {
    attach([](Python py) {
        REQUIRE(repr(*PySlice::create(py, 1, 5)) == "slice(1, 5, None)");
        REQUIRE(repr(*PySlice::create(py, -1, 5, -2)) == "slice(-1, 5, -2)");
        REQUIRE(repr(*PySlice::create(py, py.None(), "x", 1.5)) == "slice(None, 'x', 1.5)");
        REQUIRE(repr(*PySlice::full(py)) == "slice(None, None, None)");
        REQUIRE(error_type_of(PySlice::create(py, "\xff", 1)) == "UnicodeDecodeError");
        REQUIRE(error_type_of(PySlice::create(py, 1, "\xff")) == "UnicodeDecodeError");
        REQUIRE(error_type_of(PySlice::create(py, 1, 1, "\xff")) == "UnicodeDecodeError");
        REQUIRE(eval(py, "slice(1)").is_exact_instance_of<PySlice>());
        REQUIRE(error_of(eval(py, "5").cast<PySlice>()) ==
                "TypeError: 'int' object is not an instance of 'slice'");
    });
}

TEST_CASE("the indices of a slice are those of Python, for all small slices and lengths") {
    attach([](Python py) {
        for (int length = 0; length < 5; ++length) {
            for (int start = -6; start < 7; ++start) {
                for (int stop = -6; stop < 7; ++stop) {
                    for (const int step : {-7, -2, -1, 1, 2, 7}) {
                        const auto slice = *PySlice::create(py, start, stop, step);
                        const auto found = *slice.indices(static_cast<std::size_t>(length));
                        const auto expected = *slice.call_method("indices", length);
                        const auto number = [&](int i) {
                            return *expected.get_item(i)->extract<Py_ssize_t>();
                        };
                        if (found.start != number(0) || found.stop != number(1) || found.step != number(2))
                            FAIL(repr(slice) << " of " << length);
                        std::size_t count = 0;
                        for (auto i = found.start; found.step > 0 ? i < found.stop : i > found.stop;
                             i += found.step)
                            ++count;
                        if (found.slicelength != count) FAIL(repr(slice) << " of " << length);
                    }
                }
            }
        }
    });
}

TEST_CASE("the indices of a whole slice are all") {
    attach([](Python py) {
        const auto all = *PySlice::full(py)->indices(3);
        REQUIRE(all.start == 0);
        REQUIRE(all.stop == 3);
        REQUIRE(all.step == 1);
        REQUIRE(all.slicelength == 3);
        REQUIRE(PySlice::full(py)->indices(0)->slicelength == 0);
        const auto reversed = *PySlice::create(py, py.None(), py.None(), -1)->indices(3);
        REQUIRE(reversed.start == 2);
        REQUIRE(reversed.stop == -1);
        REQUIRE(reversed.slicelength == 3);
    });
}

TEST_CASE("huge members and lengths are clamped") {
    attach([](Python py) {
        const auto slice = eval<PySlice>(py, "slice(-10**30, 10**30, 10**30)");
        const auto found = *slice.indices(5);
        REQUIRE(found.start == 0);
        REQUIRE(found.stop == 5);
        REQUIRE(found.slicelength == 1);
        const auto all = *PySlice::full(py)->indices(std::numeric_limits<std::size_t>::max());
        REQUIRE(all.stop == PY_SSIZE_T_MAX);
        REQUIRE(all.slicelength == static_cast<std::size_t>(PY_SSIZE_T_MAX));
        const auto backwards = *eval<PySlice>(py, "slice(None, None, -10**30)").indices(5);
        REQUIRE(backwards.start == 4);
        REQUIRE(backwards.slicelength == 1);
    });
}

TEST_CASE("a step of 0 and what is no index are errors of indices") {
    attach([](Python py) {
        const Script script(py, R"(
class Index:
    def __index__(self): raise ZeroDivisionError('index')
class Two:
    def __index__(self): return 2
)");
        REQUIRE(error_of(PySlice::create(py, 1, 2, 0)->indices(5)) ==
                "ValueError: slice step cannot be zero");
        REQUIRE(error_type_of(PySlice::create(py, 1.5, 2)->indices(5)) == "TypeError");
        REQUIRE(error_type_of(PySlice::create(py, 1, "x")->indices(5)) == "TypeError");
        REQUIRE(error_of(script.get<PySlice>("slice(Index())").indices(5)) == "ZeroDivisionError: index");
        REQUIRE(script.get<PySlice>("slice(Two())").indices(5)->slicelength == 2);
    });
}

TEST_CASE("a slice is used as a key and counts its members exactly") {
    attach([](Python py) {
        const auto list = eval(py, "[0, 1, 2, 3]");
        REQUIRE(repr(*list.get_item(*PySlice::create(py, -2, py.None()))) == "[2, 3]");
        const auto object = eval(py, "object()");
        const auto before = references(object);
        {
            const auto slice = *PySlice::create(py, object, object, object);
            REQUIRE(references(object) == before + 3);
            REQUIRE(slice.getattr<"start">()->is(object));
            REQUIRE(slice.indices(1).is_err());
        }
        REQUIRE(references(object) == before);
    });
}
