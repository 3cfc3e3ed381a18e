// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/error/report.hpp>

#include "support.hpp"

#include <catch2/catch.hpp>

using namespace tether;
using tether_tests::ask;
using tether_tests::raised_by;

namespace {

/// What `f` writes to sys.stderr.
template <class F> std::string printed(Python py, F&& f) {
    auto const sys = *py.import("sys");
    auto const before = *sys.getattr("stderr");
    auto const file = *py.import("io")->call_method<"StringIO">();
    *sys.setattr("stderr", file);
    f();
    *sys.setattr("stderr", before);
    return *file.call_method<"getvalue">()->extract<std::string>();
}

} // namespace

TEST_CASE("print() writes the traceback, the causes and the exception") {
    attach([](Python py) {
        auto const error = raised_by(py, "def f(): raise ValueError('outer') from KeyError('inner')\nf()");
        auto const text = printed(py, [&] { error.print(py); });
        CHECK_THAT(text, Catch::StartsWith("KeyError: 'inner'\n\nThe above exception was the direct cause"));
        CHECK_THAT(text, Catch::Contains("line 1, in f\n"));
        CHECK_THAT(text, Catch::EndsWith("ValueError: outer\n"));
        CHECK_FALSE(PyErr::occurred(py));
        CHECK(printed(py, [&] { PyErr::make<PyValueError>("text").print(py); }) == "ValueError: text\n");
        CHECK(printed(py, [&] { error.print(py); }) == text); // again
    });
}

TEST_CASE("print() of SystemExit ends nothing") {
    attach([](Python py) {
        auto const text = printed(py, [&] { raised_by(py, "raise SystemExit(3)").print(py); });
        CHECK_THAT(text, Catch::EndsWith("SystemExit: 3\n"));
    });
}

TEST_CASE("print() asks sys.excepthook and leaves what is raised") {
    attach([](Python py) {
        auto const scope = *PyDict::create(py);
        *py.run("import sys\nseen = []\nsys.excepthook = lambda *args: seen.append(repr(args[1]))", scope);
        PyErr_SetString(PyExc_LookupError, "raised");
        PyErr::make<PyValueError>("text").print(py);
        CHECK(PyErr::fetch(py).is_instance<PyLookupError>(py));
        *py.run("sys.excepthook = sys.__excepthook__", scope);
        CHECK(*py.eval("str(seen)", scope)->extract<std::string>() == "[\"ValueError('text')\"]");
    });
}

TEST_CASE("Only print_and_set_sys_last_vars() keeps the exception for a debugger") {
    attach([](Python py) {
        auto const forget = "import sys\n"
                            "for name in ('last_type', 'last_value', 'last_traceback', 'last_exc'):\n"
                            "    sys.__dict__.pop(name, None)";
        auto const error = raised_by(py, "raise ValueError('text')");
        *py.run(forget);
        printed(py, [&] { error.print(py); });
        CHECK_FALSE(*py.import("sys")->hasattr("last_value"));
        printed(py, [&] { error.print_and_set_sys_last_vars(py); });
        CHECK(py.import("sys")->getattr("last_value")->is(error.value(py)));
        *py.run(forget);
    });
}

TEST_CASE("write_unraisable() tells sys.unraisablehook the exception and the object") {
    attach([](Python py) {
        auto const scope = *PyDict::create(py);
        *py.run("import sys\nseen = []\n"
                "sys.unraisablehook = lambda u: seen.append((repr(u.exc_value), u.object))",
                scope);
        auto const error = raised_by(py, "raise ValueError('text')");
        error.write_unraisable(*PyInt::create(py, 5));
        PyErr_SetString(PyExc_LookupError, "raised");
        error.write_unraisable(py);
        CHECK(PyErr::fetch(py).is_instance<PyLookupError>(py));
        *py.run("sys.unraisablehook = sys.__unraisablehook__", scope);
        CHECK(*py.eval("str(seen)", scope)->extract<std::string>() ==
              "[(\"ValueError('text')\", 5), (\"ValueError('text')\", None)]");
    });
}

TEST_CASE("format() gives the whole report") {
    attach([](Python py) {
        auto const error = raised_by(py, "def f(): raise ValueError('\\udc80') from KeyError('inner')\nf()");
        auto const text = *error.format(py);
        CHECK_THAT(text, Catch::StartsWith("KeyError: 'inner'\n"));
        CHECK_THAT(text, Catch::Contains("Traceback (most recent call last):\n"));
        CHECK_THAT(text, Catch::EndsWith("ValueError: \\udc80\n"));
        CHECK(*PyErr::make<PyValueError>("text").format(py) == "ValueError: text\n");
#ifdef TETHER_HAS_EXCEPTION_GROUP
        auto const noted = PyErr::make<PyValueError>("text");
        *noted.add_note(py, "a note");
        CHECK(*noted.format(py) == "ValueError: text\na note\n");
#endif
    });
}
