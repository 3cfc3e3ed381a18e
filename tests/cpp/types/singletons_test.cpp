// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/singletons.hpp>

#include <tether/types/type.hpp>

#include <catch2/catch.hpp>

#include "scripted.hpp"

using namespace tether;
using tether_tests::error_of;

TEST_CASE("the singletons are the objects that Python knows by these names") {
    attach([](Python py) {
        CHECK(py.None().is(*py.eval("None")));
        CHECK(py.Ellipsis().is(*py.eval("...")));
        CHECK(py.NotImplemented().is(*py.eval("NotImplemented")));
        CHECK(py.None().is_none());
        CHECK_FALSE(py.Ellipsis().is_none());
        CHECK(py.type_of<PyNone>().is(*py.eval("type(None)")));
        CHECK(py.type_of<PyEllipsis>().is(*py.eval("type(...)")));
        CHECK(py.type_of<PyNotImplemented>().is(*py.eval("type(NotImplemented)")));
    });
}

TEST_CASE("a singleton is cast to its own type and to no other") {
    attach([](Python py) {
        auto none = *py.eval("None");
        CHECK(none.cast<PyNone>()->is(py.None()));
        CHECK(none.cast_exact<PyNone>().is_ok());
        CHECK(error_of(none.cast<PyEllipsis>()) == "TypeError: 'None' is not an instance of 'ellipsis'");
        CHECK(error_of(py.Ellipsis().cast<PyNone>()) ==
              "TypeError: 'ellipsis' object is not an instance of 'None'");
        CHECK(error_of(py.Ellipsis().cast<PyNotImplemented>()) ==
              "TypeError: 'ellipsis' object is not an instance of 'NotImplementedType'");
        Bound<PyAny> const owned = py.None();
        CHECK(owned.is_none());
    });
}
