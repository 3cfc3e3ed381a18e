// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/pointers.hpp>

#include <tether/types/bool.hpp>
#include <tether/types/int.hpp>
#include <tether/types/list.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

using namespace tether;
using tether_tests::eval;
using tether_tests::into;
using tether_tests::references;
using tether_tests::through;

static_assert(FromPy<Bound<PyAny>> && FromPy<Py<PyList>> && !FromPy<Borrowed<PyAny>> && !FromPy<PyAny>);
static_assert(IntoPython<Borrowed<PyAny>> && IntoPython<const PyList&>);

TEST_CASE("an object becomes a pointer of its type or of a base, with one reference") {
    attach([](Python py) {
        auto list = eval(py, "[1]");
        const auto before = references(list);
        {
            auto bound = *list.extract<Bound<PyList>>();
            auto any = *list.extract<Bound<PyAny>>();
            auto kept = *list.extract<Py<PyList>>();
            CHECK(bound.is(list));
            CHECK(any.is(list));
            CHECK(kept.is(list));
            CHECK(references(list) == before + 3);
        }
        CHECK(references(list) == before);
        CHECK(through<Bound<PyInt>>(py, "True") == "True");
        CHECK(through<Py<PyInt>>(py, "True") == "True");
    });
}

TEST_CASE("an object of another type is refused, both types named") {
    attach([](Python py) {
        auto tuple = eval(py, "(1,)");
        const auto before = references(tuple);
        CHECK(through<Bound<PyList>>(tuple) == "TypeError: 'tuple' object is not an instance of 'list'");
        CHECK(through<Py<PyList>>(tuple) == "TypeError: 'tuple' object is not an instance of 'list'");
        CHECK(through<Bound<PyBool>>(py, "1") == "TypeError: 'int' object is not an instance of 'bool'");
        CHECK(references(tuple) == before);
    });
}

TEST_CASE("a pointer becomes its object, a moved one gives its reference") {
    attach([](Python py) {
        auto list = eval(py, "[1]");
        const auto before = references(list);
        const auto& view = list.as_any();
        CHECK(into(view) == "[1]");
        CHECK(into(list) == "[1]");
        CHECK(into(list.as_borrowed()) == "[1]");
        Bound<PyAny> copy = list;
        Py<PyAny> kept = list.unbind();
        CHECK(references(list) == before + 2);
        CHECK(into(kept) == "[1]");
        CHECK(into(std::move(copy)) == "[1]");
        CHECK(into(std::move(kept)) == "[1]");
        CHECK(references(list) == before);
    });
}
