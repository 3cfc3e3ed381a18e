// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/fixed_string.hpp>
#include <tether/version.hpp>

#include <catch2/catch.hpp>

static_assert(TETHER_VERSION_MAJOR == 0);
static_assert(tether::fixed_string("abc").view() == "abc");

TEST_CASE("fixed_string keeps every character of its literal, embedded NULs too") {
    constexpr tether::fixed_string text = "a\0b";
    REQUIRE(text.view().size() == 3);
    REQUIRE(text.view() == std::string_view("a\0b", 3));
}
