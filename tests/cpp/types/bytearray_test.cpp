// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/bytearray.hpp>
#include <tether/types/memoryview.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <stdexcept>

#include "scripted.hpp"

using namespace tether;
using namespace std::string_view_literals;
using tether_tests::error_of;
using tether_tests::error_type_of;
using tether_tests::eval;
using tether_tests::references;
using tether_tests::repr;

TEST_CASE("a bytearray is made from bytes, from any buffer, from ints, and filled in place") {
    attach([](Python py) {
        CHECK(repr(*PyByteArray::create(py, "a\0b"sv)) == R"(bytearray(b'a\x00b'))");
        CHECK(PyByteArray::create(py, std::span<const std::byte>())->is_empty());
        CHECK(PyByteArray::create(py, std::vector<unsigned char>{1, 2})->len() == 2);
        CHECK(repr(*PyByteArray::from_object(*py.eval("b'xy'"))) == "bytearray(b'xy')");
        CHECK(repr(*PyByteArray::from_object(*py.eval("[1, 2]"))) == R"(bytearray(b'\x01\x02'))");
        CHECK(repr(*PyByteArray::from_object(*py.eval("3"))) == R"(bytearray(b'\x00\x00\x00'))");
        CHECK(repr(*PyByteArray::create_with(py, 3, [](std::span<std::byte> memory) {
                  for (auto byte : memory) CHECK(byte == std::byte{0});
                  memory[2] = std::byte{'z'};
              })) == R"(bytearray(b'\x00\x00z'))");
        CHECK(PyByteArray::create_with(py, 0, [](std::span<std::byte>) {})->is_empty());
    });
}

TEST_CASE("a bytearray that cannot be made") {
    attach([](Python py) {
        CHECK(error_of(PyByteArray::from_object(*py.eval("[256]"))) ==
              "ValueError: byte must be in range(0, 256)");
        CHECK(error_of(PyByteArray::from_object(*py.eval("-1"))) == "ValueError: negative count");
        CHECK(error_type_of(PyByteArray::from_object(*py.eval("'text'"))) == "TypeError");
        CHECK(error_type_of(PyByteArray::from_object(*py.eval("None"))) == "TypeError");
        CHECK(error_of(PyByteArray::create_with(py, 9, [](auto) -> PyResult<void> {
                  return PyErr::make<PyValueError>("no data");
              })) == "ValueError: no data");
        CHECK_THROWS_AS(
            (void)PyByteArray::create_with(py, 9, [](auto) { throw std::out_of_range("thrown"); }),
            std::out_of_range);
        auto const never = [](std::span<std::byte>) { FAIL("there was memory"); };
        CHECK(PyByteArray::create_with(py, SIZE_MAX, never).is_err());
        CHECK_FALSE(PyErr::occurred(py));
        CHECK(error_of(py.eval("b'x'")->cast<PyByteArray>()) ==
              "TypeError: 'bytes' object is not an instance of 'bytearray'");
    });
}

TEST_CASE("the memory of a bytearray is written through, and copied") {
    attach([](Python py) {
        auto bytes = *PyByteArray::create(py, "abc");
        auto const before = references(bytes);
        bytes.as_span()[0] = std::byte{'X'};
        CHECK(repr(bytes) == "bytearray(b'Xbc')");
        auto const copy = bytes.to_vector();
        bytes.as_span()[1] = std::byte{'Y'};
        CHECK(copy == std::vector{std::byte{'X'}, std::byte{'b'}, std::byte{'c'}});
        CHECK(references(bytes) == before);
        CHECK(PyByteArray::create(py, "")->to_vector().empty());
    });
}

TEST_CASE("a bytearray is resized with zeros, unless somebody looks at it") {
    attach([](Python py) {
        auto bytes = *PyByteArray::create(py, "abc");
        *bytes.resize(5);
        CHECK(repr(bytes) == R"(bytearray(b'abc\x00\x00'))");
        *bytes.resize(1);
        CHECK(repr(bytes) == "bytearray(b'a')");
        *bytes.resize(3);
        CHECK(repr(bytes) == R"(bytearray(b'a\x00\x00'))"); // not what was cut off before
        *bytes.resize(0);
        CHECK(bytes.is_empty());
        *bytes.resize(100000);
        CHECK(bytes.len() == 100000);
        CHECK(error_type_of(bytes.resize(SIZE_MAX)) == "MemoryError");
        CHECK(bytes.len() == 100000);
        {
            auto view = *PyMemoryView::from_object(bytes);
            CHECK(error_of(bytes.resize(1)) ==
                  "BufferError: Existing exports of data: object cannot be re-sized");
            CHECK(*view.len() == 100000);
        }
        CHECK(bytes.resize(1).is_ok());
    });
}

TEST_CASE("a memoryview looks at another object's memory and keeps it") {
    attach([](Python py) {
        auto bytes = *PyByteArray::create(py, "abc");
        auto const before = references(bytes);
        {
            auto view = *PyMemoryView::from_object(bytes);
            CHECK(references(bytes) == before + 1);
            *view.set_item(0, 90);
            CHECK(repr(bytes) == "bytearray(b'Zbc')");
            CHECK(*view.len() == 3);
            CHECK(view.cast<PyMemoryView>().is_ok());
            CHECK(error_type_of(view.get_item(3)) == "IndexError");
        }
        CHECK(references(bytes) == before);
        CHECK(error_of(PyMemoryView::from_object(*py.eval("5"))) ==
              "TypeError: memoryview: a bytes-like object is required, not 'int'");
        auto released = eval<PyMemoryView>(py, "memoryview(b'x')");
        (void)released.call_method("release");
        CHECK(error_type_of(PyMemoryView::from_object(released)) == "ValueError");
        CHECK(error_of(bytes.as_any().cast<PyMemoryView>()) ==
              "TypeError: 'bytearray' object is not an instance of 'memoryview'");
    });
}
