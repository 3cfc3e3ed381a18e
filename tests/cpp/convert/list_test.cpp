// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/deque.hpp>
#include <tether/convert/forward_list.hpp>
#include <tether/convert/list.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

using namespace tether;
using tether_tests::eval;
using tether_tests::into;
using tether_tests::references;
using tether_tests::through;

TEMPLATE_TEST_CASE("every list of C++ comes from a sequence and becomes a list", "", std::deque<int>,
                   std::list<int>, std::forward_list<int>) {
    attach([](Python py) {
        for (auto text : {"[1, 2, 3]", "(1, 2, 3)", "range(1, 4)"})
            CHECK(through<TestType>(py, text) == "[1, 2, 3]");
        CHECK(through<TestType>(py, "[]") == "[]");
        CHECK(through<TestType>(py, "list(range(500))") == tether_tests::repr(eval(py, "list(range(500))")));
        CHECK(through<TestType>(py, "[1, 'x']") ==
              "TypeError: item 1: 'str' object cannot be interpreted as an integer");
        CHECK(through<TestType>(py, "'12'") ==
              "TypeError: 'str' object cannot be converted to 'Sequence[int]'");
        CHECK(through<TestType>(py, "{1}") ==
              "TypeError: 'set' object cannot be converted to 'Sequence[int]'");
        TestType out{9};
        REQUIRE(detail::load(eval(py, "(4,)").as_ptr(), out) == nullptr);
        CHECK(out == TestType{4});
    });
}

TEMPLATE_TEST_CASE("every list of C++ holds text and pointers", "", std::deque<Bound<PyAny>>,
                   std::list<Bound<PyAny>>, std::forward_list<Bound<PyAny>>) {
    attach([](Python py) {
        auto item = eval(py, "['an item']");
        tether_tests::Script script(py);
        *script.globals().set_item("item", item);
        auto items = script("[item, 'text']");
        const auto before = references(item);
        CHECK(through<TestType>(items) == "[['an item'], 'text']");
        CHECK(references(item) == before);
    });
}
