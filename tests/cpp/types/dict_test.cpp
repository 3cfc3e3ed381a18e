// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/dict.hpp>

#include "scripted.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <iterator>
#include <limits>
#include <map>
#include <thread>
#include <vector>

using namespace tether;
using namespace tether_tests;

static_assert(std::derived_from<PyDict, PyMapping>);
static_assert(std::ranges::input_range<const Bound<PyDict>&>);
static_assert(std::convertible_to<Bound<PyDict>, Bound<PyMapping>>);

namespace {

/// A key whose hash is one and whose __eq__ does what it is told.
constexpr const char* hostile_keys = R"(
class Key:
    def __init__(self, eq=None): self.eq = eq
    def __hash__(self): return 1
    def __eq__(self, other): return self.eq() if self.eq else self is other
class Unhashable:
    def __hash__(self): raise LookupError('hash')
def fail(): raise ArithmeticError('eq')
)";

} // namespace

TEST_CASE("a dict is made of items of any convertible types") {
    attach([](Python py) {
        REQUIRE(repr(*PyDict::create(py)) == "{}");
        const auto value = eval(py, "[1]");
        REQUIRE(repr(*PyDict::create(py, item("a", 1), item(2, "b"), item(value.len().value(), value))) ==
                "{'a': 1, 2: 'b', 1: [1]}");
        REQUIRE(repr(*PyDict::create(py, item("a", 1), item("a", 2))) == "{'a': 2}");
    });
}

TEST_CASE("an item of a temporary lives as long as the call") {
    attach([](Python py) {
        REQUIRE(repr(*PyDict::create(py, item(std::string(50, 'k'), *PyList::create(py, 1)))).size() ==
                50 + 2 + 2 + 3 + 2);
    });
}

TEST_CASE("an item that does not convert or hash ends the making of a dict, and what was made is dropped") {
    attach([](Python py) {
        const auto object = eval(py, "object()");
        const auto before = references(object);
        REQUIRE(error_type_of(PyDict::create(py, item(1, object), item("\xff", 1))) == "UnicodeDecodeError");
        REQUIRE(error_type_of(PyDict::create(py, item(1, object), item(1, "\xff"))) == "UnicodeDecodeError");
        REQUIRE(error_type_of(PyDict::create(py, item(object, object), item(eval(py, "[]"), object))) ==
                "TypeError");
        REQUIRE(references(object) == before);
        {
            const auto dict = *PyDict::create(py, item(object, object));
            REQUIRE(references(object) == before + 2);
            REQUIRE(references(dict) == 1);
        }
        REQUIRE(references(object) == before);
    });
}

TEST_CASE("a dict is made of any C++ range of pairs") {
    attach([](Python py) {
        REQUIRE(repr(*PyDict::from_range(py, std::map<std::string, int>{{"b", 2}, {"a", 1}})) ==
                "{'a': 1, 'b': 2}");
        REQUIRE(repr(*PyDict::from_range(py, std::vector<std::pair<int, const char*>>{{1, "x"}, {1, "y"}})) ==
                "{1: 'y'}");
        REQUIRE(error_type_of(PyDict::from_range(py, std::vector<std::pair<int, const char*>>{
                                                         {1, "x"}, {2, "\xff"}})) == "UnicodeDecodeError");
        REQUIRE(error_type_of(PyDict::from_range(
                    py, std::vector<std::pair<Bound<PyAny>, int>>{{eval(py, "{}"), 1}})) == "TypeError");
    });
}

TEST_CASE("from_sequence takes pairs and says which is none") {
    attach([](Python py) {
        REQUIRE(repr(*PyDict::from_sequence(eval(py, "[('a', 1), [2, 3], 'xy']"))) ==
                "{'a': 1, 2: 3, 'x': 'y'}");
        REQUIRE(error_type_of(PyDict::from_sequence(eval(py, "[(1, 2, 3)]"))) == "ValueError");
        REQUIRE(error_type_of(PyDict::from_sequence(eval(py, "[(1, 2), 5]"))) == "TypeError");
        REQUIRE(error_type_of(PyDict::from_sequence(eval(py, "5"))) == "TypeError");
        REQUIRE(error_type_of(PyDict::from_sequence(eval(py, "[([], 1)]"))) == "TypeError");
        REQUIRE(error_type_of(PyDict::from_sequence(eval(py, "((1, 1 // n) for n in (1, 0))"))) ==
                "ZeroDivisionError");
    });
}

TEST_CASE("get_item gives the value or nothing, and no KeyError is made") {
    attach([](Python py) {
        const auto dict = eval<PyDict>(py, "{'a': 1, None: 2, 3: None}");
        REQUIRE(repr(**dict.get_item("a")) == "1");
        REQUIRE(repr(**dict.get_item(py.None())) == "2");
        REQUIRE(dict.get_item(3)->value().is_none());
        REQUIRE_FALSE(dict.get_item("b")->has_value());
        REQUIRE_FALSE(PyErr::occurred(py));
        REQUIRE(*dict.contains("a"));
        REQUIRE_FALSE(*dict.contains("b"));
        REQUIRE(dict.len() == 3);
        REQUIRE_FALSE(dict.is_empty());
    });
}

TEST_CASE("a value that was got outlives its place in the dict") {
    attach([](Python py) {
        const auto dict = eval<PyDict>(py, "{1: object()}");
        const auto value = **dict.get_item(1);
        REQUIRE(references(value) == 2);
        dict.clear();
        REQUIRE(dict.is_empty());
        REQUIRE(references(value) == 1);
    });
}

TEST_CASE("items are set and deleted, and counted exactly") {
    attach([](Python py) {
        const auto key = eval(py, "object()");
        const auto value = eval(py, "object()");
        const auto before = references(key);
        const auto dict = *PyDict::create(py);
        REQUIRE(dict.set_item(key, value).is_ok());
        REQUIRE(references(key) == before + 1);
        REQUIRE(references(value) == before + 1);
        REQUIRE(dict.set_item(key, value).is_ok());
        REQUIRE(references(value) == before + 1);
        REQUIRE(dict.set_item(key, 1).is_ok());
        REQUIRE(references(value) == before);
        REQUIRE(dict.del_item(key).is_ok());
        REQUIRE(references(key) == before);
        REQUIRE(error_type_of(dict.del_item(key)) == "KeyError");
        REQUIRE(error_of(dict.del_item("x")) == "KeyError: 'x'");
        REQUIRE(references(key) == before);
        REQUIRE(error_type_of(dict.set_item("\xff", value)) == "UnicodeDecodeError");
        REQUIRE(error_type_of(dict.set_item(key, "\xff")) == "UnicodeDecodeError");
        REQUIRE(references(value) == before);
        REQUIRE(references(key) == before);
    });
}

TEST_CASE("a key that cannot be hashed is the error of each operation, and the dict stays as it was") {
    attach([](Python py) {
        const Script script(py, hostile_keys);
        const auto dict = eval<PyDict>(py, "{1: 2}");
        const auto list = eval(py, "[]");
        REQUIRE(error_type_of(dict.get_item(list)) == "TypeError");
        REQUIRE(error_type_of(dict.contains(list)) == "TypeError");
        REQUIRE(error_type_of(dict.set_item(list, 1)) == "TypeError");
        REQUIRE(error_type_of(dict.del_item(list)) == "TypeError");
        REQUIRE(error_type_of(dict.set_default(list, 1)) == "TypeError");
        REQUIRE(error_type_of(dict.set_default_with_result(list, 1)) == "TypeError");
        const auto raises = script("Unhashable()");
        REQUIRE(error_of(dict.get_item(raises)) == "LookupError: hash");
        REQUIRE(error_of(dict.contains(raises)) == "LookupError: hash");
        REQUIRE(error_of(dict.set_item(raises, 1)) == "LookupError: hash");
        REQUIRE(error_of(dict.del_item(raises)) == "LookupError: hash");
        REQUIRE(error_of(dict.set_default(raises, 1)) == "LookupError: hash");
        REQUIRE(repr(dict) == "{1: 2}");
    });
}

TEST_CASE("a key whose __eq__ raises is the error of each operation") {
    attach([](Python py) {
        const Script script(py, hostile_keys);
        const auto dict = *PyDict::create(py, item(script("Key(fail)"), 1));
        const auto key = script("Key()");
        REQUIRE(error_of(dict.get_item(key)) == "ArithmeticError: eq");
        REQUIRE(error_of(dict.contains(key)) == "ArithmeticError: eq");
        REQUIRE(error_of(dict.set_item(key, 1)) == "ArithmeticError: eq");
        REQUIRE(error_of(dict.del_item(key)) == "ArithmeticError: eq");
        REQUIRE(error_of(dict.set_default(key, 1)) == "ArithmeticError: eq");
        REQUIRE(dict.len() == 1);
        REQUIRE(references(key) == 1);
    });
}

TEST_CASE("a key whose __eq__ empties the dict while it is searched does no harm") {
    attach([](Python py) {
        const Script script(py, std::string(hostile_keys)
                                    .append(R"(
def clear():
    d.clear()
    return False
d = {}
)")
                                    .c_str());
        const auto dict = script.get<PyDict>("d");
        const auto key = script("Key()");
        const auto refill = [&] {
            dict.clear();
            REQUIRE(dict.set_item(script("Key(clear)"), eval(py, "object()")).is_ok());
        };
        refill();
        REQUIRE_FALSE(dict.get_item(key)->has_value());
        REQUIRE(dict.is_empty());
        refill();
        REQUIRE_FALSE(*dict.contains(key));
        refill();
        REQUIRE(error_type_of(dict.del_item(key)) == "KeyError");
        refill();
        REQUIRE(repr(*dict.set_default(key, 5)) == "5");
        REQUIRE(repr(*dict.values()) == "[5]");
        refill();
        REQUIRE(dict.set_item(key, 6).is_ok());
        REQUIRE(repr(*dict.values()) == "[6]");
        dict.clear();
    });
}

TEST_CASE("NaN is found as a key by identity only") {
    attach([](Python py) {
        const auto nan = eval(py, "float('nan')");
        const auto dict = *PyDict::create(py, item(nan, 1));
        REQUIRE(*dict.contains(nan));
        REQUIRE_FALSE(*dict.contains(std::numeric_limits<double>::quiet_NaN()));
        REQUIRE(dict.set_item(std::numeric_limits<double>::quiet_NaN(), 2).is_ok());
        REQUIRE(dict.len() == 2);
    });
}

TEST_CASE("set_default puts a value in where none is, says so, and counts exactly") {
    attach([](Python py) {
        const auto first = eval(py, "object()");
        const auto second = eval(py, "object()");
        const auto before = references(first);
        const auto dict = *PyDict::create(py);
        {
            const auto [value, was_put] = *dict.set_default_with_result("k", first);
            REQUIRE(value.is(first));
            REQUIRE(was_put);
        }
        REQUIRE(references(first) == before + 1);
        {
            const auto [value, was_put] = *dict.set_default_with_result("k", second);
            REQUIRE(value.is(first));
            REQUIRE_FALSE(was_put);
        }
        REQUIRE(dict.set_default("k", second)->is(first));
        REQUIRE(references(first) == before + 1);
        REQUIRE(references(second) == before);
        REQUIRE(dict.set_default("l", second)->is(second));
        REQUIRE(references(second) == before + 1);
        dict.clear();
        REQUIRE(references(first) == before);
        REQUIRE(references(second) == before);
    });
}

TEST_CASE("keys, values and items are lists of their own") {
    attach([](Python py) {
        const auto dict = eval<PyDict>(py, "{'a': 1, 'b': 2}");
        const auto keys = *dict.keys();
        REQUIRE(repr(keys) == "['a', 'b']");
        REQUIRE(repr(*dict.values()) == "[1, 2]");
        REQUIRE(repr(*dict.items()) == "[('a', 1), ('b', 2)]");
        dict.clear();
        REQUIRE(keys.len() == 2);
        for (const auto& key : *eval<PyDict>(py, "{1: 2}").keys()) REQUIRE(repr(key) == "1");
    });
}

TEST_CASE("a loop over the items as a list may change the dict") {
    attach([](Python py) {
        const auto dict = eval<PyDict>(py, "{1: 1, 2: 2, 3: 3}");
        for (const auto& pair : *dict.items()) REQUIRE(dict.del_item(*pair.get_item(0)).is_ok());
        REQUIRE(dict.is_empty());
    });
}

TEST_CASE("copy is shallow") {
    attach([](Python py) {
        const auto dict = eval<PyDict>(py, "{'a': []}");
        const auto copy = *dict.copy();
        REQUIRE_FALSE(copy.is(dict));
        REQUIRE(*copy.eq(dict));
        REQUIRE((*copy.get_item("a"))->is(**dict.get_item("a")));
        copy.clear();
        REQUIRE(dict.len() == 1);
    });
}

TEST_CASE("update takes over items, update_if_missing the missing ones") {
    attach([](Python py) {
        const Script script(py, R"(
class Keys:
    def keys(self): return ['x', 'a']
    def __getitem__(self, key): return key * 2
class Broken:
    def keys(self): return ['y', 'z']
    def __getitem__(self, key): raise ZeroDivisionError(key)
)");
        const auto dict = eval<PyDict>(py, "{'a': 1}");
        REQUIRE(dict.update(eval(py, "{'a': 2, 'b': 3}")).is_ok());
        REQUIRE(repr(dict) == "{'a': 2, 'b': 3}");
        REQUIRE(dict.update_if_missing(eval(py, "{'a': 9, 'c': 4}")).is_ok());
        REQUIRE(repr(dict) == "{'a': 2, 'b': 3, 'c': 4}");
        REQUIRE(dict.update_if_missing(script("Keys()")).is_ok());
        REQUIRE(repr(dict) == "{'a': 2, 'b': 3, 'c': 4, 'x': 'xx'}");
        REQUIRE(dict.update(dict).is_ok());
        REQUIRE(dict.update(script("Keys()")).is_ok());
        REQUIRE(repr(dict) == "{'a': 'aa', 'b': 3, 'c': 4, 'x': 'xx'}");
        REQUIRE(error_of(dict.update(script("Broken()"))) == "ZeroDivisionError: y");
        REQUIRE(error_type_of(dict.update(eval(py, "[(1, 2)]"))) == "AttributeError");
        REQUIRE(error_type_of(dict.update_if_missing(5)) == "AttributeError");
        REQUIRE(error_type_of(dict.update("\xff")) == "UnicodeDecodeError");
    });
}

TEST_CASE("iterating gives keys and values in order, and can be repeated") {
    attach([](Python py) {
        const auto dict = eval<PyDict>(py, "{'a': 1, 'b': 2, 3: 'c'}");
        for (int round = 0; round < 2; ++round) {
            std::string seen;
            for (const auto& [key, value] : dict) seen += repr(key) + repr(value);
            REQUIRE(seen == "'a'1'b'23'c'");
        }
        for (auto [key, value] : *PyDict::create(py)) FAIL(repr(key));
        int count = 0;
        for (auto [key, value] : *PyDict::create(py, item(1, 2))) {
            static_assert(std::is_same_v<decltype(key), Bound<PyAny>>);
            ++count;
        }
        REQUIRE(count == 1);
    });
}

TEST_CASE("a dict that changes its size while it is iterated ends the loop by RuntimeError") {
    attach([](Python py) {
        const auto dict = eval<PyDict>(py, "{1: 1, 2: 2}");
        int count = 0;
        const auto loop = [&](auto&& change) {
            return thrown_by([&] {
                for (const auto& [key, value] : dict) {
                    ++count;
                    change(key);
                }
            });
        };
        REQUIRE(loop([&](const PyAny&) { REQUIRE(dict.set_item(count + 10, 1).is_ok()); }) ==
                "RuntimeError: dictionary changed size during iteration");
        REQUIRE(count == 1);
        REQUIRE(loop([&](const PyAny& key) { REQUIRE(dict.del_item(key).is_ok()); }) ==
                "RuntimeError: dictionary changed size during iteration");
        REQUIRE(count == 2);
        REQUIRE(loop([&](const PyAny&) { dict.clear(); }) ==
                "RuntimeError: dictionary changed size during iteration");
        REQUIRE(count == 3);
        REQUIRE_FALSE(PyErr::occurred(py));
        REQUIRE(loop([](const PyAny&) {}) == "no error");
    });
}

TEST_CASE("an iteration that failed goes on failing although the size is right again") {
    attach([](Python py) {
        const auto dict = eval<PyDict>(py, "{1: 1, 2: 2}");
        auto iterator = dict.begin();
        REQUIRE(dict.set_item(3, 3).is_ok());
        REQUIRE(thrown_by([&] { ++iterator; }).starts_with("RuntimeError"));
        REQUIRE(dict.del_item(3).is_ok());
        REQUIRE(thrown_by([&] { ++iterator; }).starts_with("RuntimeError"));
        REQUIRE(repr(iterator->first) == "1");
    });
}

TEST_CASE("a dict whose keys are replaced while it is iterated does not go on for ever") {
    attach([](Python py) {
        const auto dict = eval<PyDict>(py, "{object(): 1}");
        int count = 0;
        const std::string thrown = thrown_by([&] {
            for (const auto& [key, value] : dict) {
                ++count;
                REQUIRE(dict.del_item(key).is_ok());
                REQUIRE(dict.set_item(count, 0).is_ok());
                REQUIRE(references(key) == 1); // the loop's own
            }
        });
        REQUIRE(thrown == "RuntimeError: dictionary keys changed during iteration");
        REQUIRE(count == 1);
    });
}

TEST_CASE("values may change while a dict is iterated") {
    attach([](Python py) {
        const auto dict = eval<PyDict>(py, "{1: object(), 2: object()}");
        for (const auto& [key, value] : dict) {
            REQUIRE(dict.set_item(key, 0).is_ok());
            REQUIRE(references(value) == 1); // the loop's own
        }
        REQUIRE(repr(dict) == "{1: 0, 2: 0}");
    });
}

TEST_CASE("the other ways to iterate show a change as a result, or do not see it") {
    attach([](Python py) {
        const auto dict = eval<PyDict>(py, "{1: 1, 2: 2}");
        std::string seen;
        for (const auto& key : *dict.iter()) {
            seen += key.is_ok() ? repr(*key) : error_of(key);
            if (key.is_err()) break;
            REQUIRE(dict.set_item("new", 1).is_ok());
        }
        REQUIRE(seen == "1RuntimeError: dictionary changed size during iteration");
    });
}

TEST_CASE("an iteration over a dict is counted exactly, left early or by an error") {
    attach([](Python py) {
        const auto object = eval(py, "object()");
        const auto dict = *PyDict::create(py, item(object, object), item(1, object));
        const auto before = references(object);
        for (const auto& [key, value] : dict) {
            REQUIRE(references(value) >= before + 1);
            REQUIRE(references(dict) == 2);
        }
        for (const auto& pair : dict) {
            REQUIRE(references(pair.second) >= before + 1);
            break;
        }
        REQUIRE(thrown_by([&] {
                    for (const auto& pair : dict) REQUIRE(dict.set_item(2, pair.second).is_ok());
                }) != "no error");
        REQUIRE(dict.del_item(2).is_ok());
        REQUIRE(references(object) == before);
        REQUIRE(references(dict) == 1);
    });
}

TEST_CASE("a loop keeps its dict although the variable is given another one") {
    attach([](Python py) {
        auto dict = eval<PyDict>(py, "{1: object(), 2: object()}");
        int count = 0;
        for (const auto& [key, value] : dict) {
            dict = *PyDict::create(py);
            REQUIRE(repr(value).starts_with("<object object"));
            ++count;
        }
        REQUIRE(count == 2);
    });
}

TEST_CASE("an OrderedDict is iterated in its own order") {
    attach([](Python py) {
        const Script script(py, R"(
from collections import OrderedDict
d = OrderedDict(a=1, b=2, c=3)
d.move_to_end('a')
)");
        const auto dict = script.get<PyDict>("d");
        const auto show = [&] {
            std::string seen;
            for (const auto& [key, value] : dict) seen += repr(key) + repr(value);
            return seen;
        };
        REQUIRE(show() == "'b'2'c'3'a'1");
        REQUIRE(dict.call_method<"move_to_end">("b", kw<"last">(true)).is_ok());
        REQUIRE(show() == "'c'3'a'1'b'2");
        REQUIRE(thrown_by([&] {
                    for (const auto& pair : dict) *dict.as_any().set_item("new", pair.second);
                }).starts_with("RuntimeError"));
    });
}

TEST_CASE("a subclass that says how it is iterated is asked, and what it raises ends the loop") {
    attach([](Python py) {
        const Script script(py, R"(
class Raises(dict):
    def __iter__(self): raise KeyError('iter')
class Half(dict):
    def __iter__(self):
        yield 1
        raise OSError('half')
class Lies(dict):
    def __iter__(self): return iter([1, 'missing'])
class Plain(dict):
    def __getitem__(self, key): return 'override'
    def __missing__(self, key): return 'missing'
    def __len__(self): return 99
)");
        const auto loop = [&](const char* expression) {
            std::string seen;
            seen += thrown_by([&] {
                for (const auto& [key, value] : script.get<PyDict>(expression)) seen += repr(value) + ' ';
            });
            return seen;
        };
        REQUIRE(loop("Raises({1: 2})") == "KeyError: 'iter'");
        REQUIRE(loop("Half({1: 2})") == "2 OSError: half");
        REQUIRE(loop("Lies({1: 2})") == "2 KeyError: 'missing'");
        REQUIRE(loop("Plain({1: 2})") == "2 no error");
        const auto plain = script.get<PyDict>("Plain({1: 2})");
        REQUIRE(plain.len() == 1);
        REQUIRE(repr(**plain.get_item(1)) == "2");
        REQUIRE_FALSE(plain.get_item(5)->has_value());
        REQUIRE(repr(*plain.as_any().get_item(1)) == "'override'");
        REQUIRE(error_of(plain.cast_exact<PyDict>()) ==
                "TypeError: 'Plain' object is not an instance of 'dict'");
    });
}

TEST_CASE("a dict is read while another thread changes it") {
    const auto shared = attach([](Python py) { return PyDict::create(py)->unbind(); });
    std::atomic<int> failures{0};
    std::jthread writer([&](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            attach([&](Python py) {
                const auto dict = shared.bind(py);
                for (int i = 0; i < 50; ++i) failures += dict.set_item(i, eval(py, "object()")).is_err();
                py.detach([] { std::this_thread::yield(); });
                dict.clear();
            });
        }
    });
    // Whether there is an item to see is the scheduler's choice: some machines empty the dict in each turn of
    // this thread.
    int seen = 0;
    for (int turn = 0; turn < 200 && seen < 500; ++turn) {
        attach([&](Python py) {
            const auto dict = shared.bind(py);
            const std::string thrown = thrown_by([&] {
                for (const auto& [key, value] : dict) {
                    py.detach([] { std::this_thread::yield(); });
                    REQUIRE(repr(value).starts_with("<object object"));
                    ++seen;
                }
            });
            if (thrown != "no error") REQUIRE(thrown.starts_with("RuntimeError: dictionary "));
            const auto value = dict.get_item(25);
            py.detach([] { std::this_thread::yield(); });
            if (value->has_value()) REQUIRE(repr(**value).starts_with("<object object"));
        });
    }
    writer.request_stop();
    writer.join();
    REQUIRE(failures == 0);
}

TEST_CASE("locked_for_each calls for each item until one fails, and tells of a change as a result") {
    attach([](Python py) {
        const auto dict = eval<PyDict>(py, "{'a': 1, 'b': 2, 'c': 'x', 'd': 4}");
        int sum = 0;
        REQUIRE(error_type_of(dict.locked_for_each([&](const PyAny&, const PyAny& value) -> PyResult<void> {
                    TETHER_TRY(const int number, value.extract<int>());
                    sum += number;
                    return ok();
                })) == "TypeError");
        REQUIRE(sum == 3);
        REQUIRE(error_of(dict.locked_for_each([&](const PyAny& key, const PyAny&) {
                    return dict.del_item(key);
                })) == "RuntimeError: dictionary changed size during iteration");
        REQUIRE(dict.len() == 3);
        REQUIRE(
            dict.locked_for_each([](const PyAny&, const PyAny&) { return PyResult<void>(ok()); }).is_ok());
    });
}

TEST_CASE("a dict that contains itself is shown and freed") {
    attach([](Python py) {
        const auto dict = *PyDict::create(py);
        REQUIRE(dict.set_item("self", dict).is_ok());
        REQUIRE(repr(dict) == "{'self': {...}}");
        dict.clear();
    });
}

TEST_CASE("a value whose __del__ looks at the dict may be replaced") {
    attach([](Python py) {
        const Script script(py, R"(
class Bomb:
    def __del__(self): d.clear()
d = {1: Bomb(), 2: 2}
)");
        const auto dict = script.get<PyDict>("d");
        REQUIRE(dict.set_item(1, 1).is_ok());
        REQUIRE(dict.len() <= 2);
        dict.clear();
        REQUIRE(dict.is_empty());
    });
}

TEST_CASE("a call takes its arguments from a tuple and a dict") {
    attach([](Python py) {
        const Script script(py, "def show(*args, **kwargs): return repr((args, kwargs))");
        const auto show = script("show");
        const auto none = *PyTuple::create(py);
        REQUIRE(*show.call_tuple(*PyTuple::create(py, 1), *PyDict::create(py, item("k", 2)))
                     ->extract<std::string>() == "((1,), {'k': 2})");
        REQUIRE(error_type_of(show.call_tuple(none, *PyDict::create(py, item(1, 2)))) == "TypeError");
        REQUIRE(error_type_of(eval(py, "len").call_tuple(none, *PyDict::create(py, item("k", 2)))) ==
                "TypeError");
    });
}
