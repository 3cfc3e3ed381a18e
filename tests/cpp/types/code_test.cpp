// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/code.hpp>

#include <tether/convert/int.hpp>
#include <tether/convert/string.hpp>
#include <tether/types/module.hpp>

#include <catch2/catch.hpp>

#include "scripted.hpp"

using namespace tether;
using tether_tests::error_of;
using tether_tests::error_type_of;
using tether_tests::references;
using tether_tests::Script;

TEST_CASE("an expression is evaluated in the scope that is named") {
    attach([](Python py) {
        auto globals = *PyDict::create(py, item("a", 1), item("b", 2));
        auto locals = *PyDict::create(py, item("b", 20));
        CHECK(*py.eval("6 * 7")->extract<int>() == 42);
        CHECK(*py.eval("a + b", globals)->extract<int>() == 3);
        CHECK(*py.eval("a + b", globals, locals)->extract<int>() == 21);
        CHECK(*py.eval("a + b", in{.globals = globals})->extract<int>() == 3);
        CHECK(*py.eval("a + b", in{.globals = globals, .locals = locals})->extract<int>() == 21);
        CHECK(*py.eval("b", in{.locals = locals})->extract<int>() == 20);
        CHECK(*py.eval("b", in{.locals = *PyDict::create(py, item("b", 5))})->extract<int>() == 5);
        CHECK(*py.eval("__name__", in{})->extract<std::string>() == "__main__");
        CHECK(error_type_of(py.eval("a")) == "NameError");
        CHECK(error_type_of(py.eval("a +", globals)) == "SyntaxError");
        CHECK(error_type_of(py.eval("a = 1")) == "SyntaxError");
        CHECK(error_type_of(py.eval("")) == "SyntaxError");
        CHECK(error_type_of(py.eval("1 / 0")) == "ZeroDivisionError");
    });
}

TEST_CASE("statements are run in the scope that is named") {
    attach([](Python py) {
        auto globals = *PyDict::create(py);
        auto locals = *PyDict::create(py);
        *py.run("x = 1\nglobal y\ny = 2\n", in{.globals = globals, .locals = locals});
        CHECK(*locals.repr() == "{'x': 1}");
        CHECK(*globals.get_item("y")->value().extract<int>() == 2);
        *py.run("tether_test_name = 5");
        CHECK(*py.import("__main__")->getattr("tether_test_name")->extract<int>() == 5);
        *py.run("del tether_test_name", in{});
        CHECK(error_of(py.run("raise KeyError(1)", globals)) == "KeyError: 1");
        CHECK(error_type_of(py.run("x = (", globals, locals)) == "SyntaxError");
        CHECK(error_type_of(py.run("  x = 1", globals)) == "IndentationError");
    });
}

TEST_CASE("globals get their builtins where they have none, and keep those they have") {
    attach([](Python py) {
        auto empty = *PyDict::create(py);
        CHECK(*py.eval("len([1, 2])", empty)->extract<int>() == 2);
        CHECK(empty.len() == 1);
        CHECK(*empty.contains("__builtins__"));
        auto own = *PyDict::create(py, item("__builtins__", *PyDict::create(py)));
        CHECK(error_type_of(py.eval("len([])", own)) == "NameError");
        auto locals = *PyDict::create(py);
        CHECK(*py.eval("len('abc')", in{.locals = locals})->extract<int>() == 3);
        CHECK(locals.is_empty());
    });
}

TEST_CASE("A source text may be a std::string, which must be whole") {
    attach([](Python py) {
        const std::string text = "6 * 7";
        CHECK(*py.eval(text)->extract<int>() == 42);
        CHECK(*py.eval("(" + text + ")", *PyDict::create(py))->extract<int>() == 42);
        auto locals = *PyDict::create(py);
        py.run("it = " + text, in{.locals = locals}).value();
        CHECK(*locals.get_item("it")->value().extract<int>() == 42);
        CHECK(*PyCode::compile(py, text, "f.py", CodeInput::expression)->run()->extract<int>() == 42);
        const std::string cut("1\0", 2);
        CHECK(error_of(py.eval(cut)) == "ValueError: source code string cannot contain null bytes");
        CHECK(error_of(py.run(cut)) == "ValueError: source code string cannot contain null bytes");
    });
}

TEST_CASE("locals may be any mapping") {
    attach([](Python py) {
        auto mapping = Script(py, "class Upper(dict):\n"
                                  "    def __missing__(self, key): return key.upper()\n"
                                  "it = Upper()\n")("it");
        CHECK(*py.eval("abc", in{.locals = mapping})->extract<std::string>() == "ABC");
        auto raising = Script(py, "class Raising:\n"
                                  "    def __getitem__(self, key): raise ValueError(key)\n"
                                  "    def __setitem__(self, key, value): raise ValueError('set')\n"
                                  "it = Raising()\n")("it");
        CHECK(error_of(py.eval("abc", in{.locals = raising})) == "ValueError: abc");
        CHECK(error_of(py.run("abc = 1", in{.locals = raising})) == "ValueError: set");
        CHECK(py.eval("x", in{.locals = *py.eval("5")}).is_err());
    });
}

TEST_CASE("code is compiled once and run many times") {
    attach([](Python py) {
        auto code = *PyCode::compile(py, "n * n", "square.py", CodeInput::expression);
        for (int n : {0, -3, 12}) {
            auto value = *code.run(in{.globals = *PyDict::create(py, item("n", n))});
            CHECK(*value.extract<int>() == n * n);
        }
        auto counting = *PyCode::compile(py, "n += 1", "count.py", CodeInput::statements);
        auto names = *PyDict::create(py, item("n", 0));
        for (int i = 0; i < 5; ++i) CHECK(counting.run(in{.globals = names})->is_none());
        CHECK(*names.get_item("n")->value().extract<int>() == 5);
        CHECK(error_type_of(code.run()) == "NameError");
        CHECK(*code.getattr("co_filename")->extract<std::string>() == "square.py");
    });
}

TEST_CASE("code that does not compile says where") {
    attach([](Python py) {
        auto code = PyCode::compile(py, "x = (\n", "broken.py", CodeInput::statements);
        REQUIRE(error_type_of(code) == "SyntaxError");
        CHECK(*code.error().value(py).getattr("filename")->extract<std::string>() == "broken.py");
        CHECK(error_type_of(PyCode::compile(py, "x = 1", "f.py", CodeInput::expression)) == "SyntaxError");
        CHECK(error_type_of(PyCode::compile(py, "'\xff'", "f.py", CodeInput::expression)) == "SyntaxError");
    });
}

TEST_CASE("code taken from a function runs where it needs neither closure nor arguments") {
    attach([](Python py) {
        Script const script(py, "def outer():\n"
                                "    x = 1\n"
                                "    def inner(): return x\n"
                                "    return inner\n"
                                "inner = outer().__code__\n"
                                "def f(a): return a\n"
                                "argument = f.__code__\n"
                                "def g(): return 5\n"
                                "plain = g.__code__\n");
        auto code = [&](const char* name) { return script.get<PyCode>(name); };
        CHECK(error_of(code("inner").run()) ==
              "TypeError: code with free variables cannot be run without its function");
        CHECK(error_type_of(code("argument").run()) == "TypeError");
        CHECK(*code("plain").run()->extract<int>() == 5);
        CHECK(error_of(py.eval("5")->cast<PyCode>()) ==
              "TypeError: 'int' object is not an instance of 'code'");
    });
}

TEST_CASE("running code leaves the counts of its scopes as they were") {
    attach([](Python py) {
        auto globals = *PyDict::create(py);
        auto locals = *PyDict::create(py);
        auto code = *PyCode::compile(py, "[None for _ in range(3)]", "f.py", CodeInput::expression);
        (void)code.run(in{.globals = globals, .locals = locals});
        auto const of_globals = references(globals);
        auto const of_locals = references(locals);
        auto const of_code = references(code);
        (void)code.run(in{.globals = globals, .locals = locals});
        (void)py.eval("1 / 0", in{.globals = globals, .locals = locals}); // its traceback is gone
        CHECK(references(globals) == of_globals);
        CHECK(references(locals) == of_locals);
        CHECK(references(code) == of_code);
    });
}
