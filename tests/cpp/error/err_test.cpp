// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/error/err.hpp>

#include "support.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <future>
#include <thread>

using namespace tether;
using tether_tests::ask;
using tether_tests::raised_by;

static_assert(sizeof(PyErr) == sizeof(void*));
static_assert(!std::is_polymorphic_v<PyErr>);
static_assert(std::is_nothrow_copy_constructible_v<PyErr> && std::is_nothrow_move_constructible_v<PyErr>);
static_assert(std::is_nothrow_copy_assignable_v<PyErr> && std::is_nothrow_move_assignable_v<PyErr>);
static_assert(std::is_nothrow_copy_constructible_v<Raised>);
static_assert(std::is_base_of_v<std::exception, Raised> && std::is_base_of_v<PyErr, Raised>);
static_assert(Ungil<PyErr> && Ungil<Raised>);
static_assert(!std::is_constructible_v<bool, PyErr>);

TEST_CASE("An error with a text is made without Python and becomes its exception when looked at") {
    const PyErr error = PyErr::make<PyValueError>("gr\xC3\xB6\xC3\x9F"
                                                  "er");
    attach([&](Python py) {
        CHECK(ask(py, error, "type(e), e.args") == "(<class 'ValueError'>, ('größer',))");
        CHECK(error.value(py).is(error.value(py)));
        CHECK(error.into_value(py).is(error.value(py)));
        CHECK(error.is_instance<PyValueError>(py));
        CHECK(error.is_instance<PyException>(py));
        CHECK_FALSE(error.is_instance<PyKeyError>(py));
    });
}

TEST_CASE("A text may have a NUL in it") {
    using namespace std::string_literals;
    const PyErr error = PyErr::make<PyValueError>("a\0b"s);
    attach([&](Python py) { CHECK(ask(py, error, "ascii(e.args)") == R"(('a\x00b',))"); });
}

TEST_CASE("Arguments of an error are converted and become its args") {
    attach([](Python py) {
        CHECK(ask(py, PyErr::make<PyKeyError>(py, 5), "e.args") == "(5,)");
        CHECK(ask(py, PyErr::make<PyKeyError>(py), "e.args") == "()");
        CHECK(ask(py, PyErr::make<PyOSError>(py, 2, "gone"), "type(e), e.errno, e.strerror") ==
              "(<class 'FileNotFoundError'>, 2, 'gone')");
        CHECK(ask(py, PyErr::make<PyStopIteration>(py, "value"), "e.value") == "value");
        CHECK(ask(py,
                  PyErr::make<PyUnicodeDecodeError>(py, "utf-8", *PyBytes::create(py, "\xFF"), 0, 1, "bad"),
                  "e") == "'utf-8' codec can't decode byte 0xff in position 0: bad");
    });
}

TEST_CASE("A tuple that is the only argument of an error is spread, None is not") {
    attach([](Python py) {
        CHECK(ask(py, PyErr::make<PyValueError>(py, *PyTuple::create(py, 1, 2)), "e.args") == "(1, 2)");
        CHECK(ask(py, PyErr::make<PyValueError>(py, *PyTuple::create(py)), "e.args") == "()");
        CHECK(ask(py, PyErr::make<PyValueError>(py, *PyTuple::create(py, 1), 2), "e.args") == "((1,), 2)");
        CHECK(ask(py, PyErr::make<PyValueError>(py, py.None()), "e.args") == "(None,)");
        auto const other = PyErr::make<PyValueError>("inner").into_value(py);
        CHECK(ask(py, PyErr::make<PyValueError>(py, other), "e.args") == "(ValueError('inner'),)");
    });
}

TEST_CASE("An argument of an error that does not convert gives its own error") {
    attach([](Python py) {
        auto const error = PyErr::make<PyValueError>(py, 1, std::string("\xFF"));
        CHECK(error.is_instance<PyUnicodeDecodeError>(py));
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("Arguments that the exception type refuses give what it raises") {
    attach([](Python py) {
        auto const error = PyErr::make<PyUnicodeDecodeError>(py, 1);
        CHECK(error.is_instance<PyTypeError>(py));
        CHECK_FALSE(error.is_instance<PyUnicodeDecodeError>(py));
    });
}

TEST_CASE("PyErr::from_type calls the type only when somebody looks") {
    attach([](Python py) {
        auto const scope = *PyDict::create(py);
        *py.run("calls = []\n"
                "class Counted(Exception):\n"
                "    def __init__(self, *args): calls.append(args)",
                scope);
        auto const type = **scope.get_item("Counted");
        auto const calls = [&] { return *py.eval("str(calls)", scope)->extract<std::string>(); };
        {
            auto const unseen = PyErr::from_type(type, *PyTuple::create(py, 1));
            auto const copy = unseen;
            CHECK(calls() == "[]");
        }
        auto const seen = PyErr::from_type(type, *PyTuple::create(py, 1, 2));
        seen.value(py);
        seen.value(py);
        CHECK(calls() == "[(1, 2)]");
        PyErr::from_type(type, *PyString::create(py, "one")).value(py);
        PyErr::from_type(type).value(py);
        CHECK(calls() == "[(1, 2), ('one',), ()]");
    });
}

TEST_CASE("An error of what is no exception is TypeError") {
    attach([](Python py) {
        auto const number = *PyInt::create(py, 5);
        for (auto const& error : {PyErr::from_type(py.type_of<PyInt>()), PyErr::from_type(number, number),
                                  PyErr::from_value(number), PyErr::from_value(py.type_of<PyInt>())}) {
            CHECK(error.is_instance<PyTypeError>(py));
            CHECK(std::string(error.what()) == "TypeError: exceptions must derive from BaseException");
        }
    });
}

TEST_CASE("PyErr::from_value keeps an instance and calls a type") {
    attach([](Python py) {
        auto const exception = *py.eval("KeyError('k')");
        CHECK(PyErr::from_value(exception).value(py).is(exception));
        CHECK(ask(py, PyErr::from_value(*py.eval("KeyError")), "repr(e)") == "KeyError()");
    });
}

TEST_CASE("PyErr::fetch takes what is raised, and is SystemError where nothing is") {
    attach([](Python py) {
        PyErr_SetString(PyExc_LookupError, "lost");
        CHECK(PyErr::occurred(py));
        auto const fetched = PyErr::fetch(py);
        CHECK_FALSE(PyErr::occurred(py));
        CHECK(std::string(fetched.what()) == "LookupError: lost");
        CHECK(std::string(PyErr::fetch(py).what()) ==
              "SystemError: attempted to fetch exception but none was set");
        CHECK_FALSE(PyErr::take(py).has_value());
        PyErr_SetString(PyExc_LookupError, "again");
        CHECK(std::string(PyErr::take(py)->what()) == "LookupError: again");
    });
}

TEST_CASE("The type of an error is told without making it where its type cannot change it") {
    attach([](Python py) {
        auto const missing = PyErr::make<PyOSError>(py, 2, "gone");
        CHECK(missing.is_instance<PyFileNotFoundError>(py));
        CHECK(missing.get_type(py).is(py.type_of<PyFileNotFoundError>()));
        CHECK(PyErr::make<PyOSError>("gone").get_type(py).is(py.type_of<PyOSError>()));
        CHECK(PyErr::from_value(*py.eval("KeyError()")).get_type(py).is(py.type_of<PyKeyError>()));
    });
}

TEST_CASE("PyErr::matches asks as `except` does") {
    attach([](Python py) {
        auto const error = PyErr::make<PyKeyError>("k");
        CHECK(error.matches(py.type_of<PyLookupError>()));
        CHECK(error.matches(*PyTuple::create(py, py.type_of<PyOSError>(), py.type_of<PyKeyError>())));
        CHECK_FALSE(error.matches(*PyTuple::create(py, py.type_of<PyOSError>())));
        CHECK_FALSE(error.matches(*PyTuple::create(py)));
        CHECK_FALSE(error.matches(*PyInt::create(py, 5)));
    });
}

TEST_CASE("Asking an error while another is raised leaves that one raised") {
    attach([](Python py) {
        auto const lazy = PyErr::make<PyOSError>(py, 2, "gone");
        PyErr_SetString(PyExc_KeyError, "raised");
        CHECK(lazy.is_instance<PyFileNotFoundError>(py));
        CHECK(std::string(lazy.what()) == "FileNotFoundError: [Errno 2] gone");
        REQUIRE(PyErr_ExceptionMatches(PyExc_KeyError));
        CHECK(std::string(PyErr::fetch(py).what()) == "KeyError: 'raised'");
        CHECK_FALSE(lazy.context(py).has_value());
    });
}

TEST_CASE("A restored error is the same exception each time") {
    attach([](Python py) {
        auto const error = PyErr::make<PyValueError>("text");
        error.restore(py);
        auto const first = PyErr::fetch(py);
        auto copy = error;
        std::move(copy).restore(py);
        auto const second = PyErr::fetch(py);
        CHECK(first.value(py).is(error.value(py)));
        CHECK(second.value(py).is(error.value(py)));

        PyErr::make<PyValueError>("only").restore(py);
        CHECK(std::string(PyErr::fetch(py).what()) == "ValueError: only");
    });
}

TEST_CASE("What is raised already becomes the context of what is restored") {
    attach([](Python py) {
        PyErr_SetString(PyExc_KeyError, "first");
        PyErr::make<PyValueError>("second").restore(py);
        auto const error = PyErr::fetch(py);
        CHECK(std::string(error.what()) == "ValueError: second");
        CHECK(std::string(error.context(py)->what()) == "KeyError: 'first'");

        error.restore(py); // itself
        error.restore(py);
        CHECK(PyErr::fetch(py).value(py).is(error.value(py)));

        auto const inner = *error.context(py); // a circle: the inner one on top of the outer one
        error.restore(py);
        inner.restore(py);
        auto const turned = PyErr::fetch(py);
        CHECK(turned.value(py).is(inner.value(py)));
        CHECK(turned.context(py)->value(py).is(error.value(py)));
        CHECK_FALSE(turned.context(py)->context(py).has_value());
    });
}

TEST_CASE("Errors are copied, assigned and dropped detached and on other threads") {
    PyErr error = attach([](Python py) { return raised_by(py, "raise KeyError('k')"); });
    PyErr other = PyErr::make<PyValueError>("text");
    std::thread([copy = error]() mutable {
        PyErr another = copy;
        copy = std::move(another);
    }).join();
    other = error;
    other = *&other;
    error = PyErr::make<PyValueError>("text");
    attach([&](Python py) { CHECK(other.is_instance<PyKeyError>(py)); });
}

TEST_CASE("Many threads look at one lazy error and see one exception") {
    const PyErr error = PyErr::make<PyValueError>("text");
    std::vector<std::thread> threads;
    std::atomic<PyObject*> seen{nullptr};
    std::atomic<bool> same{true};
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            attach([&](Python py) {
                PyObject* const value = error.value(py).as_ptr();
                PyObject* expected = nullptr;
                if (!seen.compare_exchange_strong(expected, value) && expected != value) same = false;
            });
        });
    for (auto& thread : threads) thread.join();
    CHECK(same);
}

TEST_CASE("A thrown error is caught as what it is, as an error and as std::exception") {
    auto const thrown = PyErr::make<PyValueError>("text");
    CHECK_THROWS_AS(throw Raised(thrown), Raised);
    CHECK_THROWS_AS(throw Raised(thrown), PyErr);
    CHECK_THROWS_WITH(throw Raised(thrown), "ValueError: text");
}

TEST_CASE("A thrown error crosses threads in a future and keeps its exception") {
    std::promise<int> promise;
    std::future<int> future = promise.get_future();
    std::thread([&promise] {
        try {
            attach([](Python py) { *py.run("raise KeyError('k')"); });
        } catch (...) {
            promise.set_exception(std::current_exception());
        }
    }).join();
    try {
        future.get();
        FAIL("nothing was thrown");
    } catch (const PyErr& error) {
        CHECK(std::string(error.what()) == "KeyError: 'k'");
        attach([&](Python py) { CHECK(ask(py, error, "e.args[0]") == "k"); });
    }
}

TEST_CASE("PyErr::new_type makes an exception type") {
    attach([](Python py) {
        auto const plain = *PyErr::new_type(py, "shop.SoldOut");
        CHECK(ask(py, PyErr::from_type(plain), "type(e).__module__, type(e).__name__, type(e).__base__") ==
              "('shop', 'SoldOut', <class 'Exception'>)");
        auto const full =
            *PyErr::new_type("shop.Late", "Too late.", *PyTuple::create(py, plain, py.type_of<PyKeyError>()),
                             *PyDict::create(py, item("code", 7)));
        CHECK(ask(py, PyErr::from_type(full), "type(e).__doc__, type(e).code, isinstance(e, KeyError)") ==
              "('Too late.', 7, True)");
        CHECK(PyErr::new_type(py, "nodot").error().is_instance<PySystemError>(py));
        CHECK(
            PyErr::new_type("shop.Bad", nullptr, py.type_of<PyBool>()).error().is_instance<PyTypeError>(py));
    });
}

TEST_CASE("What Python raised without making the exception is the same as one that it made") {
    attach([](Python py) {
        PyErr_SetString(PyExc_KeyError, "lost");
        const PyErr error = PyErr::fetch(py);
        CHECK_FALSE(PyErr::occurred(py));
        CHECK(error.is_instance<PyKeyError>(py));
        CHECK(error.is_instance<PyLookupError>(py));
        CHECK_FALSE(error.is_instance<PyOSError>(py));
        const PyErr copy = error;
        CHECK(ask(py, copy, "type(e), e.args, e.__traceback__") == "(<class 'KeyError'>, ('lost',), None)");
        CHECK(error.value(py).is(copy.value(py)));
        error.restore(py);
        CHECK(PyErr::fetch(py).value(py).is(error.value(py)));

        auto const pair = *PyTuple::create(py, 1, "two");
        PyErr_SetObject(PyExc_ValueError, pair.as_ptr());
        CHECK(ask(py, PyErr::fetch(py), "e.args") == "(1, 'two')");
        PyErr_SetNone(PyExc_StopIteration);
        CHECK(ask(py, PyErr::fetch(py), "type(e), e.value") == "(<class 'StopIteration'>, None)");

        auto const gone = *PyTuple::create(py, 2, "gone");
        PyErr_SetObject(PyExc_OSError, gone.as_ptr());
        CHECK(PyErr::fetch(py).is_instance<PyFileNotFoundError>(py));
    });
}

TEST_CASE("What Python raised without making the exception is raised again as it was") {
    attach([](Python py) {
        auto const value = *py.eval("['a value']");
        Py_ssize_t const before = Py_REFCNT(value.as_ptr());
        PyErr_SetObject(PyExc_ValueError, value.as_ptr());
        PyErr::fetch(py).restore(py);
        CHECK(PyErr_ExceptionMatches(PyExc_ValueError) != 0);
        PyErr second = PyErr::fetch(py);
        PyErr_SetString(PyExc_KeyError, "earlier");
        std::move(second).restore(py);
        const PyErr third = PyErr::fetch(py);
        CHECK(ask(py, third, "type(e), e.args, e.__context__") ==
              "(<class 'ValueError'>, (['a value'],), KeyError('earlier'))");
        PyErr_SetObject(PyExc_ValueError, value.as_ptr());
        CHECK(PyErr::fetch(py).is_instance<PyValueError>(py));
        third.set_context(py, std::nullopt);
        CHECK(Py_REFCNT(value.as_ptr()) == before + 1);
    });
    std::optional<PyErr> kept = attach([](Python py) {
        PyErr_SetString(PyExc_KeyError, "kept");
        return PyErr::take(py);
    });
    CHECK(std::string_view(kept->what()).starts_with("KeyError"));
    kept.reset(); // detached
    attach([](Python py) { CHECK_FALSE(PyErr::occurred(py)); });
}

TEST_CASE("The path of a failed conversion is a note on what Python raised without making the exception") {
    attach([](Python py) {
        PyErr_SetString(PyExc_LookupError, "inner");
        const PyErr error = PyErr::from_state(
            detail::at_place(detail::at_place(detail::fetch_error(), "item 3"), "argument 'a'"));
        error.restore(py);
        const PyErr again = PyErr::fetch(py);
        CHECK(ask(py, again, "str(e)") == "inner");
        if (ask(py, "hasattr(Exception, 'add_note')") == "True")
            CHECK(ask(py, again, "e.__notes__") == "[\"while converting argument 'a', item 3\"]");
    });
}
