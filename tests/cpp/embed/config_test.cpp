// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/embed/config.hpp>

#include <catch2/catch.hpp>

#include <string>

using tether::detail::widen;

namespace {

/// What Python makes of the same bytes when it reads a file's name.
std::wstring decoded_by_python(const std::string& bytes) {
    return tether::attach([&](tether::Python) {
        PyObject* const text =
            PyUnicode_DecodeUTF8(bytes.data(), static_cast<Py_ssize_t>(bytes.size()), "surrogateescape");
        REQUIRE(text != nullptr);
        Py_ssize_t size = 0;
        wchar_t* const wide = PyUnicode_AsWideCharString(text, &size);
        std::wstring result(wide, static_cast<std::size_t>(size));
        PyMem_Free(wide);
        Py_DECREF(text);
        return result;
    });
}

} // namespace

TEST_CASE("UTF-8 becomes what Python makes of it") {
    for (const std::string text :
         {"", "ascii", "gr\xC3\xBC\xC3\x9F", "\xE2\x82\xAC", "\xF0\x9F\x90\x8D",
          "\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"})
        REQUIRE(widen(text) == decoded_by_python(text));
}

TEST_CASE("what is no UTF-8 is kept byte by byte") {
    // Every lead byte, with nothing, too little, too much and something wrong behind it.
    for (int lead = 0x80; lead <= 0xFF; ++lead) {
        for (const std::string rest : {"", "x", "\x80", "\x80\x80", "\x80\x80\x80", "\x80\x80\x80\x80",
                                       "\x9F\xBF", "\xBF\xBF\xBF", "\x8F\xBF\xBF", "\xC0\x80"}) {
            std::string text = "a"; // not by one expression: g++ 12 finds fault with that when it optimises
            text.append(1, static_cast<char>(lead)).append(rest);
            INFO("lead byte " << lead << ", " << rest.size() << " behind");
            REQUIRE(widen(text) == decoded_by_python(text));
        }
    }
}
