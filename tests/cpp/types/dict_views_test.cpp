// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/dict.hpp>
#include <tether/types/dict_views.hpp>

#include "scripted.hpp"

#include <catch2/catch.hpp>

using namespace tether;
using namespace tether_tests;

TEST_CASE("the views of a dict are told apart") {
    attach([](Python py) {
        const auto dict = eval<PyDict>(py, "{'a': 1}");
        const auto keys = *dict.call_method("keys");
        const auto values = *dict.call_method("values");
        const auto items = *dict.call_method("items");
        REQUIRE(keys.is_instance_of<PyDictKeysView>());
        REQUIRE(keys.is_exact_instance_of<PyDictKeysView>());
        REQUIRE_FALSE(keys.is_instance_of<PyDictValuesView>());
        REQUIRE(values.is_instance_of<PyDictValuesView>());
        REQUIRE_FALSE(values.is_instance_of<PyDictItemsView>());
        REQUIRE(items.is_instance_of<PyDictItemsView>());
        REQUIRE_FALSE(items.is_instance_of<PyDictKeysView>());
        REQUIRE_FALSE(dict.is_instance_of<PyDictKeysView>());
        REQUIRE(PyDictItemsView::type_object() == Script(py)("type({}.items())").as_ptr());
        REQUIRE(error_of(eval(py, "[]").cast<PyDictKeysView>()) ==
                "TypeError: 'list' object is not an instance of 'dict_keys'");
    });
}

TEST_CASE("the views of a dict follow it, unlike the lists") {
    attach([](Python py) {
        const auto dict = eval<PyDict>(py, "{'a': 1}");
        const auto view = *dict.call_method("keys")->cast<PyDictKeysView>();
        const auto list = *dict.keys();
        REQUIRE(dict.set_item("b", 2).is_ok());
        REQUIRE(*view.len() == 2);
        REQUIRE(list.len() == 1);
        REQUIRE(*view.contains("b"));
        std::string seen;
        for (const auto& key : *view.iter()) seen += repr(*key);
        REQUIRE(seen == "'a''b'");
    });
}

TEST_CASE("the views of a subclass of dict are views of a dict") {
    attach([](Python py) {
        const auto keys = eval(py, "__import__('collections').OrderedDict(a=1).keys()");
        REQUIRE(keys.is_instance_of<PyDictKeysView>());
        REQUIRE_FALSE(keys.is_exact_instance_of<PyDictKeysView>());
    });
}
