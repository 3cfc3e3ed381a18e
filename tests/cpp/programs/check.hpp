// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What the small programs check with: each is a process of its own, because it starts, ends or breaks Python.
#pragma once

#include <tether/embed.hpp>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace tether_tests {

/// Ends the program with status 1 and the place where an expectation does not hold.
inline void check(bool holds, const char* what, const char* file, int line) {
    if (holds) return;
    std::fprintf(stderr, "%s:%d: %s\n", file, line, what);
    std::fflush(stderr);
    std::_Exit(1);
}

/// The same for a text, which is shown.
inline void check_text(const std::string& got, const std::string& expected, const char* file, int line) {
    if (got == expected) return;
    std::fprintf(stderr, "%s:%d: got      %s\n%*s  expected %s\n", file, line, got.c_str(),
                 static_cast<int>(std::string(file).size() + std::to_string(line).size()), "",
                 expected.c_str());
    std::fflush(stderr);
    std::_Exit(1);
}

/// How Python is started where nothing else is said: where its library is may be known to the environment
/// alone.
inline tether::Config config() {
    const char* const home = std::getenv("PYTHONHOME");
    return tether::Config{.home = home != nullptr ? home : ""};
}

/// The text of an expression's value, or of its error. On any thread.
inline std::string evaluate(const char* expression) {
    auto text = tether::attach([expression](tether::Python py) -> tether::PyResult<std::string> {
        TETHER_TRY(auto value, py.eval(expression));
        TETHER_TRY(auto printed, value.str());
        return printed.extract<std::string>();
    });
    return text.is_ok() ? *text : text.error().what();
}

} // namespace tether_tests

#define CHECK(condition) tether_tests::check((condition), #condition, __FILE__, __LINE__)
#define CHECK_TEXT(got, expected) tether_tests::check_text((got), (expected), __FILE__, __LINE__)
