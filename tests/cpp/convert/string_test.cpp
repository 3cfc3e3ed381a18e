// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/string.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

using namespace tether;
using namespace std::string_literals;
using namespace std::string_view_literals;
using tether_tests::into;
using tether_tests::Script;
using tether_tests::through;

static_assert(FromPy<std::string> && !FromPy<std::string_view> && !FromPy<const char*>);
static_assert(IntoPython<std::string_view> && IntoPython<const char*> && IntoPython<char*>);

TEST_CASE("text is UTF-8 in C++, NULs and all") {
    attach([](Python py) {
        for (auto text : {"''", "'plain'", "'caf\u00e9'", "'\u20ac\U0001f600'"})
            CHECK(through<std::string>(py, text) == text);
        CHECK(*tether_tests::eval(py, "'a\\0b'").extract<std::string>() == "a\0b"s);
        CHECK(into("a\0b"s) == "'a\\x00b'");
        CHECK(into("a\0b"sv) == "'a\\x00b'");
        CHECK(into(""sv) == "''");
        CHECK(into(std::string_view()) == "''");
        CHECK(into("literal") == "'literal'");
    });
}

TEST_CASE("a str of a derived type is one, anything else is not") {
    attach([](Python py) {
        Script script(py, "class Text(str):\n    def __str__(self): return 'other'\n");
        CHECK(through<std::string>(script("Text('text')")) == "'text'");
        CHECK(through<std::string>(script("b'text'")) ==
              "TypeError: 'bytes' object is not an instance of 'str'");
        CHECK(through<std::string>(script("5")) == "TypeError: 'int' object is not an instance of 'str'");
        CHECK(through<std::string>(script("None")) == "TypeError: 'None' is not an instance of 'str'");
        std::string out = "before";
        CHECK(FromPyObject<std::string>::load_exact(script("'text'").as_ptr(), out));
        CHECK(out == "text");
        CHECK_FALSE(FromPyObject<std::string>::load_exact(script("Text('text')").as_ptr(), out));
        CHECK_FALSE(FromPyObject<std::string>::load_exact(script("'\\ud800'").as_ptr(), out));
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("a lone surrogate is no text, and neither is what is no UTF-8") {
    attach([](Python py) {
        CHECK(through<std::string>(py, "'a\\udc80'") ==
              "UnicodeEncodeError: 'utf-8' codec can't encode character '\\udc80' in position 1: surrogates "
              "not allowed");
        for (auto text : {"\xff"s, "a\xc3"s, "\xed\xa0\x80"s})
            CHECK_THAT(into(text), Catch::Matchers::StartsWith("UnicodeDecodeError: "));
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("a null pointer is None, a buffer ends at its NUL") {
    attach([](Python) {
        const char* nothing = nullptr;
        CHECK(into(nothing) == "None");
        char buffer[8] = "abc";
        char* text = buffer;
        CHECK(into(text) == "'abc'");
    });
}

TEST_CASE("a buffer is text where a value is asked for") {
    attach([](Python py) {
        auto list = tether_tests::eval(py, "[]");
        char buffer[8] = "abc";
        *list.call_method("append", buffer);
        *list.call_method("append", static_cast<const char*>(nullptr));
        CHECK(tether_tests::repr(list) == "['abc', None]");
        CHECK(tether_tests::error_of(list.call_method("append", "\xff")).starts_with("UnicodeDecodeError: "));
    });
}

TEST_CASE("a C string has no NUL in it") {
    attach([](Python py) {
        const char* out = nullptr;
        auto text = tether_tests::eval(py, "'caf\u00e9'");
        REQUIRE(detail::load_c_string(text.as_ptr(), out) == nullptr);
        CHECK(out == "caf\u00e9"sv);
        for (auto [expression, words] :
             {std::pair{"'a\\0b'", "ValueError: embedded null character"},
              std::pair{"1", "TypeError: 'int' object is not an instance of 'str'"}}) {
            detail::ErrState* const error =
                detail::load_c_string(tether_tests::eval(py, expression).as_ptr(), out);
            REQUIRE(error != nullptr);
            CHECK(PyErr::from_state(error).what() == std::string_view(words));
        }
    });
}
