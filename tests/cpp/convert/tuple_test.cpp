// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/optional.hpp>
#include <tether/convert/tuple.hpp>

#include <tether/types/list.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

using namespace tether;
using tether_tests::eval;
using tether_tests::into;
using tether_tests::references;
using tether_tests::Script;
using tether_tests::through;

static_assert(std::string_view(FromPyObject<std::tuple<int, std::string>>::python_type) == "tuple[int, str]");
static_assert(std::string_view(IntoPyObject<std::pair<double, std::pair<bool, int>>>::python_type) ==
              "tuple[float, tuple[bool, int]]");
static_assert(std::string_view(FromPyObject<std::tuple<>>::python_type) == "tuple[]");

TEST_CASE("a tuple of the right length becomes a tuple or a pair, and back") {
    attach([](Python py) {
        Script script(py, "import collections\nPoint = collections.namedtuple('Point', 'x y')\n");
        CHECK(through<std::tuple<int, double, std::string>>(script("(1, 2, 'c')")) == "(1, 2.0, 'c')");
        CHECK(through<std::pair<int, bool>>(script("(1, True)")) == "(1, True)");
        CHECK(through<std::pair<int, int>>(script("Point(1, 2)")) == "(1, 2)");
        CHECK(through<std::tuple<>>(script("()")) == "()");
        CHECK(through<std::tuple<int>>(script("(1,)")) == "(1,)");
        CHECK(through<std::pair<std::pair<int, int>, std::tuple<>>>(script("((1, 2), ())")) ==
              "((1, 2), ())");
    });
}

TEST_CASE("only a tuple is one, and of exactly its length") {
    attach([](Python py) {
        CHECK(through<std::pair<int, int>>(py, "[1, 2]") ==
              "TypeError: 'list' object cannot be converted to 'tuple[int, int]'");
        CHECK(through<std::pair<int, int>>(py, "'ab'") ==
              "TypeError: 'str' object cannot be converted to 'tuple[int, int]'");
        CHECK(through<std::pair<int, int>>(py, "(1,)") == "ValueError: expected 2 items, got 1");
        CHECK(through<std::tuple<int>>(py, "(1, 2)") == "ValueError: expected 1 item, got 2");
        CHECK(through<std::tuple<>>(py, "(1,)") == "ValueError: expected 0 items, got 1");
    });
}

TEST_CASE("an item that does not convert says which it is") {
    attach([](Python py) {
        CHECK(through<std::pair<int, int>>(py, "('x', 2)") ==
              "TypeError: item 0: 'str' object cannot be interpreted as an integer");
        CHECK(through<std::tuple<int, int, unsigned>>(py, "(1, 2, -3)") ==
              "OverflowError: item 2: -3 is out of range 0..4294967295");
        CHECK(through<std::pair<int, std::pair<int, std::string>>>(py, "(1, (2, 3))") ==
              "TypeError: item 1, item 1: 'int' object is not an instance of 'str'");
        CHECK(into(std::pair{1, std::string("\xff")}).starts_with("UnicodeDecodeError: "));
    });
}

TEST_CASE("tuples hold pointers, and give back every reference where they fail") {
    attach([](Python py) {
        auto item = eval(py, "['an item']");
        Script script(py);
        *script.globals().set_item("item", item);
        auto tuple = script("(item, 5)");
        const auto before = references(item);
        {
            auto held = *tuple.extract<std::pair<Bound<PyList>, int>>();
            CHECK(held.first.is(item));
            CHECK(references(item) == before + 1);
            CHECK(into(held) == "(['an item'], 5)");
            CHECK(into(std::move(held)) == "(['an item'], 5)");
        }
        CHECK(references(item) == before);
        CHECK(through<std::pair<Bound<PyAny>, Bound<PyList>>>(tuple) ==
              "TypeError: item 1: 'int' object is not an instance of 'list'");
        CHECK(through<std::pair<Py<PyAny>, std::string>>(tuple) ==
              "TypeError: item 1: 'int' object is not an instance of 'str'");
        CHECK(references(item) == before);
    });
}

TEST_CASE("a tuple of references becomes a tuple of what they refer to") {
    attach([](Python) {
        int number = 5;
        std::string text = "text";
        CHECK(into(std::tie(number, text)) == "(5, 'text')");
        CHECK(into(std::make_tuple("literal", nullptr)) == "('literal', None)");
    });
}
