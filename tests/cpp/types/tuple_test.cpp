// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/tuple.hpp>

#include "scripted.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <iterator>
#include <limits>
#include <vector>

using namespace tether;
using namespace tether_tests;

static_assert(std::derived_from<PyTuple, PySequence>);
static_assert(std::random_access_iterator<detail::TupleIterator>);
static_assert(std::ranges::random_access_range<const Bound<PyTuple>&>);
static_assert(std::ranges::sized_range<const Borrowed<PyTuple>&>);

namespace {

constexpr std::size_t huge = std::numeric_limits<std::size_t>::max();
constexpr auto largest = static_cast<std::size_t>(PY_SSIZE_T_MAX);

} // namespace

TEST_CASE("a tuple is made of values of any convertible types") {
    attach([](Python py) {
        REQUIRE(repr(*PyTuple::create(py)) == "()");
        REQUIRE(repr(*PyTuple::create(py, 1)) == "(1,)");
        REQUIRE(repr(*PyTuple::create(py, 1, "two", 3.5, *PyTuple::create(py, false))) ==
                "(1, 'two', 3.5, (False,))");
    });
}

TEST_CASE("a value that does not convert ends the making of a tuple, and what was made is dropped") {
    attach([](Python py) {
        const auto object = eval(py, "object()");
        const auto before = references(object);
        REQUIRE(error_type_of(PyTuple::create(py, object, "\xff", object)) == "UnicodeDecodeError");
        REQUIRE(references(object) == before);
        {
            const auto tuple = *PyTuple::create(py, object, object);
            REQUIRE(references(object) == before + 2);
            REQUIRE(references(tuple) == 1);
        }
        REQUIRE(references(object) == before);
    });
}

TEST_CASE("a tuple is made of any C++ range and of any iterable") {
    attach([](Python py) {
        REQUIRE(repr(*PyTuple::from_range(py, std::vector{1, 2})) == "(1, 2)");
        REQUIRE(repr(*PyTuple::from_range(py, *eval(py, "'ab'").iter())) == "('a', 'b')");
        REQUIRE(error_type_of(PyTuple::from_range(py, std::vector{"a", "\xff"})) == "UnicodeDecodeError");
        REQUIRE(repr(*PyTuple::from_iterable(eval(py, "{1: 2}"))) == "(1,)");
        REQUIRE(error_of(PyTuple::from_iterable(eval(py, "5"))) == "TypeError: 'int' object is not iterable");
        REQUIRE(error_type_of(PyTuple::from_iterable(eval(py, "(1 // n for n in (1, 0))"))) ==
                "ZeroDivisionError");
    });
}

TEST_CASE("a huge tuple is refused without harm") {
    attach([](Python py) {
        REQUIRE(error_type_of(PyTuple::create(py, 1)->repeat(huge)) == "MemoryError");
        REQUIRE(error_type_of(PyTuple::create(py, 1)->repeat(largest / 2)) == "MemoryError");
    });
}

TEST_CASE("items of a tuple are got owned, borrowed or unchecked") {
    attach([](Python py) {
        const auto object = eval(py, "object()");
        const auto before = references(object);
        const auto tuple = *PyTuple::create(py, 1, object);
        REQUIRE(tuple.len() == 2);
        REQUIRE_FALSE(tuple.is_empty());
        REQUIRE(PyTuple::create(py)->is_empty());
        REQUIRE(tuple[1].is(object));
        REQUIRE(tuple.get_borrowed_item(1)->is(object));
        const auto borrowed = *tuple.get_borrowed_item(1);
        REQUIRE(borrowed.is(object));
        REQUIRE(references(object) == before + 1);
        const auto owned = *tuple.get_item(1);
        REQUIRE(references(object) == before + 2);
        REQUIRE(repr(*tuple.get_item(0)) == "1");
    });
}

TEST_CASE("an index beyond the end of a tuple, however large, is IndexError, and none counts from the end") {
    attach([](Python py) {
        const auto tuple = *PyTuple::create(py, 1, 2);
        for (const std::size_t index : {std::size_t{2}, largest - 1, largest, largest + 1, huge - 1, huge}) {
            REQUIRE(error_of(tuple.get_item(index)) == "IndexError: tuple index out of range");
            REQUIRE(error_of(tuple.get_borrowed_item(index)) == "IndexError: tuple index out of range");
        }
        REQUIRE(error_type_of(PyTuple::create(py)->get_item(0)) == "IndexError");
    });
}

TEST_CASE("a tuple cannot be changed") {
    attach([](Python py) {
        const auto tuple = *PyTuple::create(py, 1, 2);
        REQUIRE(error_type_of(tuple.set_item(0, 5)) == "TypeError");
        REQUIRE(error_type_of(tuple.del_item(0)) == "TypeError");
        REQUIRE(error_type_of(tuple.set_slice(0, 1, tuple)) == "TypeError");
        REQUIRE(error_type_of(tuple.del_slice(0, 1)) == "TypeError");
        REQUIRE(repr(tuple) == "(1, 2)");
    });
}

TEST_CASE("the bounds of a tuple's slices are clamped") {
    attach([](Python py) {
        const auto tuple = eval<PyTuple>(py, "(0, 1, 2, 3)");
        REQUIRE(repr(*tuple.get_slice(1, 3)) == "(1, 2)");
        REQUIRE(repr(*tuple.get_slice(2, huge)) == "(2, 3)");
        REQUIRE(repr(*tuple.get_slice(largest + 1, huge)) == "()");
        REQUIRE(repr(*tuple.get_slice(3, 1)) == "()");
    });
}

TEST_CASE("iterating a tuple lends its items without counting") {
    attach([](Python py) {
        const auto object = eval(py, "object()");
        const auto tuple = *PyTuple::create(py, object, object);
        const auto before = references(object);
        int count = 0;
        for (auto item : tuple) {
            static_assert(std::is_same_v<decltype(item), Borrowed<PyAny>>);
            REQUIRE(item.is(object));
            REQUIRE(references(object) == before);
            ++count;
        }
        REQUIRE(count == 2);
        for (auto item : *PyTuple::create(py)) FAIL(repr(item));
        std::string seen;
        for (auto item : *PyTuple::create(py, 1, 2)) seen += repr(item);
        REQUIRE(seen == "12");
    });
}

TEST_CASE("an iterator of a tuple goes anywhere") {
    attach([](Python py) {
        const auto tuple = eval<PyTuple>(py, "(0, 1, 2, 3)");
        auto iterator = tuple.begin();
        REQUIRE(repr(*iterator++) == "0");
        REQUIRE(repr(*++iterator) == "2");
        REQUIRE(repr(*iterator--) == "2");
        REQUIRE(repr(*--iterator) == "0");
        REQUIRE(repr(iterator[3]) == "3");
        REQUIRE(repr(*(iterator + 2)) == "2");
        REQUIRE(repr(*(1 + iterator)) == "1");
        REQUIRE(repr(*(tuple.end() - 1)) == "3");
        REQUIRE(tuple.end() - tuple.begin() == 4);
        REQUIRE(tuple.begin() < tuple.end());
        std::string reversed;
        for (auto last = tuple.end(); last != tuple.begin();) reversed += repr(*--last);
        REQUIRE(reversed == "3210");
    });
}

TEST_CASE("advancing beyond the end of a tuple stops there, from either side") {
    attach([](Python py) {
        const auto tuple = eval<PyTuple>(py, "(0, 1, 2)");
        auto iterator = tuple.begin();
        REQUIRE(std::ranges::advance(iterator, 5, tuple.end()) == 2);
        REQUIRE(iterator == tuple.end());
        iterator = tuple.end();
        REQUIRE(std::ranges::advance(iterator, -5, tuple.begin()) == -2);
        REQUIRE(iterator == tuple.begin());
        REQUIRE(std::ranges::next(tuple.begin(), 9, tuple.end()) == tuple.end());
        auto two_more = tuple.begin() + 1;
        REQUIRE(std::ranges::advance(two_more, 2, tuple.end()) == 0);
        REQUIRE(two_more == tuple.end());
    });
}

TEST_CASE("standard algorithms work on a tuple") {
    attach([](Python py) {
        const auto tuple = eval<PyTuple>(py, "tuple([1, 3, 5, 7])"); // no constant, which may be immortal
        const auto less = [](const PyAny& item, int value) { return *item.extract<int>() < value; };
        REQUIRE(repr(*std::lower_bound(tuple.begin(), tuple.end(), 4, less)) == "5");
        const std::vector<Bound<PyAny>> copies(tuple.begin(), tuple.end());
        REQUIRE(copies.size() == 4);
        REQUIRE(references(tuple) == 1);
    });
}

TEST_CASE("a tuple is called with") {
    attach([](Python py) {
        const Script script(py, "def show(*args): return repr(args)");
        const auto show = script("show");
        REQUIRE(*show.call_tuple(*PyTuple::create(py, 1, "a"))->extract<std::string>() == "(1, 'a')");
        REQUIRE(*show.call_tuple(*PyTuple::create(py))->extract<std::string>() == "()");
        REQUIRE(error_type_of(eval(py, "5").call_tuple(*PyTuple::create(py))) == "TypeError");
        REQUIRE(error_type_of(eval(py, "len").call_tuple(*PyTuple::create(py, 5))) == "TypeError");
    });
}

TEST_CASE("a subclass is a tuple, whose own members do not ask its overrides") {
    attach([](Python py) {
        const Script script(py, R"(
class Mine(tuple):
    def __len__(self): return 99
    def __getitem__(self, i): raise KeyError('override')
)");
        const auto tuple = script.get<PyTuple>("Mine((1, 2))");
        REQUIRE(tuple.len() == 2);
        REQUIRE(repr(*tuple.get_item(1)) == "2");
        REQUIRE(std::ranges::distance(tuple) == 2);
        REQUIRE(repr(*tuple.to_list()) == "[1, 2]");
        REQUIRE(repr(*tuple.to_tuple()) == "(1, 2)");
        REQUIRE(tuple.to_tuple()->is_exact_instance_of<PyTuple>());
        REQUIRE(error_of(tuple.cast_exact<PyTuple>()) ==
                "TypeError: 'Mine' object is not an instance of 'tuple'");
    });
}

TEST_CASE("index and contains of a tuple find by identity first") {
    attach([](Python py) {
        const auto tuple = eval<PyTuple>(py, "(lambda n: (0, n, n))(float('nan'))");
        REQUIRE(*tuple.index(tuple[2]) == 1);
        REQUIRE(*tuple.count(tuple[1]) == 2);
        REQUIRE(error_type_of(tuple.index(1)) == "ValueError");
        REQUIRE_FALSE(*tuple.contains(std::numeric_limits<double>::quiet_NaN()));
        REQUIRE(error_type_of(eval(py, "([],)").hash()) == "TypeError");
    });
}
