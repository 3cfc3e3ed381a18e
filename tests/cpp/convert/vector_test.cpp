// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/tuple.hpp>
#include <tether/convert/vector.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

#include <numeric>
#include <vector>

using namespace tether;
using tether_tests::eval;
using tether_tests::into;
using tether_tests::notes_of;
using tether_tests::references;
using tether_tests::Script;
using tether_tests::through;

using Ints = std::vector<int>;

static_assert(std::string_view(FromPyObject<std::vector<std::vector<double>>>::python_type) ==
              "Sequence[Sequence[float]]");
static_assert(std::string_view(IntoPyObject<std::vector<std::string>>::python_type) == "list[str]");

TEST_CASE("sequences become vectors, vectors lists") {
    attach([](Python py) {
        Script script(py, R"(
import array, collections
class Items:
    def __init__(self, items): self.items = items
    def __getitem__(self, i): return self.items[i]
class Derived(list):
    def __iter__(self): return iter([7, 8])
)");
        for (auto text : {"[1, 2, 3]", "(1, 2, 3)", "range(1, 4)", "array.array('i', [1, 2, 3])",
                          "collections.deque([1, 2, 3])", "memoryview(array.array('i', [1, 2, 3]))",
                          "Items([1, 2, 3])", "collections.UserList([1, 2, 3])", "list(range(1, 4))"})
            CHECK(through<Ints>(script(text)) == "[1, 2, 3]");
        CHECK(through<Ints>(script("[]")) == "[]");
        CHECK(through<Ints>(script("()")) == "[]");
        CHECK(through<Ints>(script("Derived([1])")) == "[7, 8]");
        CHECK(through<std::vector<double>>(script("[1, 2.5]")) == "[1.0, 2.5]");
        CHECK(through<std::vector<std::string>>(script("['a', '', 'bc']")) == "['a', '', 'bc']");
        CHECK(through<std::vector<std::string>>(script("['\\u20ac' * 40, 'x' * 40]"))
                  .starts_with("['\u20ac\u20ac"));
        CHECK(through<std::vector<Ints>>(script("[[1], (), range(2)]")) == "[[1], [], [0, 1]]");
    });
}

TEST_CASE("what is no sequence of items is no vector: text, bytes, sets, dicts, generators, one value") {
    attach([](Python py) {
        auto refused = [&](const char* expression, const char* type) {
            CHECK(through<Ints>(py, expression) ==
                  "TypeError: '" + std::string(type) + "' object cannot be converted to 'Sequence[int]'");
        };
        refused("'123'", "str");
        refused("''", "str");
        refused("b'123'", "bytes");
        refused("bytearray(b'123')", "bytearray");
        refused("{1, 2}", "set");
        refused("frozenset()", "frozenset");
        refused("{1: 2}", "dict");
        refused("{}.keys()", "dict_keys");
        refused("(i for i in [1])", "generator");
        refused("iter([1])", "list_iterator");
        refused("5", "int");
        CHECK(through<std::vector<std::string>>(py, "'abc'") ==
              "TypeError: 'str' object cannot be converted to 'Sequence[str]'");
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("bools are a vector too") {
    attach([](Python py) {
        CHECK(through<std::vector<bool>>(py, "[True, False, True]") == "[True, False, True]");
        CHECK(through<std::vector<bool>>(py, "[True] * 1000").size() == 6000);
        CHECK(through<std::vector<bool>>(py, "[True, 1]") ==
              "TypeError: item 1: 'int' object is not an instance of 'bool'");
    });
}

TEST_CASE("long lists come in runs, whatever stands between their ints") {
    attach([](Python py) {
        Script script(py, "class Index:\n"
                          "    def __init__(self, value): self.value = value\n"
                          "    def __index__(self): return self.value\n");
        for (int size : {1, 63, 64, 65, 127, 128, 129, 1000}) {
            const std::string range = "list(range(" + std::to_string(size) + "))";
            CHECK(through<Ints>(script(range.c_str())) == tether_tests::repr(script(range.c_str())));
            const std::string mixed = "[Index(i) if i % 31 == 0 else i for i in " + range + "]";
            CHECK(through<std::vector<long long>>(script(mixed.c_str())) ==
                  tether_tests::repr(script(range.c_str())));
            const std::string failing = range + " + ['x']";
            CHECK(through<Ints>(script(failing.c_str())) ==
                  "TypeError: item " + std::to_string(size) +
                      ": 'str' object cannot be interpreted as an integer");
        }
    });
}

TEST_CASE("an error says which item, and which item inside") {
    attach([](Python py) {
        CHECK(through<Ints>(py, "[1, 2, 'x']") ==
              "TypeError: item 2: 'str' object cannot be interpreted as an integer");
        CHECK(through<std::vector<std::uint8_t>>(py, "(0, 256)") ==
              "OverflowError: item 1: 256 is out of range 0..255");
        CHECK(through<std::vector<std::vector<double>>>(py, "[[1], [2, []]]") ==
              "TypeError: item 1, item 1: must be real number, not list");
        CHECK(through<std::vector<std::tuple<double, double>>>(py, "[(1, 2), ('x', 2)]") ==
              "TypeError: item 1, item 0: must be real number, not str");
        CHECK(through<std::vector<Ints>>(py, "[[1], 'x']") ==
              "TypeError: item 1: 'str' object cannot be converted to 'Sequence[int]'");
        CHECK(through<std::vector<std::string>>(py, "['a', '\\ud800']").starts_with("UnicodeEncodeError: "));
        CHECK(into(std::vector<std::string>{"a", "\xff"}).starts_with("UnicodeDecodeError: "));
        if (tether_tests::has_notes(py)) {
            auto result = eval(py, "['a', '\\ud800']").extract<std::vector<std::string>>();
            CHECK(notes_of(result.error()) == "['while converting item 1']");
            (void)detail::into_python(std::vector<std::string>{"a", "\xff"});
            CHECK(notes_of(PyErr::fetch(py)) == "['while converting item 1']");
        }
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("a list that changes while it is read is read as it is then") {
    attach([](Python py) {
        Script script(py, R"(
class Shrinks:
    def __index__(self):
        del items[1:]
        return 7
class Grows:
    def __index__(self):
        if len(items) < 100: items.append(Grows())
        return len(items)
class Clears:
    def __index__(self):
        items.clear()
        return 3
class Replaces:
    def __index__(self):
        items[:] = [Replaces2()] * 2
        return 4
class Replaces2:
    def __index__(self): return 5
class DropsItself:
    def __index__(self):
        items[0] = None
        return 6
items = []
)");
        auto read = [&](const char* statement) {
            *py.run(statement, script.globals());
            return through<Ints>(script("items"));
        };
        CHECK(read("items[:] = [Shrinks(), 1, 2, 3]") == "[7]");
        CHECK(read("items[:] = [Clears(), 1, 2, 3]") == "[3]");
        CHECK(read("items[:] = [Replaces(), 1, 2, 3]") == "[4, 5]");
        CHECK(read("items[:] = [DropsItself(), 1]") == "[6, 1]");
        CHECK(read("items[:] = [1, 2, Grows()]").starts_with("[1, 2, 4, 5, 6,"));
        *py.run("items.clear()", script.globals());
    });
}

TEST_CASE("sequences that lie or raise are survived") {
    attach([](Python py) {
        Script script(py, R"(
class Liar:
    def __init__(self, length): self.length = length
    def __len__(self): return self.length
    def __getitem__(self, i):
        if i >= 3: raise IndexError
        return i
class NoLength(Liar):
    def __len__(self): raise RuntimeError('no length')
class RaisesLate(Liar):
    def __getitem__(self, i):
        if i == 2: raise KeyError('late')
        return i
class NoIter(Liar):
    __iter__ = None
class RaisingIter(Liar):
    def __iter__(self): raise OSError('no iterator')
class WrongIter(Liar):
    def __iter__(self): return 5
)");
        for (auto text : {"Liar(0)", "Liar(3)", "Liar(2**62)", "Liar(-1)", "NoLength(1)"})
            CHECK(through<Ints>(script(text)) == "[0, 1, 2]");
        CHECK(through<Ints>(script("RaisesLate(3)")) == "KeyError: 'late'");
        CHECK(through<Ints>(script("RaisingIter(3)")) == "OSError: no iterator");
        CHECK(through<Ints>(script("NoIter(3)")).starts_with("TypeError: "));
        CHECK(through<Ints>(script("WrongIter(3)")).starts_with("TypeError: "));
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("a list that contains itself is an ordinary error") {
    attach([](Python py) {
        Script script(py, "loop = []\nloop.append(loop)\n");
        CHECK(through<std::vector<std::vector<Ints>>>(script("loop")) ==
              "TypeError: item 0, item 0, item 0: 'list' object cannot be interpreted as an integer");
        *py.run("loop.clear()", script.globals());
    });
}

TEST_CASE("a list gives back every reference, also where it fails") {
    attach([](Python py) {
        auto item = eval(py, "'an item'");
        Script script(py);
        *script.globals().set_item("item", item);
        auto good = script("[item] * 3");
        auto bad = script("[item, item, 5]");
        const auto before = references(item);
        for (int i = 0; i < 3; ++i) {
            CHECK(good.extract<std::vector<std::string>>().is_ok());
            CHECK(bad.extract<std::vector<std::string>>().is_err());
            CHECK(bad.extract<Ints>().is_err());
        }
        CHECK(references(item) == before);
        {
            auto held = *good.extract<std::vector<Bound<PyAny>>>();
            CHECK(references(item) == before + 3);
            CHECK(into(held) == "['an item', 'an item', 'an item']");
            CHECK(into(std::move(held)) == "['an item', 'an item', 'an item']");
            CHECK(held.size() == 3); // NOLINT(bugprone-use-after-move): its pointers are moved from
        }
        CHECK(references(item) == before);
    });
}

TEST_CASE("a vector that is converted into loses what it held") {
    attach([](Python py) {
        Ints out{9, 9, 9};
        REQUIRE(detail::load(eval(py, "[1]").as_ptr(), out) == nullptr);
        CHECK(out == Ints{1});
    });
}
