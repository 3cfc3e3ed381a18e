// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/pyclass/rename.hpp>

#include <catch2/catch.hpp>

using tether::RenameRule;
using tether::detail::make_renamed;

namespace {

template <tether::fixed_string Name, RenameRule Rule> std::string renamed() {
    constexpr auto name = make_renamed<Name, Rule>();
    return std::string(name.view());
}

} // namespace

TEST_CASE("a name is written in every style") {
    CHECK(renamed<"first_name", RenameRule::camel_case>() == "firstName");
    CHECK(renamed<"first_name", RenameRule::pascal_case>() == "FirstName");
    CHECK(renamed<"first_name", RenameRule::kebab_case>() == "first-name");
    CHECK(renamed<"first_name", RenameRule::lowercase>() == "firstname");
    CHECK(renamed<"first_name", RenameRule::uppercase>() == "FIRSTNAME");
    CHECK(renamed<"first_name", RenameRule::screaming_snake_case>() == "FIRST_NAME");
    CHECK(renamed<"first_name", RenameRule::snake_case>() == "first_name");
}

TEST_CASE("a word begins at a capital, and behind one at the last of several") {
    CHECK(renamed<"firstName", RenameRule::snake_case>() == "first_name");
    CHECK(renamed<"HTTPCode", RenameRule::snake_case>() == "http_code");
    CHECK(renamed<"HTTPCode", RenameRule::camel_case>() == "httpCode");
    CHECK(renamed<"darkBlue", RenameRule::screaming_snake_case>() == "DARK_BLUE");
    CHECK(renamed<"x", RenameRule::pascal_case>() == "X");
    CHECK(renamed<"value2", RenameRule::snake_case>() == "value2");
    CHECK(renamed<"_hidden", RenameRule::camel_case>() == "hidden");
}
