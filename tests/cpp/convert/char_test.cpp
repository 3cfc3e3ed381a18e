// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/char.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

using namespace tether;
using tether_tests::into;
using tether_tests::through;

TEST_CASE("a character is a str of one, as far as its type reaches") {
    attach([](Python py) {
        CHECK(through<char>(py, "'a'") == "'a'");
        CHECK(through<char>(py, "'\\0'") == "'\\x00'");
        CHECK(through<char>(py, "'\\x7f'") == "'\\x7f'");
        CHECK(through<char>(py, "'\\x80'") == "ValueError: character U+0080 is out of range U+0000..U+007F");
        CHECK(through<char8_t>(py, "'\u00e9'") ==
              "ValueError: character U+00E9 is out of range U+0000..U+007F");
        CHECK(through<char16_t>(py, "'\u20ac'") == "'\u20ac'");
        CHECK(through<char16_t>(py, "'\U0001f600'") ==
              "ValueError: character U+1F600 is out of range U+0000..U+FFFF");
        CHECK(through<char32_t>(py, "'\U0001f600'") == "'\U0001f600'");
        CHECK(through<char32_t>(py, "'\U0010ffff'") == "'\\U0010ffff'");
        CHECK(through<wchar_t>(py, "'\u20ac'") == "'\u20ac'");
    });
}

TEST_CASE("a str of another length and what is no str are no character") {
    attach([](Python py) {
        CHECK(through<char>(py, "''") == "ValueError: expected a str of one character, got 0");
        CHECK(through<char>(py, "'ab'") == "ValueError: expected a str of one character, got 2");
        CHECK(through<char32_t>(py, "'e\u0301'") == "ValueError: expected a str of one character, got 2");
        CHECK(through<char>(py, "97") == "TypeError: 'int' object is not an instance of 'str'");
        CHECK(through<char>(py, "b'a'") == "TypeError: 'bytes' object is not an instance of 'str'");
        CHECK(through<char32_t>(py, "'\\ud800'").starts_with("UnicodeEncodeError: "));
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("what is no character by itself does not become a str") {
    attach([](Python) {
        CHECK(into('\xe9').starts_with("UnicodeDecodeError: "));
        CHECK(into(char16_t{0xD800}).starts_with("UnicodeDecodeError: "));
        CHECK(into(char32_t{0xDFFF}).starts_with("UnicodeDecodeError: "));
        CHECK(into(char32_t{0x110000}).starts_with("UnicodeDecodeError: "));
    });
}
