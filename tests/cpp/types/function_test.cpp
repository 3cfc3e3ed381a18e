// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/builtin_function.hpp>
#include <tether/types/function.hpp>
#include <tether/types/generic_alias.hpp>
#include <tether/types/super.hpp>

#include <catch2/catch.hpp>

#include "scripted.hpp"

using namespace tether;
using tether_tests::error_of;
using tether_tests::error_type_of;
using tether_tests::eval;
using tether_tests::references;
using tether_tests::repr;
using tether_tests::Script;

TEST_CASE("functions of Python and of C are told apart, and from other callables") {
    attach([](Python py) {
        auto function = eval<PyFunction>(py, "lambda x: x + 1");
        CHECK(*function.call(2)->extract<int>() == 3);
        CHECK(error_of(function.as_any().cast<PyBuiltinFunction>()) ==
              "TypeError: 'function' object is not an instance of 'builtin_function_or_method'");
        auto builtin = eval<PyBuiltinFunction>(py, "len");
        CHECK(*builtin.call("abc")->extract<int>() == 3);
        CHECK(error_of(builtin.as_any().cast<PyFunction>()) ==
              "TypeError: 'builtin_function_or_method' object is not an instance of 'function'");
        CHECK(eval<PyBuiltinFunction>(py, "[].append").call(1)->is_none());
        CHECK(py.eval("int")->cast<PyFunction>().is_err());
        CHECK(py.eval("int")->cast<PyBuiltinFunction>().is_err());
        CHECK(Script(py, "class C:\n    def f(self): pass\n")("C().f").cast<PyFunction>().is_err());
        CHECK(py.type_of<PyFunction>().is(function.get_type()));
        CHECK(py.type_of<PyBuiltinFunction>().is(builtin.get_type()));
    });
}

TEST_CASE("super finds what the bases of a type give an object") {
    attach([](Python py) {
        Script const script(py, "class A:\n"
                                "    def name(self): return 'A'\n"
                                "    @classmethod\n"
                                "    def made(cls): return cls.__name__\n"
                                "class B(A):\n"
                                "    def name(self): return 'B'\n"
                                "b = B()\n");
        auto b = script("b");
        auto type = script.get<PyType>("B");
        auto const before = references(b);
        CHECK(*b.call_method("name")->extract<std::string>() == "B");
        CHECK(*b.super(type)->call_method("name")->extract<std::string>() == "A");
        CHECK(*PySuper::create(type, type)->call_method("made")->extract<std::string>() == "B");
        CHECK(references(b) == before);
        CHECK(error_type_of(b.super(script.get<PyType>("A"))->getattr("name")) == "AttributeError");
        CHECK(error_type_of(b.super(py.type_of<PyString>())) == "TypeError");
        CHECK(b.super(type)->as_any().cast<PySuper>().is_ok());
        CHECK(error_of(b.cast<PySuper>()) == "TypeError: 'B' object is not an instance of 'super'");
    });
}

TEST_CASE("a generic alias has an origin and arguments") {
    attach([](Python py) {
        auto list = *py.eval("list");
        CHECK(repr(*PyGenericAlias::create(list, *py.eval("int"))) == "list[int]");
        CHECK(repr(*PyGenericAlias::create(*py.eval("dict"), *py.eval("(str, int)"))) == "dict[str, int]");
        CHECK(*PyGenericAlias::create(list, "Name")->getattr("__args__")->repr() == "('Name',)");
        CHECK(*PyGenericAlias::create(list, *py.eval("int"))->call(*py.eval("(1, 2)"))->repr() == "[1, 2]");
        CHECK(error_type_of(PyGenericAlias::create(list, "\xff")) == "UnicodeDecodeError");
        CHECK(py.eval("list[int]")->cast<PyGenericAlias>().is_ok());
        CHECK(error_of(list.cast<PyGenericAlias>()) ==
              "TypeError: 'type' object is not an instance of 'types.GenericAlias'");
    });
}
