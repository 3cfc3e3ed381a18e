// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/string.hpp>

#include <tether/convert/int.hpp>
#include <tether/convert/string.hpp>
#include <tether/types/bytes.hpp>

#include <catch2/catch.hpp>

#include "scripted.hpp"

using namespace tether;
using namespace std::string_literals;
using namespace std::string_view_literals;
using tether_tests::error_of;
using tether_tests::error_type_of;
using tether_tests::references;
using tether_tests::Script;

static_assert(sizeof(Bound<PyString>) == sizeof(PyObject*));

TEST_CASE("a str has the characters of the UTF-8 it is made from") {
    attach([](Python py) {
        struct {
            std::string_view text;
            std::size_t characters;
            int kind;
        } const cases[] = {{"", 0, 1},           {"plain", 5, 1},        {"a\0b"sv, 3, 1},
                           {"caf\u00e9", 4, 1},  {"\u0433\u043e", 2, 2}, {"\u20ac", 1, 2},
                           {"\U0001f600!", 2, 4}};
        for (auto const& [text, characters, kind] : cases) {
            auto string = *PyString::create(py, text);
            CHECK(string.len() == characters);
            CHECK(string.is_empty() == text.empty());
            CHECK(*string.view() == text);
            CHECK(*string.to_string() == text);
            CHECK(string.to_string_lossy() == text);
            CHECK(string.encode_utf8()->view() == text);
            CHECK(string == text);
            CHECK(string.data()->kind == kind);
            CHECK(string.data()->size == characters);
            CHECK(string.is_exact_instance_of<PyString>());
        }
    });
}

TEST_CASE("a str is not made from what is no UTF-8") {
    attach([](Python py) {
        for (auto text :
             {"\xff"sv, "a\xc3"sv, "\xed\xa0\x80"sv /* a surrogate */, "\xc0\x80"sv /* overlong */})
            CHECK(error_type_of(PyString::create(py, text)) == "UnicodeDecodeError");
        CHECK(error_type_of(PyString::create_interned(py, "\xff")) == "UnicodeDecodeError");
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("a lone surrogate is an error, equal to no text, and replaced when asked for") {
    attach([](Python py) {
        auto string = *py.eval("'a\\ud800b'")->cast<PyString>();
        CHECK(error_of(string.view()) ==
              "UnicodeEncodeError: 'utf-8' codec can't encode character '\\ud800' in "
              "position 1: surrogates not allowed");
        CHECK(error_type_of(string.to_string()) == "UnicodeEncodeError");
        CHECK(error_type_of(string.encode_utf8()) == "UnicodeEncodeError");
        CHECK(string.to_string_lossy() == "a\uFFFDb");
        CHECK_FALSE(string == "a\uFFFDb");
        CHECK_FALSE(string == "a");
        CHECK(string != "");
        CHECK_FALSE(PyErr::occurred(py));
        CHECK((*string.data())[1] == char32_t{0xD800});
        // Two halves that were never put together are two; U+D7FF, whose UTF-8 begins alike, is none.
        CHECK(py.eval("'\\ud83d\\ude00'")->cast<PyString>()->to_string_lossy() == "\uFFFD\uFFFD");
        CHECK(py.eval("'\\ud7ff\\udfff\\ue000'")->cast<PyString>()->to_string_lossy() ==
              "\uD7FF\uFFFD\uE000");
    });
}

TEST_CASE("a str compares with text by its characters") {
    attach([](Python py) {
        auto string = *PyString::create(py, "caf\u00e9");
        CHECK(string == "caf\u00e9");
        CHECK("caf\u00e9"s == string);
        CHECK(string != "cafe\u0301"); // the same to the eye
        CHECK(string != "caf");
        CHECK(string != "caf\u00e9 ");
        CHECK(*PyString::create(py, "a\0b"sv) != "a");
    });
}

TEST_CASE("str.view() lends what the object keeps and touches no reference count") {
    attach([](Python py) {
        auto string = *PyString::create(py, "a text that nobody else has");
        auto const before = references(string);
        auto const view = *string.view();
        CHECK(view.data() == string.view()->data());
        CHECK(references(string) == before);
        {
            auto cast = *string.as_any().cast<PyString>();
            CHECK(references(string) == before + 1);
        }
        CHECK(references(string) == before);
    });
}

TEST_CASE("the characters of a str are read as it keeps them") {
    attach([](Python py) {
        auto latin = *PyString::create(py, "\u00e9\u00ff");
        CHECK((*latin.data())[0] == U'\u00e9');
        CHECK((*latin.data())[1] == U'\u00ff');
        auto wide = *PyString::create(py, "a\u20ac");
        CHECK((*wide.data())[0] == U'a');
        CHECK((*wide.data())[1] == U'\u20ac');
        auto widest = *PyString::create(py, "a\U0001f600");
        CHECK((*widest.data())[0] == U'a');
        CHECK((*widest.data())[1] == U'\U0001f600');
    });
}

TEST_CASE("a str is decoded from a buffer") {
    attach([](Python py) {
        auto bytes = *PyBytes::create(py, "caf\xe9");
        CHECK(*PyString::from_encoded_object(bytes, "latin-1") == "caf\u00e9");
        CHECK(*PyString::from_encoded_object(*py.eval("bytearray(b'ok')")) == "ok");
        CHECK(*PyString::from_encoded_object(*py.eval("memoryview(b'ok')"), "ascii") == "ok");
        CHECK(error_type_of(PyString::from_encoded_object(bytes)) == "UnicodeDecodeError");
        CHECK(*PyString::from_encoded_object(bytes, "ascii", "replace") == "caf\uFFFD");
        CHECK(error_of(PyString::from_encoded_object(bytes, "klingon")) ==
              "LookupError: unknown encoding: klingon");
        CHECK(error_of(PyString::from_encoded_object(bytes, "ascii", "hope")) ==
              "LookupError: unknown error handler name 'hope'");
        CHECK(error_of(PyString::from_encoded_object(*PyString::create(py, "x"))) ==
              "TypeError: decoding str is not supported");
        CHECK(error_type_of(PyString::from_encoded_object(*py.eval("5"))) == "TypeError");
    });
}

TEST_CASE("interned strings of one text are one object") {
    attach([](Python py) {
        auto one = *PyString::create_interned(py, "tether_interned_text");
        auto other = *PyString::create_interned(py, "tether_interned_text");
        CHECK(one.is(other));
        CHECK(intern<"tether_interned_text">(py).is(one));
        CHECK(intern<"tether_interned_text">(py).is(intern<"tether_interned_text">(py)));
        CHECK(intern<"">(py) == "");
        CHECK_FALSE(intern<"another">(py).is(one));
    });
}

TEST_CASE("a str is formatted as Python formats it") {
    attach([](Python py) {
        CHECK(*PyString::format(py, "{} and {!r}: {:>4}", 1, "two", 3) == "1 and 'two':    3");
        CHECK(*PyString::format(py, "{name}{{}}", kw<"name">("x")) == "x{}");
        CHECK(*PyString::format(py, "nothing") == "nothing");
        CHECK(error_type_of(PyString::format(py, "{} {}", 1)) == "IndexError");
        CHECK(error_type_of(PyString::format(py, "{x}")) == "KeyError");
        CHECK(error_type_of(PyString::format(py, "{:d}", "x")) == "ValueError");
        CHECK(error_type_of(PyString::format(py, "\xff")) == "UnicodeDecodeError");
        CHECK(error_type_of(PyString::format(py, "{}", "\xff")) == "UnicodeDecodeError");
    });
}

TEST_CASE("str and repr of any object, and what they raise") {
    attach([](Python py) {
        auto list = *py.eval("[1, 'a']");
        CHECK(*list.str() == "[1, 'a']");
        CHECK(*list.repr() == "[1, 'a']");
        auto text = *PyString::create(py, "a");
        CHECK(text.str()->is(text));
        CHECK(*text.repr() == "'a'");
        auto bad = Script(py, "class Bad:\n"
                              "    def __str__(self): raise KeyError('no')\n"
                              "    def __repr__(self): return 5\n"
                              "it = Bad()\n")("it");
        CHECK(error_of(bad.str()) == "KeyError: 'no'");
        CHECK(error_type_of(bad.repr()) == "TypeError");
    });
}

TEST_CASE("a str is told from what is none, and from a subclass") {
    attach([](Python py) {
        CHECK(error_of(py.eval("5")->cast<PyString>()) ==
              "TypeError: 'int' object is not an instance of 'str'");
        CHECK(error_of(py.eval("None")->cast<PyString>()) == "TypeError: 'None' is not an instance of 'str'");
        auto sub = Script(py, "class Sub(str):\n"
                              "    def __len__(self): return 99\n"
                              "    def __eq__(self, other): raise KeyError\n"
                              "    __hash__ = str.__hash__\n"
                              "it = Sub('abc')\n")("it");
        CHECK(sub.is_instance_of<PyString>());
        CHECK_FALSE(sub.is_exact_instance_of<PyString>());
        auto string = *sub.cast<PyString>();
        CHECK(string == "abc"); // what its class overrides is not asked
        CHECK(string.len() == 3);
        CHECK(*string.as_any().len() == 99);
        CHECK(error_type_of(sub.cast_exact<PyString>()) == "TypeError");
    });
}
