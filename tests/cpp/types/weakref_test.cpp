// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/type.hpp>
#include <tether/types/weakref.hpp>

#include <catch2/catch.hpp>

#include "scripted.hpp"

using namespace tether;
using tether_tests::error_of;
using tether_tests::error_type_of;
using tether_tests::references;
using tether_tests::Script;

namespace {

constexpr const char* classes = "class Thing: pass\n"
                                "class Sub(Thing, list): pass\n"
                                "class Callable:\n"
                                "    def __call__(self): return 'called'\n"
                                "seen = []\n"
                                "import weakref\n";

} // namespace

TEST_CASE("a weak reference gives its object as long as there is one") {
    attach([](Python py) {
        Script const script(py, classes);
        std::optional thing = script("Thing()");
        auto reference = *PyWeakrefReference::create(*thing);
        CHECK(references(*thing) == 1);
        {
            auto upgraded = reference.upgrade();
            REQUIRE(upgraded.has_value());
            CHECK(upgraded->is(*thing));
            CHECK(references(*thing) == 2);
        }
        CHECK(reference.call()->is(*thing));
        CHECK(references(*thing) == 1);
        thing.reset();
        CHECK_FALSE(reference.upgrade().has_value());
        CHECK(reference.call()->is_none());
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("a weak reference is upgraded to a type") {
    attach([](Python py) {
        Script const script(py, classes);
        std::optional list = script("Sub([1])");
        auto reference = *PyWeakrefReference::create(*list);
        CHECK((*reference.upgrade_as<PyList>())->len() == 1);
        CHECK(error_of(reference.upgrade_as<PyString>()) ==
              "TypeError: 'Sub' object is not an instance of 'str'");
        CHECK(error_type_of(reference.upgrade_as_exact<PyList>()) == "TypeError");
        CHECK(reference.upgrade_as_unchecked<PyList>()->len() == 1);
        CHECK(references(*list) == 1);
        list.reset();
        CHECK_FALSE(reference.upgrade_as<PyList>()->has_value());
        CHECK_FALSE(reference.upgrade_as_exact<PyList>()->has_value());
        CHECK_FALSE(reference.upgrade_as_unchecked<PyList>().has_value());
        CHECK_FALSE(reference.upgrade_as<PyString>()->has_value()); // nobody is left to be of another type
    });
}

TEST_CASE("a proxy acts like its object until that is gone") {
    attach([](Python py) {
        Script const script(py, classes);
        std::optional thing = script("Thing()");
        auto proxy = *PyWeakrefProxy::create(*thing);
        *proxy.setattr("x", 5);
        CHECK(*thing->getattr("x")->extract<int>() == 5);
        CHECK(proxy.upgrade()->is(*thing));
        CHECK(references(*thing) == 1);
        thing.reset();
        CHECK_FALSE(proxy.upgrade().has_value());
        CHECK(error_of(proxy.getattr("x")) == "ReferenceError: weakly-referenced object no longer exists");
    });
}

TEST_CASE("a callback is called with the reference when the object goes") {
    attach([](Python py) {
        Script const script(py, classes);
        std::optional thing = script("Thing()");
        auto reference = *PyWeakrefReference::create_with(*thing, script("seen.append"));
        auto proxy = *PyWeakrefProxy::create_with(*thing, script("lambda proxy: seen.append('proxy')"));
        CHECK(script.get<PyList>("seen").len() == 0);
        thing.reset();
        auto seen = script.get<PyList>("seen");
        CHECK(seen.len() == 2);
        CHECK(*seen.contains(reference));
        CHECK(*seen.contains("proxy"));
        *seen.call_method("clear");
        {
            auto const other = script("Thing()");
            auto const gone = *PyWeakrefReference::create_with(other, script("seen.append"));
        }
        CHECK(seen.len() == 0); // the reference went first
    });
}

TEST_CASE("what a callback raises goes to sys.unraisablehook and not to who dropped the object") {
    attach([](Python py) {
        Script const script(py, "import sys\n"
                                "class Thing: pass\n"
                                "seen = []\n"
                                "def callback(reference): raise KeyError('callback')\n"
                                "old = sys.unraisablehook\n"
                                "sys.unraisablehook = lambda u: seen.append(repr(u.exc_value))\n");
        std::optional thing = script("Thing()");
        auto reference = *PyWeakrefReference::create_with(*thing, script("callback"));
        thing.reset();
        script("setattr(sys, 'unraisablehook', old)");
        CHECK(*script("seen[0]").extract<std::string>() == "KeyError('callback')");
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("references without a callback are one object") {
    attach([](Python py) {
        Script const script(py, classes);
        auto thing = script("Thing()");
        auto one = *PyWeakrefReference::create(thing);
        CHECK(one.is(*PyWeakrefReference::create(thing)));
        CHECK_FALSE(one.is(*PyWeakrefReference::create_with(thing, script("seen.append"))));
    });
}

TEST_CASE("not every object can be referred to weakly, and a callback must convert") {
    attach([](Python py) {
        Script const script(py, classes);
        CHECK(error_of(PyWeakrefReference::create(script("5"))) ==
              "TypeError: cannot create weak reference to 'int' object");
        CHECK(error_of(PyWeakrefProxy::create(script("'x'"))) ==
              "TypeError: cannot create weak reference to 'str' object");
        auto thing = script("Thing()");
        CHECK(error_type_of(PyWeakrefReference::create_with(thing, "\xff")) == "UnicodeDecodeError");
        CHECK(error_type_of(PyWeakrefProxy::create_with(thing, "\xff")) == "UnicodeDecodeError");
        CHECK(references(thing) == 1);
    });
}

TEST_CASE("a weak reference is of either kind; each kind is only itself") {
    attach([](Python py) {
        Script const script(py, classes);
        auto thing = script("Thing()");
        auto callable = script("Callable()");
        Bound<PyWeakref> const reference = *PyWeakrefReference::create(thing);
        Bound<PyWeakref> const proxy = *PyWeakrefProxy::create(thing);
        Bound<PyWeakref> const callable_proxy = *PyWeakrefProxy::create(callable);
        CHECK(*callable_proxy.call()->extract<std::string>() == "called");
        for (const PyWeakref* either :
             {static_cast<const PyWeakref*>(&reference), static_cast<const PyWeakref*>(&proxy),
              static_cast<const PyWeakref*>(&callable_proxy)})
            CHECK(either->as_any().cast<PyWeakref>().is_ok());
        CHECK(reference.as_any().cast<PyWeakrefReference>().is_ok());
        CHECK(proxy.as_any().cast<PyWeakrefProxy>().is_ok());
        CHECK(callable_proxy.as_any().cast<PyWeakrefProxy>().is_ok());
        CHECK(error_of(proxy.as_any().cast<PyWeakrefReference>())
                  .find("is not an instance of 'weakref.ReferenceType'") != std::string::npos);
        CHECK(error_of(reference.as_any().cast<PyWeakrefProxy>())
                  .find("is not an instance of 'weakref.ProxyTypes'") != std::string::npos);
        CHECK(error_of(thing.cast<PyWeakref>()) ==
              "TypeError: 'Thing' object is not an instance of 'weakref'");
        CHECK(script("type('Sub', (weakref.ref,), {})(seen.__class__)").cast<PyWeakrefReference>().is_ok());
        CHECK(script("type('Sub', (weakref.ref,), {})(seen.__class__)")
                  .cast_exact<PyWeakrefReference>()
                  .is_err());
        CHECK(py.type_of<PyWeakrefReference>().is(script("weakref.ref")));
    });
}
