// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/span.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

using namespace tether;
using tether_tests::into;
using tether_tests::Script;

namespace {

/// What a span parameter makes of an object: its items, or the exception that comes instead.
template <class T, std::size_t N = std::dynamic_extent> std::string borrowed(const PyAny& object) {
    detail::SpanHolder<T, N> holder;
    if (detail::ErrState* const error = holder.load(object.as_ptr())) return PyErr::from_state(error).what();
    return into(holder.get());
}

} // namespace

static_assert(!FromPy<std::span<const int>> && !FromPy<std::span<std::byte>>);
static_assert(IntoPython<std::span<const double>> && IntoPython<std::span<std::byte, 4>>);

TEST_CASE("a span borrows a buffer whose items are of its type") {
    attach([](Python py) {
        Script script(py, "from array import array\n");
        CHECK(borrowed<const double>(script("array('d', [1, 2.5])")) == "[1.0, 2.5]");
        CHECK(borrowed<double>(script("array('d', [1, 2.5])")) == "[1.0, 2.5]");
        CHECK(borrowed<const float>(script("array('f', [0.5])")) == "[0.5]");
        CHECK(borrowed<const std::int32_t>(script("array('i', [-1, 2])")) == "[-1, 2]");
        CHECK(borrowed<const std::int64_t>(script("array('q', [-1])")) == "[-1]");
        CHECK(borrowed<const long long>(script("array('l', [-1])")) == "[-1]");
        CHECK(borrowed<const std::uint16_t>(script("array('H', [65535])")) == "[65535]");
        CHECK(borrowed<const bool>(script("memoryview(bytes([0, 1])).cast('?')")) == "[False, True]");
        CHECK(borrowed<const signed char>(script("array('b', [-1])")) == "[-1]");
        CHECK(borrowed<const std::byte>(script("array('B', [1, 2])")) == "b'\\x01\\x02'");
        CHECK(borrowed<const unsigned char>(script("b'ab'")) == "b'ab'");
        CHECK(borrowed<const std::byte>(script("b''")) == "b''");
        CHECK(borrowed<std::byte>(script("bytearray(b'ab')")) == "b'ab'");
        CHECK(borrowed<const double>(script("array('d')")) == "[]");
        CHECK(borrowed<const double, 2>(script("array('d', [1, 2])")) == "[1.0, 2.0]");
        CHECK(borrowed<const std::int32_t>(script("memoryview(array('i', [1, 2, 3]))[1:]")) == "[2, 3]");
    });
}

TEST_CASE("a buffer of other items is refused, and so is what has none") {
    attach([](Python py) {
        Script script(py, "from array import array\n");
        CHECK(borrowed<const double>(script("[1.0]")) ==
              "TypeError: a bytes-like object is required, not 'list'");
        CHECK(borrowed<const std::byte>(script("'ab'")) ==
              "TypeError: a bytes-like object is required, not 'str'");
        CHECK(
            borrowed<const double>(script("array('f', [1])")) ==
            "TypeError: expected a buffer of 8-byte floats in one dimension, got items 'f' of 4 bytes in 1");
        CHECK(borrowed<const std::int32_t>(script("array('I', [1])")) ==
              "TypeError: expected a buffer of 4-byte ints in one dimension, got items 'I' of 4 bytes in 1");
        CHECK(
            borrowed<const std::uint32_t>(script("b'abcd'")) ==
            "TypeError: expected a buffer of 4-byte unsigned ints in one dimension, got items 'B' of 1 bytes "
            "in 1");
        CHECK(borrowed<const bool>(script("b'a'")) ==
              "TypeError: expected a buffer of 1-byte bools in one dimension, got items 'B' of 1 bytes in 1");
        CHECK(
            borrowed<const std::byte>(script("memoryview(bytes(4)).cast('B', (2, 2))")) ==
            "TypeError: expected a buffer of 1-byte unsigned ints in one dimension, got items 'B' of 1 bytes "
            "in 2");
        CHECK(borrowed<const double, 3>(script("array('d', [1, 2])")) ==
              "ValueError: expected 3 items, got 2");
        CHECK(borrowed<const std::byte, 1>(script("b'ab'")) == "ValueError: expected 1 item, got 2");
    });
}

TEST_CASE("memory with gaps, memory that is not aligned or may not change is a BufferError") {
    attach([](Python py) {
        Script script(py, "from array import array\n");
        CHECK(borrowed<const std::byte>(script("memoryview(b'abcd')[::2]")) ==
              "BufferError: the buffer's items have gaps between them");
        CHECK(borrowed<const std::int32_t>(script("memoryview(array('i', [1, 2]))[::-1]")) ==
              "BufferError: the buffer's items have gaps between them");
        CHECK(borrowed<const double>(script("memoryview(bytes(17))[1:].cast('d')")) ==
              "BufferError: the buffer's items are not aligned");
        CHECK(borrowed<std::byte>(script("b'ab'")).starts_with("BufferError: "));
        CHECK(borrowed<double>(script("memoryview(array('d', [1])).toreadonly()"))
                  .starts_with("BufferError: "));
        CHECK(borrowed<const double>(script("memoryview(array('d', [1])).toreadonly()")) == "[1.0]");
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("while a span lives nobody resizes its buffer, and afterwards anybody may") {
    attach([](Python py) {
        Script script(py, "data = bytearray(b'abc')\n");
        auto data = script("data");
        const auto before = tether_tests::references(data);
        {
            detail::SpanHolder<std::byte, std::dynamic_extent> holder;
            REQUIRE(holder.load(data.as_ptr()) == nullptr);
            CHECK(tether_tests::error_of(data.call_method("append", 1)).starts_with("BufferError: "));
            holder.get()[0] = std::byte{'z'};
        }
        CHECK(data.call_method("append", 33).is_ok());
        CHECK(tether_tests::repr(data) == "bytearray(b'zbc!')");
        {
            detail::SpanHolder<const double, std::dynamic_extent> refused;
            detail::ErrState* const error = refused.load(data.as_ptr());
            REQUIRE(error != nullptr);
            detail::release(error);
        }
        CHECK(data.call_method("append", 33).is_ok());
        CHECK(tether_tests::references(data) == before);
    });
}

TEST_CASE("a span becomes a copy: bytes of bytes, a list of anything else") {
    attach([](Python) {
        std::string texts[] = {"a", "b"};
        CHECK(into(std::span(texts)) == "['a', 'b']");
        CHECK(texts[0] == "a");
        unsigned char const octets[] = {1, 2};
        CHECK(into(std::span(octets)) == "b'\\x01\\x02'");
        CHECK(into(std::span<int>()) == "[]");
    });
}
