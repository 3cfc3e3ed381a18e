// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/set.hpp>
#include <tether/convert/unordered_set.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

using namespace tether;
using tether_tests::eval;
using tether_tests::into;
using tether_tests::references;
using tether_tests::Script;
using tether_tests::through;

using Numbers = std::set<int>;

static_assert(std::string_view(FromPyObject<std::unordered_set<std::string>>::python_type) == "set[str]");

TEST_CASE("a set or frozenset becomes a set, a set a set") {
    attach([](Python py) {
        CHECK(through<Numbers>(py, "{3, 1, 2}") == "{1, 2, 3}");
        CHECK(through<Numbers>(py, "frozenset([5])") == "{5}");
        CHECK(through<Numbers>(py, "set()") == "set()");
        CHECK(through<std::unordered_set<std::string>>(py, "{'a'}") == "{'a'}");
        CHECK(through<std::set<std::pair<int, int>>>(py, "{(1, 2)}") == "{(1, 2)}");
        CHECK(eval(py, "set(range(1000))").extract<std::unordered_set<int>>()->size() == 1000);
        CHECK(into(std::set<int, std::greater<>>{1, 2}) == "{1, 2}");
    });
}

TEST_CASE("what is no set is none, however it is iterated") {
    attach([](Python py) {
        for (auto [text, type] : {std::pair{"[1]", "list"}, std::pair{"(1,)", "tuple"},
                                  std::pair{"{1: 2}", "dict"}, std::pair{"{}.keys()", "dict_keys"},
                                  std::pair{"'1'", "str"}, std::pair{"iter({1})", "set_iterator"}})
            CHECK(through<Numbers>(py, text) ==
                  "TypeError: '" + std::string(type) + "' object cannot be converted to 'set[int]'");
    });
}

TEST_CASE("items that become equal in C++ are one") {
    attach([](Python py) {
        Script script(py, "class Index:\n    def __index__(self): return 1\n");
        CHECK(through<Numbers>(script("{1, Index(), Index()}")) == "{1}");
    });
}

TEST_CASE("an item that does not convert is an error, and what cannot be hashed too") {
    attach([](Python py) {
        CHECK(through<Numbers>(py, "{'x'}") ==
              "TypeError: an item: 'str' object cannot be interpreted as an integer");
        CHECK(into(std::set<std::vector<int>>{{1}}).starts_with("TypeError: "));
        CHECK(into(std::set<std::string>{"\xff"}).starts_with("UnicodeDecodeError: "));
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("a set that changes while it is read is Python's own error") {
    attach([](Python py) {
        Script script(py, R"(
class Clears:
    def __index__(self):
        items.clear()
        return 1
class Raises:
    def __index__(self): raise OSError('no index')
class Derived(set):
    def __iter__(self): raise LookupError('no iterator')
items = set()
)");
        *py.run("items |= {Clears(), Clears(), Clears()}", script.globals());
        CHECK(through<Numbers>(script("items")) == "RuntimeError: Set changed size during iteration");
        CHECK(through<Numbers>(script("{Raises()}")) == "OSError: no index");
        CHECK(through<Numbers>(script("Derived({1})")) == "LookupError: no iterator");
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("a set gives back every reference where it fails") {
    attach([](Python py) {
        auto item = eval(py, "'an item'");
        Script script(py);
        *script.globals().set_item("item", item);
        auto items = script("{item}");
        const auto before = references(item);
        CHECK(items.extract<std::set<std::string>>().is_ok());
        CHECK(items.extract<Numbers>().is_err());
        CHECK(references(item) == before);
    });
}
