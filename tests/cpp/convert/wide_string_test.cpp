// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/wide_string.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

using namespace tether;
using namespace std::string_literals;
using tether_tests::eval;
using tether_tests::into;
using tether_tests::through;

TEMPLATE_TEST_CASE("strings of every width keep every character", "", std::u8string, std::u16string,
                   std::u32string, std::wstring) {
    attach([](Python py) {
        for (auto text :
             {"''", "'plain'", "'caf\u00e9'", "'\u20ac\U0001f600!'", "'a\\x00b'", "'\\ufeffmark'"})
            CHECK(through<TestType>(py, text) == text);
        CHECK(through<TestType>(py, "'a\\ud800'").starts_with("UnicodeEncodeError: "));
        CHECK(through<TestType>(py, "'\\ud83d\\ude00'").starts_with("UnicodeEncodeError: "));
        CHECK(through<TestType>(py, "b'x'") == "TypeError: 'bytes' object is not an instance of 'str'");
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("each width has its own units") {
    attach([](Python py) {
        auto text = eval(py, "'\u20ac\U0001f600'");
        CHECK(*text.extract<std::u8string>() == u8"\u20ac\U0001f600");
        CHECK(*text.extract<std::u16string>() == u"\u20ac\U0001f600");
        CHECK(text.extract<std::u16string>()->size() == 3);
        CHECK(*text.extract<std::u32string>() == U"\u20ac\U0001f600");
        CHECK(*text.extract<std::wstring>() == L"\u20ac\U0001f600");
    });
}

TEST_CASE("what is no text does not become a str") {
    attach([](Python) {
        CHECK(into(std::u16string{u'a', char16_t{0xD800}}).starts_with("UnicodeDecodeError: "));
        CHECK(into(std::u32string{char32_t{0xD800}}).starts_with("UnicodeDecodeError: "));
        CHECK(into(std::u32string{char32_t{0x110000}}).starts_with("UnicodeDecodeError: "));
        CHECK(into(std::u8string{char8_t{0xFF}}).starts_with("UnicodeDecodeError: "));
    });
}

TEST_CASE("views and literals of every width become a str, null pointers None") {
    attach([](Python) {
        CHECK(into(std::u16string_view(u"a\u20ac")) == "'a\u20ac'");
        CHECK(into(L"wide") == "'wide'");
        CHECK(into(static_cast<const char32_t*>(U"\U0001f600")) == "'\U0001f600'");
        CHECK(into(static_cast<const char8_t*>(nullptr)) == "None");
        CHECK(into(std::wstring_view()) == "''");
    });
}
