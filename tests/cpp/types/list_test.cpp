// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/list.hpp>

#include "scripted.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <forward_list>
#include <iterator>
#include <limits>
#include <sstream>
#include <thread>
#include <vector>

using namespace tether;
using namespace tether_tests;

static_assert(std::derived_from<PyList, PySequence>);
static_assert(std::ranges::input_range<const Bound<PyList>&>);
static_assert(std::convertible_to<Bound<PyList>, Bound<PySequence>>);
static_assert(!std::convertible_to<Bound<PySequence>, Bound<PyList>>);

namespace {

constexpr std::size_t huge = std::numeric_limits<std::size_t>::max();
constexpr auto largest = static_cast<std::size_t>(PY_SSIZE_T_MAX);

/// A range that says a size of its own.
struct Liar {
    std::vector<int> items;
    std::size_t said;

    auto begin() const { return items.begin(); }
    auto end() const { return items.end(); }
    std::size_t size() const { return said; }
};

/// A range that can be gone through once.
struct Words {
    std::istream& source;

    auto begin() const { return std::istream_iterator<std::string>(source); }
    auto end() const { return std::istream_iterator<std::string>(); }
};

} // namespace

TEST_CASE("a list is made of values of any convertible types") {
    attach([](Python py) {
        REQUIRE(repr(*PyList::create(py)) == "[]");
        const auto inner = *PyList::create(py, "x");
        REQUIRE(repr(*PyList::create(py, 1, "two", 3.5, true, std::string("four"), inner)) ==
                "[1, 'two', 3.5, True, 'four', ['x']]");
    });
}

TEST_CASE("a value that does not convert ends the making of a list, and what was made is dropped") {
    attach([](Python py) {
        const auto object = eval(py, "object()");
        const auto before = references(object);
        REQUIRE(error_type_of(PyList::create(py, object, "\xff", object)) == "UnicodeDecodeError");
        REQUIRE(references(object) == before);
        {
            const auto list = *PyList::create(py, object, object);
            REQUIRE(references(object) == before + 2);
        }
        REQUIRE(references(object) == before);
    });
}

TEST_CASE("a list is made of any C++ range") {
    attach([](Python py) {
        REQUIRE(repr(*PyList::from_range(py, std::vector{1, 2, 3})) == "[1, 2, 3]");
        REQUIRE(repr(*PyList::from_range(py, std::vector<int>{})) == "[]");
        REQUIRE(repr(*PyList::from_range(py, std::array{"a", "b"})) == "['a', 'b']");
        REQUIRE(repr(*PyList::from_range(py, std::forward_list{1.5, 2.5})) == "[1.5, 2.5]");
        const int plain[] = {7, 8};
        REQUIRE(repr(*PyList::from_range(py, plain)) == "[7, 8]");
        std::istringstream words("one pass only");
        REQUIRE(repr(*PyList::from_range(py, Words{words})) == "['one', 'pass', 'only']");
    });
}

TEST_CASE("a range of results makes a list, or gives its first error") {
    attach([](Python py) {
        const auto source = eval(py, "[1, 2, 3]");
        REQUIRE(repr(*PyList::from_range(py, *source.iter())) == "[1, 2, 3]");
        std::vector<PyResult<int>> results;
        results.emplace_back(1);
        REQUIRE(repr(*PyList::from_range(py, results)) == "[1]");
        results.emplace_back(PyErr::make<PyValueError>("second"));
        results.emplace_back(PyErr::make<PyValueError>("third"));
        REQUIRE(error_of(PyList::from_range(py, results)) == "ValueError: second");
        auto failing = *eval(py, "(1 // n for n in (1, 0))").iter();
        REQUIRE(error_type_of(PyList::from_range(py, failing)) == "ZeroDivisionError");
    });
}

TEST_CASE("a range that lies about its size makes the list that it is") {
    attach([](Python py) {
        REQUIRE(repr(*PyList::from_range(py, Liar{{1, 2, 3}, 0})) == "[1, 2, 3]");
        REQUIRE(repr(*PyList::from_range(py, Liar{{1, 2, 3}, 2})) == "[1, 2, 3]");
        REQUIRE(repr(*PyList::from_range(py, Liar{{1, 2, 3}, 5})) == "[1, 2, 3]");
        REQUIRE(repr(*PyList::from_range(py, Liar{{}, 5})) == "[]");
        REQUIRE(error_type_of(PyList::from_range(py, Liar{{1}, huge})) == "MemoryError");
    });
}

TEST_CASE("an element that does not convert ends the making of a list, and what was made is dropped") {
    attach([](Python py) {
        REQUIRE(error_type_of(PyList::from_range(py, std::vector{"a", "\xff", "c"})) == "UnicodeDecodeError");
        const auto object = eval(py, "object()");
        const auto before = references(object);
        std::vector<PyResult<Bound<PyAny>>> results;
        results.emplace_back(object);
        results.emplace_back(PyErr::make<PyValueError>("no"));
        REQUIRE(PyList::from_range(py, results).is_err());
        results.clear();
        REQUIRE(references(object) == before);
    });
}

TEST_CASE("from_iterable is list()") {
    attach([](Python py) {
        REQUIRE(repr(*PyList::from_iterable(eval(py, "'abc'"))) == "['a', 'b', 'c']");
        REQUIRE(error_of(PyList::from_iterable(eval(py, "5"))) == "TypeError: 'int' object is not iterable");
        REQUIRE(error_type_of(PyList::from_iterable(eval(py, "(1 // n for n in (1, 0))"))) ==
                "ZeroDivisionError");
    });
}

TEST_CASE("dir is a list of names, and tells what __dir__ raises") {
    attach([](Python py) {
        REQUIRE(*eval(py, "[]").dir()->contains("append"));
        const Script script(py, "class Shy:\n    def __dir__(self): raise OverflowError('shy')");
        REQUIRE(error_of(script("Shy()").dir()) == "OverflowError: shy");
    });
}

TEST_CASE("items are got and set by an index that counts from the start") {
    attach([](Python py) {
        const auto list = eval<PyList>(py, "[10, 20, 30]");
        REQUIRE(list.len() == 3);
        REQUIRE_FALSE(list.is_empty());
        REQUIRE(repr(*list.get_item(0)) == "10");
        REQUIRE(repr(*list.get_item(2)) == "30");
        REQUIRE(list.set_item(1, "x").is_ok());
        REQUIRE(list.del_item(0).is_ok());
        REQUIRE(repr(list) == "['x', 30]");
    });
}

TEST_CASE("an index beyond the end, however large, is IndexError, and none counts from the end") {
    attach([](Python py) {
        const auto list = eval<PyList>(py, "[10, 20, 30]");
        for (const std::size_t index : {std::size_t{3}, largest - 1, largest, largest + 1, huge - 1, huge}) {
            REQUIRE(error_of(list.get_item(index)) == "IndexError: list index out of range");
            REQUIRE(error_of(list.set_item(index, 1)) == "IndexError: list assignment index out of range");
            REQUIRE(error_of(list.del_item(index)) == "IndexError: list assignment index out of range");
        }
        REQUIRE(repr(list) == "[10, 20, 30]");
        REQUIRE(error_type_of(PyList::create(py)->get_item(0)) == "IndexError");
    });
}

TEST_CASE("an item that was got outlives its place in the list") {
    attach([](Python py) {
        const auto list = eval<PyList>(py, "[object(), object()]");
        const auto item = *list.get_item(0);
        REQUIRE(references(item) == 2);
        list.clear();
        REQUIRE(references(item) == 1);
        REQUIRE(repr(item).starts_with("<object object"));
        REQUIRE(list.is_empty());
    });
}

TEST_CASE("setting an item is counted exactly, failing too") {
    attach([](Python py) {
        const auto object = eval(py, "object()");
        const auto before = references(object);
        const auto list = *PyList::create(py, 0, 0);
        REQUIRE(list.set_item(0, object).is_ok());
        REQUIRE(references(object) == before + 1);
        REQUIRE(list.set_item(0, 1).is_ok());
        REQUIRE(references(object) == before);
        REQUIRE(list.set_item(9, object).is_err());
        REQUIRE(list.append(object).is_ok());
        REQUIRE(list.insert(0, object).is_ok());
        REQUIRE(references(object) == before + 2);
        REQUIRE(list.del_slice(0, huge).is_ok());
        REQUIRE(references(object) == before);
        REQUIRE(error_type_of(list.append("\xff")) == "UnicodeDecodeError");
        REQUIRE(error_type_of(list.insert(0, "\xff")) == "UnicodeDecodeError");
        REQUIRE(error_type_of(list.set_item(0, "\xff")) == "UnicodeDecodeError");
        REQUIRE(error_type_of(list.set_slice(0, 1, "\xff")) == "UnicodeDecodeError");
        REQUIRE(error_type_of(list.extend("\xff")) == "UnicodeDecodeError");
        REQUIRE(list.is_empty());
    });
}

TEST_CASE("an item whose __del__ empties the list may be replaced") {
    attach([](Python py) {
        const Script script(py, R"(
class Bomb:
    def __init__(self, list): self.list = list
    def __del__(self): self.list.clear()
items = [None, 2, 3]
items[0] = Bomb(items)
)");
        const auto list = script.get<PyList>("items");
        REQUIRE(list.set_item(0, 1).is_ok());
        REQUIRE(repr(list) == "[]");
    });
}

TEST_CASE("the bounds of slices are clamped") {
    attach([](Python py) {
        const auto list = eval<PyList>(py, "[0, 1, 2, 3]");
        REQUIRE(repr(*list.get_slice(1, 3)) == "[1, 2]");
        REQUIRE(repr(*list.get_slice(0, huge)) == "[0, 1, 2, 3]");
        REQUIRE(repr(*list.get_slice(2, largest + 1)) == "[2, 3]");
        REQUIRE(repr(*list.get_slice(3, 1)) == "[]");
        REQUIRE(repr(*list.get_slice(huge, huge)) == "[]");
        REQUIRE(list.set_slice(3, huge, *PyList::create(py, "a", "b")).is_ok());
        REQUIRE(repr(list) == "[0, 1, 2, 'a', 'b']");
        REQUIRE(list.set_slice(huge, huge, "z").is_ok()); // a str is iterable
        REQUIRE(list.set_slice(2, 1, *PyList::create(py, "here")).is_ok());
        REQUIRE(repr(list) == "[0, 1, 'here', 2, 'a', 'b', 'z']");
        REQUIRE(list.del_slice(3, huge).is_ok());
        REQUIRE(list.del_slice(huge, huge).is_ok());
        REQUIRE(list.del_slice(2, 0).is_ok());
        REQUIRE(repr(list) == "[0, 1, 'here']");
        REQUIRE(list.del_slice(0, huge).is_ok());
        REQUIRE(list.is_empty());
    });
}

TEST_CASE("a slice of a list is a copy that is counted exactly") {
    attach([](Python py) {
        const auto object = eval(py, "object()");
        const auto before = references(object);
        {
            const auto list = *PyList::create(py, object);
            const auto slice = *list.get_slice(0, 1);
            REQUIRE_FALSE(slice.is(list));
            REQUIRE(references(object) == before + 2);
            REQUIRE(references(slice) == 1);
        }
        REQUIRE(references(object) == before);
    });
}

TEST_CASE("a slice is not set to what is no iterable, nor to one that fails, and the list stays as it was") {
    attach([](Python py) {
        const auto list = eval<PyList>(py, "[1, 2]");
        REQUIRE(error_type_of(list.set_slice(0, 1, 5)) == "TypeError");
        REQUIRE(error_type_of(list.extend(5)) == "TypeError");
        REQUIRE(error_type_of(list.extend(eval(py, "(1 // n for n in (1, 0))"))) == "ZeroDivisionError");
        REQUIRE(repr(list) == "[1, 2]");
    });
}

TEST_CASE("a list is extended by any iterable, also by itself") {
    attach([](Python py) {
        const auto list = eval<PyList>(py, "[1, 2]");
        REQUIRE(list.extend(list).is_ok());
        REQUIRE(list.extend("ab").is_ok());
        REQUIRE(list.extend(eval(py, "{}")).is_ok());
        REQUIRE(repr(list) == "[1, 2, 1, 2, 'a', 'b']");
        REQUIRE(list.set_slice(1, 5, list).is_ok());
        REQUIRE(repr(list) == "[1, 1, 2, 1, 2, 'a', 'b', 'b']");
    });
}

TEST_CASE("insert clamps its index to the end") {
    attach([](Python py) {
        const auto list = eval<PyList>(py, "[2]");
        REQUIRE(list.insert(0, 1).is_ok());
        REQUIRE(list.insert(99, 3).is_ok());
        REQUIRE(list.insert(huge, 4).is_ok());
        REQUIRE(list.insert(largest + 1, 5).is_ok());
        REQUIRE(repr(list) == "[1, 2, 3, 4, 5]");
    });
}

TEST_CASE("a list that contains itself is shown, counted and freed") {
    attach([](Python py) {
        const auto list = eval<PyList>(py, "[1]");
        REQUIRE(list.append(list).is_ok());
        REQUIRE(repr(list) == "[1, [...]]");
        REQUIRE(*list.contains(list));
        REQUIRE(*list.index(list) == 1);
        const auto other = eval<PyList>(py, "[1]");
        REQUIRE(other.append(other).is_ok());
        REQUIRE(error_type_of(list.eq(other)) == "RecursionError");
        list.clear();
        other.clear();
    });
}

TEST_CASE("index, count and contains compare by identity first and tell what __eq__ raises") {
    attach([](Python py) {
        const Script script(py, R"(
nan = float('nan')
class Raises:
    def __eq__(self, other): raise LookupError('eq')
)");
        const auto nan = script("nan");
        const auto list = *PyList::create(py, 1, nan, 1.0, true, "1");
        REQUIRE(*list.index(1) == 0);
        REQUIRE(*list.index("1") == 4);
        REQUIRE(*list.index(nan) == 1);
        REQUIRE(error_type_of(list.index(std::numeric_limits<double>::quiet_NaN())) == "ValueError");
        REQUIRE(*list.count(1) == 3);
        REQUIRE(*list.count("2") == 0);
        REQUIRE(*list.contains(nan));
        REQUIRE_FALSE(*list.contains(std::numeric_limits<double>::quiet_NaN()));
        const auto raises = script("Raises()");
        REQUIRE(error_of(list.index(raises)) == "LookupError: eq");
        REQUIRE(error_of(list.count(raises)) == "LookupError: eq");
        REQUIRE(error_of(list.contains(raises)) == "LookupError: eq");
        REQUIRE(error_type_of(list.index("\xff")) == "UnicodeDecodeError");
    });
}

TEST_CASE("an __eq__ that empties the list while it is searched does no harm") {
    attach([](Python py) {
        const Script script(py, R"(
class Clears:
    def __eq__(self, other):
        items.clear()
        return False
items = [Clears() for _ in range(10)]
)");
        const auto list = script.get<PyList>("items");
        REQUIRE(error_type_of(list.index(5)) == "ValueError");
        REQUIRE(list.is_empty());
        REQUIRE(list.extend(script("[Clears() for _ in range(10)]")).is_ok());
        REQUIRE_FALSE(*list.contains(5));
        REQUIRE(list.extend(script("[Clears() for _ in range(10)]")).is_ok());
        REQUIRE(*list.count(5) == 0);
    });
}

TEST_CASE("sort and reverse work in place") {
    attach([](Python py) {
        const auto list = eval<PyList>(py, "[3, 1, 2]");
        REQUIRE(list.sort().is_ok());
        REQUIRE(repr(list) == "[1, 2, 3]");
        REQUIRE(list.reverse().is_ok());
        REQUIRE(repr(list) == "[3, 2, 1]");
        REQUIRE(PyList::create(py)->sort().is_ok());
        REQUIRE(PyList::create(py)->reverse().is_ok());
    });
}

TEST_CASE("sort tells what cannot be compared, what a comparison raises, and that one changes the list") {
    attach([](Python py) {
        REQUIRE(error_type_of(eval<PyList>(py, "[1, 'a']").sort()) == "TypeError");
        const Script script(py, R"(
class Meddles:
    def __lt__(self, other):
        items.append(1)
        return False
class Raises:
    def __lt__(self, other): raise OSError('lt')
items = [Meddles(), Meddles()]
)");
        REQUIRE(error_of(script.get<PyList>("[Raises(), Raises()]").sort()) == "OSError: lt");
        REQUIRE(error_of(script.get<PyList>("items").sort()) == "ValueError: list modified during sort");
    });
}

TEST_CASE("iterating gives the items in order, and can be repeated") {
    attach([](Python py) {
        const auto list = eval<PyList>(py, "[1, 2, 3]");
        for (int round = 0; round < 2; ++round) {
            int expected = 0;
            for (const auto& item : list) REQUIRE(*item.extract<int>() == ++expected);
            REQUIRE(expected == 3);
        }
        for (const auto& item : *PyList::create(py)) FAIL(repr(item));
        std::string seen;
        for (auto item : *PyList::create(py, 1, 2)) seen += repr(item);
        REQUIRE(seen == "12");
    });
}

TEST_CASE("a list that shrinks while it is iterated ends the loop early") {
    attach([](Python py) {
        const auto list = eval<PyList>(py, "[0, 1, 2, 3, 4, 5]");
        std::string seen;
        for (const auto& item : list) {
            seen += repr(item);
            REQUIRE(list.del_item(list.len() - 1).is_ok());
        }
        REQUIRE(seen == "012");
        for (const auto& item : list) {
            list.clear();
            REQUIRE(repr(item) == "0"); // still alive
        }
    });
}

TEST_CASE("a list that grows while it is iterated is iterated to its new end") {
    attach([](Python py) {
        const auto list = eval<PyList>(py, "[0]");
        std::string seen;
        for (const auto& item : list) {
            seen += repr(item);
            if (list.len() < 5) REQUIRE(list.append(list.len()).is_ok());
        }
        REQUIRE(seen == "01234");
    });
}

TEST_CASE("an iteration that has ended stays so although the list grows") {
    attach([](Python py) {
        const auto list = eval<PyList>(py, "[1]");
        auto iterator = list.begin();
        REQUIRE(iterator != list.end());
        ++iterator;
        REQUIRE(iterator == list.end());
        REQUIRE(list.append(2).is_ok());
        ++iterator;
        REQUIRE(iterator == list.end());
    });
}

TEST_CASE("advancing beyond the end stops there") {
    attach([](Python py) {
        const auto list = eval<PyList>(py, "[1, 2, 3]");
        auto iterator = list.begin();
        REQUIRE(std::ranges::advance(iterator, 2, list.end()) == 0);
        REQUIRE(repr(*iterator) == "3");
        REQUIRE(std::ranges::advance(iterator, 5, list.end()) == 4);
        REQUIRE(iterator == list.end());
        REQUIRE(repr(*std::ranges::next(list.begin(), 1, list.end())) == "2");
        REQUIRE(std::ranges::next(list.begin(), 9, list.end()) == list.end());
    });
}

TEST_CASE("a loop keeps its list and its item although the variable is given another list") {
    attach([](Python py) {
        auto list = eval<PyList>(py, "[object(), object()]");
        int count = 0;
        for (const auto& item : list) {
            list = *PyList::create(py);
            REQUIRE(repr(item).starts_with("<object object"));
            ++count;
        }
        REQUIRE(count == 2);
    });
}

TEST_CASE("an iteration is counted exactly, left early or not") {
    attach([](Python py) {
        const auto item = eval(py, "object()");
        const auto list = *PyList::create(py, item, item);
        const auto before = references(item);
        for (const auto& each : list) REQUIRE(references(each) == before + 1);
        for (const auto& each : list) {
            REQUIRE(references(list) == 2);
            REQUIRE(each.is(item));
            break;
        }
        auto iterator = list.begin();
        {
            const auto copy = iterator;
            REQUIRE(references(item) == before + 2);
        }
        ++iterator;
        ++iterator;
        REQUIRE(references(item) == before);
        REQUIRE(std::ranges::count_if(list, [&](const PyAny& each) { return each.is(item); }) == 2);
        REQUIRE(references(item) == before);
    });
}

TEST_CASE("a list is read while another thread changes it") {
    const auto shared = attach([](Python py) { return PyList::create(py)->unbind(); });
    std::atomic<int> failures{0};
    std::jthread writer([&](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            attach([&](Python py) {
                const auto list = shared.bind(py);
                for (int i = 0; i < 50; ++i) failures += list.append(eval(py, "object()")).is_err();
                py.detach([] { std::this_thread::yield(); });
                list.clear();
            });
        }
    });
    // Whether there is an item to see is the scheduler's choice: some machines empty the list in each turn of
    // this thread.
    int seen = 0;
    for (int turn = 0; turn < 200 && seen < 500; ++turn) {
        attach([&](Python py) {
            const auto list = shared.bind(py);
            for (const auto& item : list) {
                py.detach([] { std::this_thread::yield(); });
                REQUIRE(repr(item).starts_with("<object object"));
                ++seen;
            }
            const auto last = list.get_item(list.len() / 2);
            py.detach([] { std::this_thread::yield(); });
            if (last.is_ok()) REQUIRE(repr(*last).starts_with("<object object"));
        });
    }
    writer.request_stop();
    writer.join();
    REQUIRE(failures == 0);
}

TEST_CASE("locked_for_each calls for each item until one fails") {
    attach([](Python py) {
        const auto list = eval<PyList>(py, "[1, 2, 3]");
        int sum = 0;
        const auto add = [&](const PyAny& item) -> PyResult<void> {
            TETHER_TRY(const int number, item.extract<int>());
            sum += number;
            return ok();
        };
        REQUIRE(list.locked_for_each(add).is_ok());
        REQUIRE(sum == 6);
        REQUIRE(list.insert(1, "x").is_ok());
        REQUIRE(error_type_of(list.locked_for_each(add)) == "TypeError");
        REQUIRE(sum == 7);
    });
}

TEST_CASE("a subclass is a list, whose own members do not ask its overrides") {
    attach([](Python py) {
        const Script script(py, R"(
class Mine(list):
    def __len__(self): return 99
    def __getitem__(self, i): raise KeyError('override')
    def __iter__(self): raise KeyError('override')
    def append(self, x): raise KeyError('override')
)");
        const auto list = script.get<PyList>("Mine([1, 2])");
        REQUIRE(list.len() == 2);
        REQUIRE(*list.as_any().len() == 99);
        REQUIRE(repr(*list.get_item(1)) == "2");
        REQUIRE(list.append(3).is_ok());
        std::string seen;
        for (const auto& item : list) seen += repr(item);
        REQUIRE(seen == "123");
        REQUIRE(error_of(list.iter()) == "KeyError: 'override'");
        REQUIRE(error_of(list.as_any().get_item(0)) == "KeyError: 'override'");
        REQUIRE(list.is_exact_instance_of<PyList>() == false);
        REQUIRE(error_of(list.cast_exact<PyList>()) ==
                "TypeError: 'Mine' object is not an instance of 'list'");
        REQUIRE(error_of(eval(py, "()").cast<PyList>()) ==
                "TypeError: 'tuple' object is not an instance of 'list'");
    });
}

TEST_CASE("a list is a sequence") {
    attach([](Python py) {
        const auto list = *PyList::create(py, 1);
        const PySequence& sequence = list;
        REQUIRE(repr(*sequence.concat(*PyList::create(py, 2))) == "[1, 2]");
        REQUIRE(repr(*sequence.repeat(3)) == "[1, 1, 1]");
        REQUIRE(error_type_of(sequence.repeat(huge)) == "MemoryError");
        REQUIRE(sequence.in_place_concat(*PyList::create(py, 2))->is(list));
        REQUIRE(sequence.in_place_repeat(2)->is(list));
        REQUIRE(repr(list) == "[1, 2, 1, 2]");
        REQUIRE(error_type_of(sequence.concat(5)) == "TypeError");
        const auto copy = *list.to_list();
        REQUIRE_FALSE(copy.is(list));
        REQUIRE(*copy.eq(list));
        const Bound<PySequence> moved = *list.to_list();
        REQUIRE(*moved.len() == 4);
    });
}
