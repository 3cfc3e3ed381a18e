// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/tether.hpp>

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>

using namespace tether;

namespace {

struct Fixture {
    explicit Fixture(Python py) : globals(*PyDict::create(py)) {
        *py.run("def f(*args, **kwargs): return args, kwargs\n"
                "class C:\n"
                "    def m(self, *args, **kwargs): return args, kwargs\n"
                "    @staticmethod\n"
                "    def s(*args): return args\n"
                "    def __call__(self, *args, **kwargs): return 'called', args, kwargs\n"
                "def fails(*args): raise KeyError(*args)\n"
                "def deep(): return deep()\n",
                globals);
    }

    Bound<PyAny> operator()(const char* expression) const { return *globals.py().eval(expression, globals); }

    Bound<PyDict> globals;
};

template <class T> std::string shown(const PyResult<Bound<T>>& result) {
    return result.is_ok() ? *result->repr()->template extract<std::string>() : result.error().what();
}

/// Passed as another reference to a list.
struct Lent {
    const Bound<PyAny>& list;
};

/// Not passed at all.
struct Thrown {};

} // namespace

template <> struct tether::IntoPyObject<Lent> {
    static PyResult<Bound<PyAny>> into_pyobject(Python /*py*/, const Lent& lent) {
        return Bound<PyAny>(lent.list);
    }
};

template <> struct tether::IntoPyObject<Thrown> {
    static PyResult<Bound<PyAny>> into_pyobject(Python /*py*/, const Thrown& /*thrown*/) {
        throw std::runtime_error("no value");
    }
};

TEST_CASE("a call takes arguments of any convertible type") {
    attach([](Python py) {
        const Fixture in(py);
        const auto f = in("f");
        REQUIRE(shown(f()) == "((), {})");
        REQUIRE(shown(f(1)) == "((1,), {})");
        REQUIRE(shown(f(1, "two", 3.5, true, std::string("five"), py.None())) ==
                "((1, 'two', 3.5, True, 'five', None), {})");
        const auto list = *py.eval("[]");
        const auto kept = list.unbind();
        REQUIRE(shown(f(list, list.as_borrowed(), Bound<PyAny>(list), kept)) == "(([], [], [], []), {})");
        REQUIRE(shown(f.call(1, 2)) == "((1, 2), {})");
        REQUIRE(Py_REFCNT(list.as_ptr()) == 2);
    });
}

TEST_CASE("keywords follow the positional arguments") {
    attach([](Python py) {
        const Fixture in(py);
        const auto f = in("f");
        REQUIRE(shown(f(kw<"a">(1))) == "((), {'a': 1})");
        REQUIRE(shown(f(1, 2, kw<"b">("x"), kw<"a">(py.None()))) == "((1, 2), {'b': 'x', 'a': None})");
        REQUIRE(shown(f(kw<"größe">(1))) == "((), {'größe': 1})");
        const auto list = *py.eval("[]");
        REQUIRE(shown(f(kw<"a">(list))) == "((), {'a': []})");
        REQUIRE(Py_REFCNT(list.as_ptr()) == 1);
        REQUIRE(shown(in("int")("ff", kw<"base">(16))) == "255");
        REQUIRE(shown(in("int")("ff", kw<"bass">(16))).find("TypeError: ") == 0);
    });
}

TEST_CASE("a method is called by its name") {
    attach([](Python py) {
        const Fixture in(py);
        const auto object = in("C()");
        REQUIRE(shown(object.call_method("m")) == "((), {})");
        REQUIRE(shown(object.call_method("m", 1, kw<"a">(2))) == "((1,), {'a': 2})");
        REQUIRE(shown(object.call_method<"m">(1, kw<"a">(2))) == "((1,), {'a': 2})");
        REQUIRE(shown(object.call_method(std::string("s"), 1)) == "(1,)");
        REQUIRE(shown(object(1, kw<"a">(2))) == "('called', (1,), {'a': 2})");
        REQUIRE(shown(object.call_method("none")) == "AttributeError: 'C' object has no attribute 'none'");
        REQUIRE(shown(object.call_method<"none">(1)) == "AttributeError: 'C' object has no attribute 'none'");
        REQUIRE(shown(in("'a,b'").call_method("split", ",")) == "['a', 'b']");
    });
}

TEST_CASE("a call with a tuple and a dict") {
    attach([](Python py) {
        const Fixture in(py);
        const auto args = *PyTuple::create(py, 1, "two");
        const auto kwargs = *PyDict::create(py, item("a", 3));
        REQUIRE(shown(in("f").call_tuple(args)) == "((1, 'two'), {})");
        REQUIRE(shown(in("f").call_tuple(args, kwargs)) == "((1, 'two'), {'a': 3})");
        REQUIRE(shown(in("f").call_tuple(*PyTuple::create(py))) == "((), {})");
    });
}

TEST_CASE("a call that fails says why") {
    attach([](Python py) {
        const Fixture in(py);
        REQUIRE(in("f").is_callable());
        REQUIRE(!in("1").is_callable());
        REQUIRE(shown(in("1")()) == "TypeError: 'int' object is not callable");
        REQUIRE(shown(in("fails")("key")) == "KeyError: 'key'");
        REQUIRE(shown(in("fails")(kw<"a">(1))).find("TypeError: ") == 0);
        REQUIRE(in("deep")().error().is_instance<PyRecursionError>(py));
        REQUIRE(PyErr_Occurred() == nullptr);
    });
}

TEST_CASE("an argument that does not convert is the error of the call, and nothing is called") {
    attach([](Python py) {
        const Fixture in(py);
        const auto list = *py.eval("[]");
        const auto append = *list.getattr("append");
        REQUIRE(shown(append("\xFF")).find("UnicodeDecodeError: ") == 0);
        REQUIRE(shown(list.call_method("append", "\xFF")).find("UnicodeDecodeError: ") == 0);
        REQUIRE(shown(in("f")(list, "\xFF", list, kw<"a">("\xFE"))).find("UnicodeDecodeError: ") == 0);
        REQUIRE(*list.len() == 0);
        REQUIRE(Py_REFCNT(list.as_ptr()) == 2); // and append's own
        REQUIRE(PyErr_Occurred() == nullptr);
    });
}

TEST_CASE("what was converted is given back, however the call ends") {
    attach([](Python py) {
        const Fixture in(py);
        const auto f = in("f");
        const auto list = *py.eval("[]");
        REQUIRE(shown(f(Lent{list}, kw<"a">(Lent{list}))) == "(([],), {'a': []})");
        REQUIRE(Py_REFCNT(list.as_ptr()) == 1);
        REQUIRE(shown(in("fails")(Lent{list}, list)).find("KeyError: ") == 0);
        REQUIRE(Py_REFCNT(list.as_ptr()) == 1);
        REQUIRE(shown(f(Lent{list}, list, "\xFF", Lent{list})).find("UnicodeDecodeError: ") == 0);
        REQUIRE(Py_REFCNT(list.as_ptr()) == 1);
        REQUIRE(shown(in("C()").call_method<"m">(Lent{list}, kw<"a">("\xFF"))).find("UnicodeDecodeError: ") ==
                0);
        REQUIRE(Py_REFCNT(list.as_ptr()) == 1);
        REQUIRE_THROWS_AS(f(Lent{list}, list, Thrown(), Lent{list}), std::runtime_error);
        REQUIRE(Py_REFCNT(list.as_ptr()) == 1);
        REQUIRE(PyErr_Occurred() == nullptr);
    });
}

TEST_CASE("an argument's reference can be given to the call") {
    attach([](Python py) {
        const Fixture in(py);
        auto list = *py.eval("[]");
        const auto kept = list;
        const auto result = *in("f")(std::move(list));
        REQUIRE(Py_REFCNT(kept.as_ptr()) >= 2); // the tuple has it
        REQUIRE(*result.repr()->extract<std::string>() == "(([],), {})");
    });
}
