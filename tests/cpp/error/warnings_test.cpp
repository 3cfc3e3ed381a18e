// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/error/warnings.hpp>

#include "support.hpp"

#include <catch2/catch.hpp>

using namespace tether;

namespace {

/// The warnings that `f` issues, under the filter, as "Category: text (file:line)" lines.
template <class F> std::string recorded(Python py, const char* filter, F&& f) {
    auto const catcher = *py.import("warnings")->call_method<"catch_warnings">(kw<"record">(true));
    auto const list = *catcher.call_method<"__enter__">();
    *py.import("warnings")->call_method<"simplefilter">(filter);
    f();
    *catcher.call_method<"__exit__">(py.None(), py.None(), py.None());
    return *py.eval(
                  "' | '.join(f'{w.category.__name__}: {w.message} ({w.filename}:{w.lineno})' for w in list)",
                  *PyDict::create(py, item("list", list)))
                ->extract<std::string>();
}

} // namespace

TEST_CASE("A warning is issued with its category and text") {
    attach([](Python py) {
        auto const text = recorded(py, "always", [&] {
            *PyErr::warn<PyDeprecationWarning>(py, "größer than \xFF");
            *PyErr::warn(py.type_of<PyUserWarning>(), "second");
            *PyErr::warn(py.None(), "third", 3);
        });
        CHECK_THAT(text, Catch::StartsWith("DeprecationWarning: größer than \xEF\xBF\xBD ("));
        CHECK_THAT(text, Catch::Contains("| UserWarning: second ("));
        CHECK_THAT(text, Catch::Contains("| UserWarning: third ("));
        CHECK(recorded(py, "ignore", [&] { *PyErr::warn<PyUserWarning>(py, "text"); }).empty());
    });
}

TEST_CASE("A warning is an error where the filter says so") {
    attach([](Python py) {
        recorded(py, "error", [&] {
            auto const result = PyErr::warn<PyFutureWarning>(py, "text");
            REQUIRE(result.is_err());
            CHECK(std::string(result.error().what()) == "FutureWarning: text");
        });
        CHECK(std::string(PyErr::warn(py.type_of<PyInt>(), "text").error().what()) ==
              "TypeError: category must be a Warning subclass, not 'type'");
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("An explicit warning names its place, and a registry shows it once") {
    attach([](Python py) {
        auto const registry = *PyDict::create(py);
        auto const category = py.type_of<PySyntaxWarning>();
        auto const text = recorded(py, "default", [&] {
            *PyErr::warn_explicit(category, "plain", {.filename = "a.conf", .line = 3});
            *PyErr::warn_explicit(category, "plain", {.filename = "a.conf", .line = 3});
            for (int i = 0; i < 3; ++i)
                *PyErr::warn_explicit(
                    category, "once",
                    {.filename = "b.conf", .line = 7, .module = "conf", .registry = &registry});
        });
        CHECK(text == "SyntaxWarning: plain (a.conf:3) | SyntaxWarning: plain (a.conf:3) | "
                      "SyntaxWarning: once (b.conf:7)");
        recorded(py, "error", [&] {
            CHECK(PyErr::warn_explicit(category, "text", {.filename = "a.conf"})
                      .error()
                      .is_instance<PySyntaxWarning>(py));
        });
    });
}
