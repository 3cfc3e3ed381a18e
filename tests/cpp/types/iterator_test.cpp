// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/iterator.hpp>

#include "scripted.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <iterator>
#include <vector>

using namespace tether;
using namespace tether_tests;

static_assert(std::input_iterator<decltype(std::declval<const PyIterator&>().begin())>);
static_assert(!std::forward_iterator<decltype(std::declval<const PyIterator&>().begin())>);
static_assert(std::ranges::input_range<const Bound<PyIterator>&>);
static_assert(std::ranges::input_range<const Borrowed<PyIterator>&>);

TEST_CASE("a range-for over an iterator gives each item as a result, in order") {
    attach([](Python py) {
        std::vector<int> seen;
        for (const auto& item : *eval(py, "(n * n for n in range(4))").iter())
            seen.push_back(*item->extract<int>());
        REQUIRE(seen == std::vector{0, 1, 4, 9});
    });
}

TEST_CASE("an empty iterator has no items") {
    attach([](Python py) {
        for (const auto& item : *eval(py, "[]").iter()) FAIL(repr(*item));
    });
}

TEST_CASE("next gives items and then nothing, for good") {
    attach([](Python py) {
        auto iterator = *eval(py, "'ab'").iter();
        REQUIRE(repr(**iterator.next()) == "'a'");
        REQUIRE(repr(**iterator.next()) == "'b'");
        REQUIRE_FALSE(iterator.next()->has_value());
        REQUIRE_FALSE(iterator.next()->has_value());
    });
}

TEST_CASE("next tells the error of a generator once, then the generator has ended") {
    attach([](Python py) {
        auto iterator = *eval(py, "(1 // n for n in (1, 0, 1))").iter();
        REQUIRE(iterator.next().is_ok());
        REQUIRE(error_type_of(iterator.next()) == "ZeroDivisionError");
        REQUIRE_FALSE(iterator.next()->has_value());
    });
}

TEST_CASE("a range-for goes on after an error where the iterator does") {
    attach([](Python py) {
        const Script script(py, R"(
class Odd:
    n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 5: raise StopIteration
        if self.n % 2 == 0: raise ValueError(self.n)
        return self.n
)");
        std::string seen;
        for (const auto& item : *script("Odd()").iter()) seen += item.is_ok() ? repr(*item) : error_of(item);
        REQUIRE(seen == "1ValueError: 23ValueError: 45");
    });
}

TEST_CASE("a range-for whose items are used by * leaves the loop by the iterator's own exception") {
    attach([](Python py) {
        std::vector<int> seen;
        const std::string thrown = thrown_by([&] {
            for (const auto& item : *eval(py, "(10 // n for n in (5, 0, 1))").iter())
                seen.push_back(*item->extract<int>());
        });
        REQUIRE(thrown.starts_with("ZeroDivisionError"));
        REQUIRE(seen == std::vector{2});
        REQUIRE_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("iter refuses what is not iterable and what lies about it") {
    attach([](Python py) {
        const Script script(py, R"(
class Liar:
    def __iter__(self): return 5
class Never:
    __iter__ = None
class Raises:
    def __iter__(self): raise KeyError('no')
class HalfAnIterator:
    def __iter__(self): return object()
)");
        REQUIRE(error_of(eval(py, "5").iter()) == "TypeError: 'int' object is not iterable");
        REQUIRE(error_type_of(script("Liar()").iter()) == "TypeError");
        REQUIRE(error_of(script("Never()").iter()) == "TypeError: 'Never' object is not iterable");
        REQUIRE(error_of(script("Raises()").iter()) == "KeyError: 'no'");
        REQUIRE(error_type_of(script("HalfAnIterator()").iter()) == "TypeError");
    });
}

TEST_CASE("an object with only __getitem__ is iterated until IndexError, and its other errors are told") {
    attach([](Python py) {
        const Script script(py, R"(
class Old:
    def __init__(self, error): self.error = error
    def __getitem__(self, i):
        if i == 2: raise self.error
        return i
)");
        std::string seen;
        for (const auto& item : *script("Old(IndexError())").iter()) seen += repr(*item);
        REQUIRE(seen == "01");
        auto iterator = *script("Old(OSError(2, 'gone'))").iter();
        REQUIRE(iterator.next().is_ok());
        REQUIRE(iterator.next().is_ok());
        REQUIRE(error_type_of(iterator.next()) == "FileNotFoundError");
    });
}

TEST_CASE("items are counted exactly, and an iteration that is left early keeps none") {
    attach([](Python py) {
        const auto item = eval(py, "object()");
        const auto list = *PyTuple::create(py, item, item, item);
        const auto before = references(item);
        for (const auto& each : *list.iter()) {
            REQUIRE(each->is(item));
            REQUIRE(references(item) == before + 1);
        }
        REQUIRE(references(item) == before);
        for (auto each : *list.iter()) {
            REQUIRE(references(item) == before + 2); // the loop's and the copy
            break;
        }
        REQUIRE(references(item) == before);
        {
            auto taken = *list.iter()->next();
            REQUIRE(references(item) == before + 1);
        }
        REQUIRE(references(item) == before);
    });
}

TEST_CASE("a loop keeps its iterator although the variable is given another one") {
    attach([](Python py) {
        auto iterator = *eval(py, "iter([object(), object(), object()])").cast_into<PyIterator>();
        int count = 0;
        for (const auto& item : iterator) {
            ++count;
            iterator = *eval(py, "[]").iter();
            REQUIRE(item.is_ok());
        }
        REQUIRE(count == 3);
    });
}

TEST_CASE("send reaches a generator, and tells what it returned") {
    attach([](Python py) {
        const Script script(py, R"(
def echo():
    got = yield 'first'
    while got is not None: got = yield got
    return 'done'
)");
        auto generator = script.get<PyIterator>("echo()");
        REQUIRE(error_type_of(generator.send(1)) == "TypeError"); // not started yet
        auto sent = *generator.send(py.None());
        REQUIRE_FALSE(sent.has_returned);
        REQUIRE(repr(sent.value) == "'first'");
        REQUIRE(repr(generator.send(7)->value) == "7");
        REQUIRE(repr(generator.send(*PyTuple::create(py, 1, 2))->value) == "(1, 2)");
        sent = *generator.send(py.None());
        REQUIRE(sent.has_returned);
        REQUIRE(repr(sent.value) == "'done'");
        sent = *generator.send(py.None());
        REQUIRE(sent.has_returned);
        REQUIRE(sent.value.is_none());
    });
}

TEST_CASE("send tells what a generator raises, and that others cannot be sent to") {
    attach([](Python py) {
        const Script script(py, "def fail():\n    yield\n    raise LookupError('lost')");
        auto generator = script.get<PyIterator>("fail()");
        REQUIRE(generator.send(py.None()).is_ok());
        REQUIRE(error_of(generator.send("x")) == "LookupError: lost");
        auto list = *eval(py, "[3]").iter();
        REQUIRE(error_type_of(list.send(1)) == "AttributeError");
        REQUIRE(repr(list.send(py.None())->value) == "3");
        REQUIRE(list.send(py.None())->has_returned);
        REQUIRE(error_type_of(list.send("\xff")) == "UnicodeDecodeError");
    });
}

TEST_CASE("the result of send is counted exactly") {
    attach([](Python py) {
        const Script script(py, "def echo(v):\n    v = yield v\n    return v");
        const auto object = eval(py, "object()");
        const auto before = references(object);
        {
            auto generator = *script("echo")(object)->cast<PyIterator>();
            REQUIRE(generator.send(py.None())->value.is(object));
            REQUIRE(generator.send(object)->value.is(object));
        }
        REQUIRE(references(object) == before);
    });
}

TEST_CASE("size_hint is what the iterator says, 0 where it says nothing, an error where it raises or lies") {
    attach([](Python py) {
        const Script script(py, R"(
class Hint:
    def __init__(self, hint): self.hint = hint
    def __iter__(self): return self
    def __next__(self): raise StopIteration
    def __length_hint__(self): return self.hint()
def fail(): raise ZeroDivisionError('no hint')
)");
        REQUIRE(*eval(py, "[1, 2, 3]").iter()->size_hint() == 3);
        REQUIRE(*eval(py, "(1 for _ in 'ab')").iter()->size_hint() == 0);
        REQUIRE(*script("Hint(lambda: 10 ** 6)").iter()->size_hint() == 1'000'000);
        REQUIRE(*script("Hint(lambda: NotImplemented)").iter()->size_hint() == 0);
        REQUIRE(error_type_of(script("Hint(lambda: -1)").iter()->size_hint()) == "ValueError");
        REQUIRE(error_type_of(script("Hint(lambda: 'x')").iter()->size_hint()) == "TypeError");
        REQUIRE(error_type_of(script("Hint(lambda: 2 ** 70)").iter()->size_hint()) == "OverflowError");
        REQUIRE(error_of(script("Hint(fail)").iter()->size_hint()) == "ZeroDivisionError: no hint");
    });
}

TEST_CASE("what has __next__ is an iterator, a list is none") {
    attach([](Python py) {
        REQUIRE(eval(py, "iter('')").is_instance_of<PyIterator>());
        REQUIRE(eval(py, "(1 for _ in ())").is_instance_of<PyIterator>());
        REQUIRE(error_of(eval(py, "[]").cast<PyIterator>()) ==
                "TypeError: 'list' object is not an instance of 'Iterator'");
        const Script script(py, "from collections.abc import Iterator");
        REQUIRE(PyIterator::type_object() == script("Iterator").as_ptr());
    });
}

TEST_CASE("standard algorithms work on an iterator") {
    attach([](Python py) {
        auto iterator = *eval(py, "[1, 2, 3, 4, 5]").iter();
        const auto is_three = [](const PyResult<Bound<PyAny>>& item) { return *item->extract<int>() == 3; };
        REQUIRE(std::ranges::find_if(iterator, is_three) != iterator.end());
        REQUIRE(std::ranges::distance(iterator) == 2); // what is left
        REQUIRE(std::ranges::distance(iterator) == 0);
    });
}
