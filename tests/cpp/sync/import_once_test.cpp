// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/sync/import_once.hpp>

#include <catch2/catch.hpp>

#include <string>

using namespace tether;

TEST_CASE("an attribute of a module is imported once and stays the same", "[leaks]") {
    attach([](Python py) {
        auto const first = *import_once<"collections.abc", "Sequence">(py);
        REQUIRE(first.is(*py.import("collections.abc")->getattr("Sequence")));
        REQUIRE(first.is(*import_once<"collections.abc", "Sequence">(py)));
    });
}

TEST_CASE("what cannot be imported is an error each time, until it can") {
    attach([](Python py) {
        for (int i = 0; i < 2; ++i) {
            auto const missing = import_once<"no_such_module_yet", "name">(py);
            REQUIRE(missing.error().is_instance<PyModuleNotFoundError>(py));
        }
        REQUIRE(import_once<"sys", "no_such_name">(py).error().is_instance<PyAttributeError>(py));
    });
}
