// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/array.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

using namespace tether;
using tether_tests::eval;
using tether_tests::into;
using tether_tests::references;
using tether_tests::Script;
using tether_tests::through;

using Three = std::array<int, 3>;

TEST_CASE("a sequence of the right length becomes an array, an array a list") {
    attach([](Python py) {
        for (auto text : {"[1, 2, 3]", "(1, 2, 3)", "range(1, 4)"})
            CHECK(through<Three>(py, text) == "[1, 2, 3]");
        CHECK(through<std::array<int, 0>>(py, "[]") == "[]");
        CHECK(through<std::array<std::array<double, 2>, 2>>(py, "[[1, 2], (3, 4)]") ==
              "[[1.0, 2.0], [3.0, 4.0]]");
        CHECK(through<std::array<Bound<PyAny>, 2>>(py, "['a', None]") == "['a', None]");
    });
}

TEST_CASE("another length is an error that says both") {
    attach([](Python py) {
        CHECK(through<Three>(py, "[1, 2]") == "ValueError: expected 3 items, got 2");
        CHECK(through<Three>(py, "(1, 2, 3, 4)") == "ValueError: expected 3 items, got 4");
        CHECK(through<Three>(py, "range(10**18)") == "ValueError: expected 3 items, got 1000000000000000000");
        CHECK(through<std::array<int, 0>>(py, "[1]") == "ValueError: expected 0 items, got 1");
        CHECK(through<std::array<Bound<PyAny>, 1>>(py, "[]") == "ValueError: expected 1 item, got 0");
        CHECK(through<std::array<std::array<int, 2>, 1>>(py, "[[1]]") ==
              "ValueError: item 0: expected 2 items, got 1");
    });
}

TEST_CASE("what is no sequence, and an item that does not convert, are errors as for vectors") {
    attach([](Python py) {
        CHECK(through<Three>(py, "'abc'") ==
              "TypeError: 'str' object cannot be converted to 'Sequence[int]'");
        CHECK(through<Three>(py, "{1, 2, 3}") ==
              "TypeError: 'set' object cannot be converted to 'Sequence[int]'");
        CHECK(through<Three>(py, "[1, 2, 'x']") ==
              "TypeError: item 2: 'str' object cannot be interpreted as an integer");
    });
}

TEST_CASE("a sequence that is not as long as it says is no array") {
    attach([](Python py) {
        Script script(py, R"(
class Liar:
    def __init__(self, says, has): self.says, self.has = says, has
    def __len__(self): return self.says
    def __getitem__(self, i):
        if i >= self.has: raise IndexError
        return i
class Raising(Liar):
    def __len__(self): raise OSError('no length')
class Grows:
    def __index__(self):
        items.append(1)
        return 0
class Shrinks:
    def __index__(self):
        items.pop()
        return 0
items = []
)");
        const std::string changed = "RuntimeError: sequence changed its length while it was read";
        CHECK(through<Three>(script("Liar(3, 3)")) == "[0, 1, 2]");
        CHECK(through<Three>(script("Liar(3, 2)")) == changed);
        CHECK(through<Three>(script("Liar(3, 10**9)")) == changed);
        CHECK(through<Three>(script("Liar(2, 3)")) == "ValueError: expected 3 items, got 2");
        CHECK(through<Three>(script("Raising(3, 3)")) == "OSError: no length");
        *py.run("items[:] = [1, 2, Grows()]", script.globals());
        CHECK(through<Three>(script("items")) == changed);
        *py.run("items[:] = [1, Shrinks(), 3]", script.globals());
        CHECK(through<Three>(script("items")) == changed);
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("an array gives back every reference where it fails") {
    attach([](Python py) {
        auto item = eval(py, "'an item'");
        Script script(py);
        *script.globals().set_item("item", item);
        auto list = script("[item, item, 5]");
        const auto before = references(item);
        CHECK(list.extract<std::array<std::string, 3>>().is_err());
        CHECK(list.extract<std::array<Bound<PyAny>, 2>>().is_err());
        CHECK((list.extract<std::array<Bound<PyAny>, 3>>().is_ok()));
        CHECK(references(item) == before);
    });
}
