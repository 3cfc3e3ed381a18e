// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/array.hpp>
#include <tether/convert/vector.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

using namespace tether;
using tether_tests::into;
using tether_tests::Script;
using tether_tests::through;

using Bytes = std::vector<std::byte>;
using Octets = std::vector<unsigned char>;

static_assert(std::same_as<std::uint8_t, unsigned char>);
static_assert(std::string_view(FromPyObject<Octets>::python_type) == "Buffer | Sequence[int]");
static_assert(std::string_view(IntoPyObject<Bytes>::python_type) == "bytes");

TEST_CASE("bytes and rows of bytes become vectors of bytes, which become bytes") {
    attach([](Python py) {
        Script script(py, "import array\n"
                          "class Derived(bytes): pass\n"
                          "class Iterates(bytes):\n    def __iter__(self): raise RuntimeError\n");
        for (auto text : {"b'a\\x00\\xff'", "bytearray(b'a\\x00\\xff')", "memoryview(b'a\\x00\\xff')",
                          "array.array('B', [97, 0, 255])", "memoryview(b'a-\\0-\\xff')[::2]",
                          "memoryview(b'\\xff\\0a')[::-1]", "memoryview(b'a\\0\\xff').cast('c')",
                          "Derived(b'a\\0\\xff')", "Iterates(b'a\\0\\xff')"}) {
            CHECK(through<Bytes>(script(text)) == "b'a\\x00\\xff'");
            CHECK(through<Octets>(script(text)) == "b'a\\x00\\xff'");
        }
        CHECK(through<Bytes>(script("b''")) == "b''");
        CHECK(through<Octets>(script("bytearray()")) == "b''");
        CHECK(through<Octets>(script("memoryview(b'abc')[3:]")) == "b''");
    });
}

TEST_CASE("numbers are octets, but they are no std::byte") {
    attach([](Python py) {
        Script script(py, "import array");
        CHECK(through<Octets>(script("[97, 98]")) == "b'ab'");
        CHECK(through<Octets>(script("range(97, 99)")) == "b'ab'");
        CHECK(through<Octets>(script("array.array('i', [97, 98])")) == "b'ab'");
        CHECK(through<Octets>(script("array.array('b', [-1])")) ==
              "OverflowError: item 0: -1 is out of range 0..255");
        CHECK(through<Octets>(script("[1, 256]")) == "OverflowError: item 1: 256 is out of range 0..255");
        CHECK(through<Octets>(script("'ab'")) ==
              "TypeError: 'str' object cannot be converted to 'Buffer | Sequence[int]'");
        for (auto [text, type] : {std::pair{"[97]", "list"}, std::pair{"'a'", "str"}, std::pair{"97", "int"},
                                  std::pair{"array.array('i', [1])", "array.array"}})
            CHECK(through<Bytes>(script(text)) ==
                  "TypeError: a bytes-like object is required, not '" + std::string(type) + "'");
        // The other way round: bytes are no list of numbers.
        CHECK(through<std::vector<int>>(script("b'ab'")) ==
              "TypeError: 'bytes' object cannot be converted to 'Sequence[int]'");
        CHECK(through<std::vector<signed char>>(script("b'ab'")) ==
              "TypeError: 'bytes' object cannot be converted to 'Sequence[int]'");
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("a buffer that cannot be had any more is its exporter's error") {
    attach([](Python py) {
        Script script(py, "view = memoryview(bytearray(3))\nview.release()\n");
        CHECK(through<Bytes>(script("view")) ==
              "ValueError: operation forbidden on released memoryview object");
        CHECK(through<Octets>(script("memoryview(bytes(4)).cast('B', (2, 2))"))
                  .starts_with("NotImplementedError"));
    });
}

TEST_CASE("no export is left behind") {
    attach([](Python py) {
        Script script(py, "data = bytearray(b'abc')");
        auto data = script("data");
        CHECK(through<Bytes>(data) == "b'abc'");
        CHECK(through<std::array<std::byte, 2>>(data) == "ValueError: expected 2 items, got 3");
        CHECK(through<std::vector<int>>(data).starts_with("TypeError: "));
        *py.run("data.append(1)", script.globals()); // BufferError while it is exported
    });
}

TEST_CASE("arrays of bytes have their exact length") {
    attach([](Python py) {
        CHECK(through<std::array<std::byte, 3>>(py, "b'abc'") == "b'abc'");
        CHECK(through<std::array<unsigned char, 3>>(py, "bytearray(b'abc')") == "b'abc'");
        CHECK(through<std::array<unsigned char, 3>>(py, "[97, 98, 99]") == "b'abc'");
        CHECK(through<std::array<unsigned char, 0>>(py, "b''") == "b''");
        CHECK(through<std::array<std::byte, 3>>(py, "b'abcd'") == "ValueError: expected 3 items, got 4");
        CHECK(through<std::array<unsigned char, 1>>(py, "b''") == "ValueError: expected 1 item, got 0");
        CHECK(through<std::array<unsigned char, 3>>(py, "[97]") == "ValueError: expected 3 items, got 1");
        CHECK(through<std::array<std::byte, 3>>(py, "'abc'") ==
              "TypeError: a bytes-like object is required, not 'str'");
    });
}
