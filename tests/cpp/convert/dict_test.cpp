// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/map.hpp>
#include <tether/convert/unordered_map.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

#include <algorithm>

using namespace tether;
using tether_tests::eval;
using tether_tests::into;
using tether_tests::notes_of;
using tether_tests::references;
using tether_tests::Script;
using tether_tests::through;

using Counts = std::map<std::string, int>;

static_assert(std::string_view(FromPyObject<std::map<std::string, std::vector<int>>>::python_type) ==
              "dict[str, Sequence[int]]");
static_assert(std::string_view(IntoPyObject<std::unordered_map<int, bool>>::python_type) ==
              "dict[int, bool]");

namespace {

/// A container of one's own, an entry after the other.
template <class K, class V> class FlatMap {
  public:
    using key_type = K;
    using mapped_type = V;

    void clear() { entries_.clear(); }
    void insert_or_assign(K key, V value) { entries_.emplace_back(std::move(key), std::move(value)); }
    auto begin() const { return entries_.begin(); }
    auto end() const { return entries_.end(); }

  private:
    std::vector<std::pair<K, V>> entries_;
};

} // namespace

template <class K, class V> struct tether::FromPyObject<FlatMap<K, V>> : FromDict<FlatMap<K, V>> {};
template <class K, class V> struct tether::IntoPyObject<FlatMap<K, V>> : IntoDict<FlatMap<K, V>> {};

TEST_CASE("a dict becomes a map, a map a dict") {
    attach([](Python py) {
        CHECK(through<Counts>(py, "{'b': 1, 'a': 2}") == "{'a': 2, 'b': 1}");
        CHECK(through<Counts>(py, "{}") == "{}");
        CHECK(through<std::unordered_map<int, std::string>>(py, "{5: 'five'}") == "{5: 'five'}");
        CHECK(through<std::map<std::pair<int, int>, Counts>>(py, "{(1, 2): {'x': 3}}") ==
              "{(1, 2): {'x': 3}}");
        CHECK(through<std::map<int, int, std::greater<>>>(py, "{1: 1, 2: 2}") == "{2: 2, 1: 1}");
        CHECK(through<FlatMap<std::string, int>>(py, "{'b': 1, 'a': 2}") == "{'b': 1, 'a': 2}");
        CHECK(eval(py, "{i: i for i in range(1000)}").extract<std::unordered_map<int, int>>()->size() ==
              1000);
    });
}

TEST_CASE("a dict of a derived type is one, another mapping is not") {
    attach([](Python py) {
        Script script(py, "import collections, types\n"
                          "class Derived(dict):\n    def __iter__(self): raise RuntimeError\n");
        CHECK(through<Counts>(script("collections.OrderedDict(a=1)")) == "{'a': 1}");
        CHECK(through<Counts>(script("collections.Counter('aab')")) == "{'a': 2, 'b': 1}");
        CHECK(through<Counts>(script("Derived(a=1)")) == "{'a': 1}");
        for (auto [text, type] :
             {std::pair{"[('a', 1)]", "list"}, std::pair{"types.MappingProxyType({})", "mappingproxy"},
              std::pair{"collections.UserDict()", "UserDict"}, std::pair{"{}.items()", "dict_items"},
              std::pair{"'a'", "str"}})
            CHECK(through<Counts>(script(text)) ==
                  "TypeError: '" + std::string(type) + "' object cannot be converted to 'dict[str, int]'");
    });
}

TEST_CASE("an error says which key, or whose value") {
    attach([](Python py) {
        CHECK(through<Counts>(py, "{'a': 1, 2: 3}") ==
              "TypeError: key 2: 'int' object is not an instance of 'str'");
        CHECK(through<Counts>(py, "{'a': 'x'}") ==
              "TypeError: value of 'a': 'str' object cannot be interpreted as an integer");
        CHECK(through<std::map<int, Counts>>(py, "{5: {'a': []}}") ==
              "TypeError: value of 5, value of 'a': 'list' object cannot be interpreted as an integer");
        CHECK(through<std::map<std::string, std::vector<int>>>(py, "{'a': [0, None]}")
                  .starts_with("TypeError: value of 'a', item 1: "));
        CHECK(through<Counts>(py, "{(1, 2): 3}") ==
              "TypeError: key of entry 0: 'tuple' object is not an instance of 'str'");
        CHECK(through<std::map<std::pair<int, int>, int>>(py, "{(1, 2): 3, (3, 4): 'x'}") ==
              "TypeError: value of entry 1: 'str' object cannot be interpreted as an integer");
        CHECK(through<Counts>(py, "{'a': 1, 'b': type('I', (int,), {})(2), 'c': 3, 'd': True}") ==
              "{'a': 1, 'b': 2, 'c': 3, 'd': 1}");
        CHECK(through<Counts>(py, "{'a': 1, 'b': 2**40, 'c': 3}") ==
              "OverflowError: value of 'b': 1099511627776 is out of range -2147483648..2147483647");
        CHECK(through<Counts>(py, "{'k' * 500: 'x'}") ==
              "TypeError: value of '" + std::string(59, 'k') +
                  "...': 'str' object cannot be interpreted as an integer");
        CHECK(through<Counts>(py, "{'k' * 62: 'x'}")
                  .starts_with("TypeError: value of '" + std::string(62, 'k') + "': "));
        CHECK(through<Counts>(py, "{chr(0xE9) * 500: 'x'}").find("\xC3\xA9...': ") != std::string::npos);
        CHECK(into(std::map<std::string, std::string>{{"a", "\xff"}}).starts_with("UnicodeDecodeError: "));
        CHECK(into(std::map<std::string, std::string>{{"\xff", "a"}}).starts_with("UnicodeDecodeError: "));
        if (tether_tests::has_notes(py)) {
            (void)detail::into_python(std::map<std::string, std::string>{{"a", "\xff"}});
            CHECK(notes_of(PyErr::fetch(py)) == "[\"while converting value of 'a'\"]");
        }
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("a key that Python cannot hash is its TypeError") {
    attach([](Python py) {
        const std::map<std::vector<int>, int> lists{{{1}, 2}};
        CHECK(into(lists).starts_with("TypeError: "));
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("of keys that become equal in C++ the last counts") {
    attach([](Python py) {
        Script script(py, "class Index:\n    def __index__(self): return 1\n");
        CHECK(through<std::map<int, int>>(script("{1: 10, Index(): 20, Index(): 30}")) == "{1: 30}");
        CHECK(through<std::map<float, int>>(script("{0.1: 1, 0.10000000001: 2}")) ==
              "{0.10000000149011612: 2}");
    });
}

TEST_CASE("a dict that changes while it is read is an error, and no crash") {
    attach([](Python py) {
        Script script(py, R"(
class Acts:
    def __init__(self, act): self.act = act
    def __index__(self):
        self.act()
        return 1
d = {}
def swap():
    del d['b']
    d['new'] = Acts(swap2)
def swap2():
    del d['new']
    d['new'] = Acts(swap2)
)");
        auto read = [&](const char* statement) {
            *py.run(statement, script.globals());
            return through<Counts>(script("d"));
        };
        const std::string changed = "RuntimeError: dictionary changed while it was read";
        CHECK(read("d.clear(); d.update(a=Acts(d.clear), b=2)") == changed);
        CHECK(read("d.clear(); d.update(a=Acts(lambda: d.update(x=1)), b=2)") == changed);
        CHECK(read("d.clear(); d.update(a=Acts(lambda: d.pop('b')), b=2)") == changed);
        CHECK(read("d.clear(); d.update({str(i): i for i in range(50)}); d['0'] = Acts(d.clear)") == changed);
        // As many as before, again and again: ends, in whatever way.
        CHECK(!read("d.clear(); d.update(a=Acts(swap), b=2)").empty());
        CHECK_FALSE(PyErr::occurred(py));
        *py.run("d.clear()", script.globals());
    });
}

TEST_CASE("a dict gives back every reference, also where it fails") {
    attach([](Python py) {
        auto key = eval(py, "'a key'");
        auto value = eval(py, "['a value']");
        Script script(py);
        *script.globals().set_item("key", key);
        *script.globals().set_item("value", value);
        auto good = script("{key: value}");
        auto bad = script("{key: value, 'x': 5}");
        const auto keys = references(key);
        const auto values = references(value);
        {
            auto held = *good.extract<std::map<std::string, Bound<PyAny>>>();
            CHECK(references(value) == values + 1);
            CHECK(into(held) == "{'a key': ['a value']}");
            CHECK(into(std::move(held)) == "{'a key': ['a value']}");
        }
        CHECK(bad.extract<std::map<std::string, Bound<PyList>>>().is_err());
        CHECK(bad.extract<std::map<int, int>>().is_err());
        CHECK(references(key) == keys);
        CHECK(references(value) == values);
    });
}
