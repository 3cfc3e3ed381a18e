// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/bytes.hpp>
#include <tether/types/bytes_writer.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <stdexcept>
#include <vector>

#include "scripted.hpp"

using namespace tether;
using namespace std::string_view_literals;
using tether_tests::error_of;
using tether_tests::error_type_of;
using tether_tests::eval;
using tether_tests::references;
using tether_tests::Script;

TEST_CASE("bytes are made from characters and from bytes") {
    attach([](Python py) {
        CHECK(*PyBytes::create(py, "text") == "text");
        CHECK(*PyBytes::create(py, "a\0b\xff"sv) == "a\0b\xff"sv);
        CHECK(*PyBytes::create(py, std::string("owned")) == "owned");
        CHECK(*PyBytes::create(py, std::vector<std::byte>{std::byte{1}, std::byte{255}}) == "\x01\xff");
        CHECK(*PyBytes::create(py, std::vector<unsigned char>{1, 0, 2}) == "\x01\0\x02"sv);
        CHECK(*PyBytes::create(py, std::span<const std::byte>()) == "");
        CHECK(*PyBytes::create(py, std::string_view()) == "");
        CHECK(PyBytes::create(py, "")->is_empty());
        CHECK(PyBytes::create(py, "abc")->len() == 3);
    });
}

TEST_CASE("bytes lend what they keep") {
    attach([](Python py) {
        auto bytes = eval<PyBytes>(py, "bytes([0, 255, 7])");
        auto const before = references(bytes);
        CHECK(bytes.view() == "\0\xff\x07"sv);
        auto const span = bytes.as_span();
        CHECK(span.size() == 3);
        CHECK(span[1] == std::byte{255});
        CHECK(static_cast<const void*>(span.data()) == static_cast<const void*>(bytes.view().data()));
        CHECK(bytes != "\0\xff"sv);
        CHECK("\0\xff\x07"sv == bytes);
        CHECK(references(bytes) == before);
    });
}

TEST_CASE("bytes are filled in place, from zeros") {
    attach([](Python py) {
        auto bytes = *PyBytes::create_with(py, 4, [](std::span<std::byte> memory) {
            CHECK(memory.size() == 4);
            for (auto byte : memory) CHECK(byte == std::byte{0});
            memory[1] = std::byte{'x'};
        });
        CHECK(bytes == "\0x\0\0"sv);
        CHECK(PyBytes::create_with(py, 0, [](std::span<std::byte> memory) {
                  CHECK(memory.empty());
              })->is_empty());
        CHECK(PyBytes::create_with(py, 1, [](auto memory) -> PyResult<void> {
                  memory[0] = std::byte{'y'};
                  return ok();
              })->view() == "y");
    });
}

TEST_CASE("bytes that cannot be filled are gone") {
    attach([](Python py) {
        auto failed = PyBytes::create_with(py, 1 << 20, [](std::span<std::byte>) -> PyResult<void> {
            return PyErr::make<PyValueError>("no data");
        });
        CHECK(error_of(failed) == "ValueError: no data");
        CHECK_THROWS_AS((void)PyBytes::create_with(
                            py, 1 << 20, [](std::span<std::byte>) { throw std::out_of_range("thrown"); }),
                        std::out_of_range);
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("sizes that no memory holds are errors") {
    attach([](Python py) {
        auto const never = [](std::span<std::byte>) { FAIL("there was memory"); };
        CHECK(error_type_of(PyBytes::create_with(py, static_cast<std::size_t>(PY_SSIZE_T_MAX), never)) ==
              "OverflowError");
        CHECK(error_type_of(PyBytes::create_with(py, SIZE_MAX, never)) == "OverflowError");
        CHECK(error_type_of(BytesWriter::create(py, SIZE_MAX)) == "OverflowError");
    });
}

TEST_CASE("bytes are told from what are none") {
    attach([](Python py) {
        CHECK(error_of(py.eval("'x'")->cast<PyBytes>()) ==
              "TypeError: 'str' object is not an instance of 'bytes'");
        CHECK(error_of(py.eval("bytearray(b'x')")->cast<PyBytes>()) ==
              "TypeError: 'bytearray' object is not an instance of 'bytes'");
        auto sub = Script(py, "class Sub(bytes):\n"
                              "    def __len__(self): return 99\n"
                              "    def __getitem__(self, index): raise KeyError\n")
                       .get<PyBytes>("Sub(b'abc')");
        CHECK(sub.len() == 3);
        CHECK(sub == "abc");
        CHECK_FALSE(sub.is_exact_instance_of<PyBytes>());
    });
}

TEST_CASE("a writer gathers pieces into one bytes object") {
    attach([](Python py) {
        auto writer = *BytesWriter::create(py);
        CHECK(writer.len() == 0);
        std::string expected;
        for (int i = 0; i < 1000; ++i) {
            std::string const piece = std::to_string(i) + '\0';
            expected += piece;
            *writer.write(piece);
        }
        *writer.write("");
        *writer.write(std::string_view());
        *writer.write(std::vector<std::byte>{std::byte{0xff}});
        expected += '\xff';
        CHECK(writer.len() == expected.size());
        auto bytes = *std::move(writer).finish();
        CHECK(bytes == expected);
        CHECK(bytes.is_exact_instance_of<PyBytes>());
        CHECK(*bytes.hash() == *PyBytes::create(py, expected)->hash());
        CHECK(references(bytes) == 1);
    });
}

TEST_CASE("a writer may have too much room, none, or no end") {
    attach([](Python py) {
        auto roomy = *BytesWriter::create(py, 1 << 16);
        *roomy.write("abc");
        CHECK(*std::move(roomy).finish() == "abc");
        CHECK((*BytesWriter::create(py, 100)).finish()->is_empty());
        auto exact = *BytesWriter::create(py, 3);
        *exact.write("abc");
        CHECK(*std::move(exact).finish() == "abc");
        auto one = *BytesWriter::create(py, 1);
        *one.write("a");
        *one.write("b");
        CHECK(*std::move(one).finish() == "ab");
        auto dropped = *BytesWriter::create(py, 10);
        *dropped.write("never finished");
    });
}

TEST_CASE("a writer cannot change what others share") {
    attach([](Python py) {
        auto empty = *PyBytes::create(py, "");
        auto writer = *BytesWriter::create(py, 0);
        *writer.write("x");
        CHECK(empty.is_empty());
        CHECK(*std::move(writer).finish() == "x");
        auto single = eval<PyBytes>(py, "b'q'"); // bytes of one byte are shared
        auto other = *BytesWriter::create(py, 1);
        *other.write("q");
        CHECK(*std::move(other).finish() == "q");
        CHECK(single == "q");
    });
}
