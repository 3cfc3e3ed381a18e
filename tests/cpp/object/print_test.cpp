// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/object/print.hpp>

#include <catch2/catch.hpp>

#include <iomanip>
#include <sstream>

using namespace tether;

namespace {

template <class T> std::string printed(const T& value) {
    std::ostringstream stream;
    stream << value;
    return std::move(stream).str();
}

/// While it lives, what sys.unraisablehook is told.
class Unraisable {
  public:
    explicit Unraisable(Python py)
        : sys_(*py.import("sys")), before_(*sys_.getattr("unraisablehook")), texts_(*PyList::create(py)) {
        auto const globals = *PyDict::create(py, item("texts", texts_));
        *py.run("name = type.__dict__['__name__'].__get__\n" // whatever the metaclass says
                "hook = lambda u: texts.append((name(type(u.exc_value)), name(type(u.object))))\n",
                globals);
        auto const hook = *py.eval("hook", globals);
        *sys_.setattr("unraisablehook", hook);
    }

    ~Unraisable() { *sys_.setattr("unraisablehook", before_); }

    std::string texts() const { return *texts_.repr()->extract<std::string>(); }

  private:
    Bound<PyModule> sys_;
    Bound<PyAny> before_;
    Bound<PyList> texts_;
};

constexpr const char* broken = "class Broken:\n"
                               "    def __str__(self): raise KeyError('s')\n"
                               "    def __repr__(self): return 1\n"
                               "class Nameless(type):\n"
                               "    __name__ = property(lambda self: 1 // 0)\n"
                               "class Hidden(Broken, metaclass=Nameless): pass\n";

} // namespace

TEST_CASE("a stream is given str(), whatever pointer the object is seen by") {
    attach([](Python py) {
        auto const text = *PyString::create(py, "caf\u00e9");
        CHECK(printed(text) == "caf\u00e9");
        CHECK(printed(*text.repr()) == "'caf\u00e9'");
        CHECK(printed(text.as_any()) == "caf\u00e9");
        CHECK(printed(text.as_borrowed()) == "caf\u00e9");
        CHECK(printed(text.unbind().bind(py)) == "caf\u00e9");
        CHECK(printed(*PyList::create(py, 1, "x")) == "[1, 'x']");
        CHECK(printed(*PyFloat::create(py, 1.5)) == "1.5");
        CHECK(printed(py.None()) == "None");
        CHECK(printed(PyBool::create(py, true)) == "True");
        CHECK(printed(py.type_of<PyInt>()) == "<class 'int'>");
        std::ostringstream stream;
        stream << std::setw(4) << std::setfill('.') << *PyInt::create(py, 7) << "|";
        CHECK(stream.str() == "...7|");
    });
}

TEST_CASE("a text that is no UTF-8 is printed all the same") {
    attach([](Python py) {
        CHECK(printed(*py.eval("'a\\ud800b'")) == "a\uFFFDb");
        CHECK(printed(*py.eval("'a\\0b'")) == std::string("a\0b", 3));
    });
}

TEST_CASE("an object that cannot be printed is told of, and leaves no error") {
    attach([](Python py) {
        Unraisable const unraisable(py);
        auto const globals = *PyDict::create(py);
        *py.run(broken, globals);
        CHECK(printed(*py.eval("Broken()", globals)) == "<unprintable Broken object>");
        CHECK(unraisable.texts() == "[('KeyError', 'Broken')]");
        CHECK(printed(*py.eval("[Broken()]", globals)) == "<unprintable list object>");
        CHECK(unraisable.texts() == "[('KeyError', 'Broken'), ('TypeError', 'list')]");
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("a type without a name is printed without") {
    attach([](Python py) {
        Unraisable const unraisable(py);
        auto const globals = *PyDict::create(py);
        *py.run(broken, globals);
        CHECK(printed(*py.eval("Hidden()", globals)) == "<unprintable object>");
        CHECK(unraisable.texts() == "[('KeyError', 'Hidden')]");
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("what is raised already stays raised") {
    attach([](Python py) {
        Unraisable const unraisable(py);
        auto const globals = *PyDict::create(py);
        *py.run(broken, globals);
        auto const object = *py.eval("Broken()", globals);
        auto const list = *PyList::create(py, 1);
        PyErr::make<PyValueError>("before").restore(py);
        CHECK(printed(list) == "[1]");
        CHECK(printed(object) == "<unprintable Broken object>");
        CHECK(std::string(PyErr::fetch(py).what()) == "ValueError: before");
        CHECK(unraisable.texts() == "[('KeyError', 'Broken')]");
    });
}

TEST_CASE("an error is printed as its text, detached too") {
    auto const error = PyErr::make<PyValueError>("text");
    CHECK(printed(error) == "ValueError: text");
    CHECK(printed(Raised(error)) == "ValueError: text");
    attach([](Python py) { CHECK(printed(py.eval("{}['k']").error()) == "KeyError: 'k'"); });
}

#ifdef __cpp_lib_format
TEST_CASE("objects and errors are formatted") {
    attach([](Python py) {
        Unraisable const unraisable(py);
        auto const text = *PyString::create(py, "it");
        CHECK(std::format("{} {:?} {:>4}|{:?<4}", text, text, text, text) == "it 'it'   it|it??");
        CHECK(std::format("{}", text.as_any()) == "it");
        CHECK(std::format("{:*^{}}", text.as_borrowed(), 6) == "**it**");
        CHECK(std::format("{} {:?}", *PyList::create(py, "x"), *PyDict::create(py)) == "['x'] {}");
        CHECK(std::format("{:>12}", PyErr::make<PyKeyError>("k")) == "KeyError: 'k'");
        CHECK(std::format("{}", Raised(PyErr::make<PyOSError>("no"))) == "OSError: no");
        auto const globals = *PyDict::create(py);
        *py.run(broken, globals);
        auto const object = *py.eval("Broken()", globals);
        CHECK(std::format("{} {:?}", object, object) ==
              "<unprintable Broken object> <unprintable Broken object>");
        CHECK(unraisable.texts() == "[('KeyError', 'Broken'), ('TypeError', 'Broken')]");
        CHECK_THROWS_AS(std::vformat("{:d}", std::make_format_args(text)), std::format_error);
        CHECK_FALSE(PyErr::occurred(py));
    });
}
#endif
