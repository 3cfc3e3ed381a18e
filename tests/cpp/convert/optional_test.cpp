// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/optional.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

using namespace tether;
using tether_tests::into;
using tether_tests::references;
using tether_tests::Script;
using tether_tests::through;

static_assert(std::string_view(FromPyObject<std::optional<int>>::python_type) == "int | None");

TEST_CASE("None is an empty optional, and an empty optional None") {
    attach([](Python py) {
        CHECK(through<std::optional<int>>(py, "None") == "None");
        CHECK(through<std::optional<int>>(py, "5") == "5");
        CHECK(through<std::optional<int>>(py, "0") == "0");
        CHECK(through<std::optional<std::string>>(py, "''") == "''");
        CHECK(through<std::optional<std::optional<int>>>(py, "None") == "None");
        CHECK_FALSE(tether_tests::eval(py, "None").extract<std::optional<int>>()->has_value());
        CHECK(into(std::nullopt) == "None");
        CHECK(into(std::optional<double>(0.0)) == "0.0");
    });
}

TEST_CASE("what is neither None nor a value is the value's own error") {
    attach([](Python py) {
        CHECK(through<std::optional<int>>(py, "'5'") ==
              "TypeError: 'str' object cannot be interpreted as an integer");
        CHECK(through<std::optional<unsigned>>(py, "-1") ==
              "OverflowError: -1 is out of range 0..4294967295");
        std::optional<int> out = 5;
        detail::ErrState* const error = detail::load(tether_tests::eval(py, "'x'").as_ptr(), out);
        REQUIRE(error != nullptr);
        detail::release(error);
        CHECK_FALSE(out.has_value());
    });
}

TEST_CASE("an optional pointer holds a reference, and gives it away when moved from") {
    attach([](Python py) {
        auto list = tether_tests::eval(py, "[1]");
        const auto before = references(list);
        {
            auto held = *list.extract<std::optional<Bound<PyAny>>>();
            REQUIRE(held.has_value());
            CHECK(held->is(list));
            CHECK(references(list) == before + 1);
            auto kept = *list.extract<std::optional<Py<PyAny>>>();
            CHECK(references(list) == before + 2);
            CHECK(into(std::move(held)) == "[1]");
            CHECK(into(kept) == "[1]");
        }
        CHECK(references(list) == before);
        CHECK_FALSE(tether_tests::eval(py, "None").extract<std::optional<Bound<PyList>>>()->has_value());
        CHECK(through<std::optional<Bound<PyList>>>(py, "()") ==
              "TypeError: 'tuple' object is not an instance of 'list'");
    });
}

TEST_CASE("an exact optional is None or an exact value") {
    attach([](Python py) {
        std::optional<int> out;
        CHECK(FromPyObject<std::optional<int>>::load_exact(tether_tests::eval(py, "None").as_ptr(), out));
        CHECK_FALSE(out.has_value());
        CHECK(FromPyObject<std::optional<int>>::load_exact(tether_tests::eval(py, "4").as_ptr(), out));
        CHECK(out == 4);
        CHECK_FALSE(
            FromPyObject<std::optional<int>>::load_exact(tether_tests::eval(py, "True").as_ptr(), out));
    });
}

TEST_CASE("nullptr_t is None and nothing else") {
    attach([](Python py) {
        CHECK(through<std::nullptr_t>(py, "None") == "None");
        CHECK(through<std::nullptr_t>(py, "0") == "TypeError: 'int' object cannot be converted to 'None'");
        CHECK(into(nullptr) == "None");
    });
}
