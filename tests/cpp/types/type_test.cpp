// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/type.hpp>

#include <tether/convert/int.hpp>
#include <tether/convert/string.hpp>
#include <tether/types/bool.hpp>
#include <tether/types/module.hpp>

#include <catch2/catch.hpp>

#include "scripted.hpp"

using namespace tether;
using tether_tests::error_of;
using tether_tests::error_type_of;
using tether_tests::references;
using tether_tests::Script;

TEST_CASE("a type says its names") {
    attach([](Python py) {
        Script const script(py, "__name__ = 'pack.age'\n"
                                "class Outer:\n"
                                "    class Inner: pass\n"
                                "Inner = Outer.Inner\n"
                                "class Odd: __module__ = 5\n");
        auto inner = script.get<PyType>("Inner");
        CHECK(*inner.name() == "Inner");
        CHECK(*inner.qualname() == "Outer.Inner");
        CHECK(*inner.module() == "pack.age");
        CHECK(*inner.fully_qualified_name() == "pack.age.Outer.Inner");
        auto integer = py.type_of<PyInt>();
        CHECK(*integer.name() == "int");
        CHECK(*integer.qualname() == "int");
        CHECK(*integer.module() == "builtins");
        CHECK(*integer.fully_qualified_name() == "int");
        CHECK(*py.import("collections")->getattr("OrderedDict")->cast<PyType>()->fully_qualified_name() ==
              "collections.OrderedDict");
        auto odd = script.get<PyType>("Odd");
        CHECK(error_of(odd.module()) == "TypeError: 'int' object is not an instance of 'str'");
        CHECK(*odd.fully_qualified_name() == "Odd");
    });
}

TEST_CASE("a name that a metaclass computes may fail") {
    attach([](Python py) {
        auto type = Script(py, "class Meta(type):\n"
                               "    @property\n"
                               "    def __name__(cls): raise KeyError('name')\n"
                               "    @property\n"
                               "    def __module__(cls): return None\n"
                               "    @property\n"
                               "    def __mro__(cls): return []\n"
                               "it = Meta('T', (), {})\n")
                        .get<PyType>("it");
        CHECK(error_of(type.name()) == "KeyError: 'name'");
        CHECK(error_of(type.module()) == "TypeError: 'None' is not an instance of 'str'");
        CHECK(error_of(type.mro()) == "TypeError: 'list' object is not an instance of 'tuple'");
    });
}

TEST_CASE("a type knows its bases") {
    attach([](Python py) {
        auto boolean = py.type_of<PyBool>();
        CHECK(*boolean.mro()->repr() == "(<class 'bool'>, <class 'int'>, <class 'object'>)");
        CHECK(*boolean.bases()->repr() == "(<class 'int'>,)");
        CHECK(*py.type_of<PyAny>().bases()->repr() == "()");
        CHECK(*boolean.is_subclass_of<PyInt>());
        CHECK(*boolean.is_subclass_of<PyAny>());
        CHECK_FALSE(*boolean.is_subclass_of<PyString>());
        CHECK(*boolean.is_subclass(*PyTuple::create(py, py.type_of<PyString>(), py.type_of<PyInt>())));
        CHECK_FALSE(*boolean.is_subclass(*PyTuple::create(py)));
        CHECK(error_type_of(boolean.is_subclass(*py.eval("5"))) == "TypeError");
        auto abc = Script(py, "class Meta(type):\n"
                              "    def __subclasscheck__(cls, other): raise KeyError('asked')\n"
                              "it = Meta('T', (), {})\n")("it");
        CHECK(error_of(boolean.is_subclass(abc)) == "KeyError: 'asked'");
    });
}

TEST_CASE("the type of an object, and an object of the type") {
    attach([](Python py) {
        auto five = *py.eval("5");
        CHECK(five.get_type().is(py.type_of<PyInt>()));
        CHECK(five.is_exact_instance(py.type_of<PyInt>()));
        CHECK(py.type_of<PyInt>().as_type_ptr() == &PyLong_Type);
        CHECK(py.type_of<PyInt>().get_type().is(py.type_of<PyType>()));
        CHECK(PyType::from_borrowed_type_ptr(py, &PyLong_Type).is(py.type_of<PyInt>()));
        CHECK(*py.type_of<PyInt>().call("12")->extract<int>() == 12);
        CHECK(error_type_of(py.type_of<PyInt>().call("x")) == "ValueError");
        CHECK(error_of(five.cast<PyType>()) == "TypeError: 'int' object is not an instance of 'type'");
    });
}

TEST_CASE("asking an object for its type touches no reference count") {
    attach([](Python py) {
        auto type = Script(py, "class it: pass")("it");
        auto object = *type.call();
        auto const before = references(type);
        // 3.13 without the GIL counts no class's references once it had a second thread.
        auto const one = before == 0xFFFFFFFF ? 0 : 1;
        auto borrowed = object.get_type();
        CHECK(references(type) == before);
        {
            auto owned = PyType::from_borrowed_type_ptr(py, borrowed.as_type_ptr());
            CHECK(references(type) == before + one);
        }
        CHECK(references(type) == before);
    });
}
