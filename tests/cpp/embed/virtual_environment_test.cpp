// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/embed/virtual_environment.hpp>

#include <catch2/catch.hpp>

using tether::detail::environment_version;
using tether::detail::feature_version;

TEST_CASE("a feature version is the first two numbers") {
    REQUIRE(feature_version("3.14.2") == "3.14");
    REQUIRE(feature_version("3.14.0a1 (main, ...) [GCC 12.2.0]") == "3.14");
    REQUIRE(feature_version("3.9+") == "3.9");
    REQUIRE(feature_version("3.13") == "3.13");
    REQUIRE(feature_version("3") == "3");
}

TEST_CASE("a pyvenv.cfg says its version, whoever wrote it") {
    REQUIRE(environment_version("home = /usr/bin\nversion = 3.11.7\n") == "3.11");
    REQUIRE(environment_version("version = 3.11.7") == "3.11");
    REQUIRE(environment_version("home = /opt/3.4/bin\r\nversion_info = 3.12.1.final.0\r\n") == "3.12");
    REQUIRE(environment_version("uv = 0.4.1\nversion_info = 3.13.0\n") == "3.13");
    REQUIRE(environment_version("version=3.9\n") == "3.9");
    REQUIRE(environment_version("home = /usr/bin\n").empty());
    REQUIRE(environment_version("version = unknown\n").empty());
    REQUIRE(environment_version("").empty());
}
