// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/error/translate.hpp>

#include "support.hpp"

#include <catch2/catch.hpp>

#include <any>
#include <future>
#include <ios>
#include <thread>
#include <variant>

using namespace tether;
using tether_tests::ask;

namespace {

/// What `f` throws, after the border.
template <class F> PyErr at_border(Python py, F&& f) {
    PyObject* result = Py_None;
    try {
        f();
    } catch (const std::exception& exception) {
        result = detail::translate(exception);
    } catch (...) {
        result = detail::translate_unknown();
    }
    REQUIRE(result == nullptr);
    return PyErr::fetch(py);
}

template <class F> std::string text_at_border(F&& f) {
    return attach([&](Python py) -> std::string { return at_border(py, f).what(); });
}

template <class E> std::string thrown(const E& exception) {
    return text_at_border([&] { throw exception; });
}

/// A category of error codes; those below ten mean the same as an errno.
struct OwnCategory final : std::error_category {
    const char* name() const noexcept override { return "own"; }
    std::string message(int code) const override { return "own error " + std::to_string(code); }
    std::error_condition default_error_condition(int code) const noexcept override {
        if (code >= 10) return {code, *this};
        return std::make_error_condition(std::errc::permission_denied);
    }
} const own_category;

struct Silent final : std::exception {
    const char* what() const noexcept override { return nullptr; }
};

} // namespace

TEST_CASE("The standard exceptions become what they mean in Python") {
    CHECK(thrown(std::out_of_range("text")) == "IndexError: text");
    CHECK(thrown(std::bad_alloc()) == "MemoryError");
    CHECK(thrown(std::bad_array_new_length()) == "MemoryError");
    CHECK(thrown(std::overflow_error("text")) == "OverflowError: text");
    CHECK(thrown(std::invalid_argument("text")) == "ValueError: text");
    CHECK(thrown(std::domain_error("text")) == "ValueError: text");
    CHECK(thrown(std::length_error("text")) == "ValueError: text");
    CHECK(thrown(std::range_error("text")) == "ValueError: text");
    CHECK(thrown(std::underflow_error("text")) == "RuntimeError: text");
    CHECK(thrown(std::runtime_error("text")) == "RuntimeError: text");
    CHECK(thrown(std::logic_error("text")) == "RuntimeError: text");
    CHECK(thrown(std::future_error(std::future_errc::no_state)) ==
          std::string("RuntimeError: ") + std::future_error(std::future_errc::no_state).what());
}

TEST_CASE("The standard library's own throws become ordinary exceptions") {
    CHECK_THAT(text_at_border([] { (void)std::vector<int>().at(3); }),
               Catch::StartsWith("IndexError: vector"));
    CHECK_THAT(text_at_border([] { (void)std::string().substr(3); }), Catch::StartsWith("IndexError: "));
    CHECK(text_at_border([] { (void)std::stoi("x"); }) == "ValueError: stoi");
    CHECK(text_at_border([] { (void)std::stoi("99999999999"); }) == "IndexError: stoi");
    CHECK(text_at_border([] { (void)std::optional<int>().value(); }) == "RuntimeError: bad optional access");
    CHECK_THAT(text_at_border([] { (void)std::get<int>(std::variant<int, char>('c')); }),
               Catch::StartsWith("RuntimeError: "));
    CHECK(text_at_border([] { (void)std::any_cast<int>(std::any('c')); }) == "RuntimeError: bad any_cast");
    CHECK_THAT(text_at_border([] {
                   std::vector<int> v;
                   v.reserve(v.max_size() + 1);
               }),
               Catch::StartsWith("ValueError: vector"));
}

TEST_CASE("What derives from a standard exception becomes the same") {
    struct Mine : std::out_of_range {
        using std::out_of_range::out_of_range;
    };
    struct Both : virtual std::exception {
        const char* what() const noexcept override { return "virtual"; }
    };
    CHECK(thrown(Mine("text")) == "IndexError: text");
    CHECK(thrown(Both()) == "RuntimeError: virtual");
    CHECK(thrown(Silent()) == "RuntimeError");
}

TEST_CASE("The text of an exception need not be UTF-8") {
    CHECK(thrown(std::runtime_error("bad \xFF text")) == "RuntimeError: bad \xEF\xBF\xBD text");
}

TEST_CASE("A system_error becomes the OSError of its errno") {
    attach([](Python py) {
        auto const error = at_border(py, [] {
            throw std::system_error(std::make_error_code(std::errc::no_such_file_or_directory),
                                    "opening a.conf");
        });
        CHECK(error.is_instance<PyFileNotFoundError>(py));
        CHECK(ask(py, error, "e.errno, e.strerror, e.filename") ==
              "(2, 'opening a.conf: No such file or directory', None)");
        auto const type = [&](std::error_code code) {
            return ask(py, at_border(py, [&] { throw std::system_error(code); }),
                       "type(e).__name__, e.errno, e.strerror");
        };
        CHECK(type({EACCES, std::system_category()}) == "('PermissionError', 13, 'Permission denied')");
        CHECK(type({EPIPE, std::generic_category()}) == "('BrokenPipeError', 32, 'Broken pipe')");
        CHECK(type(std::make_error_code(std::errc::file_exists)) == "('FileExistsError', 17, 'File exists')");
        CHECK(type(std::make_error_code(std::errc::operation_would_block)) ==
              "('BlockingIOError', 11, 'Resource temporarily unavailable')");
        CHECK(type({EINTR, std::generic_category()}) == "('InterruptedError', 4, 'Interrupted system call')");
        CHECK(type({ENOSPC, std::generic_category()}) == "('OSError', 28, 'No space left on device')");
        CHECK(type({123456, std::system_category()}) == "('OSError', 123456, 'Unknown error 123456')");
        CHECK(type({3, own_category}) == "('PermissionError', 13, 'own error 3')");
        CHECK(type({30, own_category}) == "('OSError', None, None)");
        CHECK(thrown(std::system_error(std::error_code(30, own_category))) == "OSError: own error 30");
        CHECK(thrown(std::ios_base::failure("text")) == "OSError: text: iostream error");
    });
}

TEST_CASE("A join of a thread that cannot be joined is an OSError") {
    CHECK(text_at_border([] { std::thread().join(); }) == "OSError: [Errno 22] Invalid argument");
}

TEST_CASE("An exception of Python passes the border as itself") {
    attach([](Python py) {
        auto const error =
            tether_tests::raised_by(py, "def f(): raise ValueError('outer') from KeyError('inner')\nf()");
        *error.add_note(py, "a note");
        auto const depth = "len(__import__('traceback').extract_tb(e.__traceback__))";
        auto const before = ask(py, error, depth);
        for (int i = 0; i < 3; ++i) {
            auto const raised = at_border(py, [&] { throw Raised(error); });
            CHECK(raised.value(py).is(error.value(py)));
            auto const bare = at_border(py, [&] { throw PyErr(error); });
            CHECK(bare.value(py).is(error.value(py)));
        }
        CHECK(ask(py, error, depth) == before);
        CHECK(ask(py, error, "repr(e.__cause__), e.__context__, e.__notes__") ==
              "(\"KeyError('inner')\", None, ['a note'])");
    });
}

TEST_CASE("An exception that is kept by an exception_ptr is the same at each border") {
    attach([](Python py) {
        std::exception_ptr kept;
        try {
            throw Raised(PyErr::make<PyValueError>("text"));
        } catch (...) {
            kept = std::current_exception();
        }
        auto const first = at_border(py, [&] { std::rethrow_exception(kept); });
        auto const second = at_border(py, [&] { std::rethrow_exception(kept); });
        CHECK(first.value(py).is(second.value(py)));
    });
}

TEST_CASE("Nested exceptions become the cause, as deep as they are") {
    attach([](Python py) {
        auto const error = at_border(py, [] {
            try {
                try {
                    throw std::out_of_range("innermost");
                } catch (...) {
                    std::throw_with_nested(std::invalid_argument("inner"));
                }
            } catch (...) {
                std::throw_with_nested(std::runtime_error("outer"));
            }
        });
        CHECK(std::string(error.what()) == "RuntimeError: outer");
        CHECK(std::string(error.cause(py)->what()) == "ValueError: inner");
        CHECK(std::string(error.cause(py)->cause(py)->what()) == "IndexError: innermost");
        CHECK_FALSE(error.cause(py)->cause(py)->cause(py).has_value());
    });
}

TEST_CASE("An exception of Python that was nested is the cause itself") {
    attach([](Python py) {
        auto const inner = PyErr::make<PyKeyError>("k");
        auto const error = at_border(py, [&] {
            try {
                throw Raised(inner);
            } catch (const std::exception&) {
                std::throw_with_nested(std::runtime_error("outer"));
            }
        });
        CHECK(error.cause(py)->value(py).is(inner.value(py)));
        auto const panic = at_border(py, [] {
            try {
                throw 5;
            } catch (...) {
                std::throw_with_nested(std::runtime_error("outer"));
            }
        });
        CHECK(panic.cause(py)->is_instance<PanicException>(py));
        struct Empty : std::runtime_error, std::nested_exception {
            using std::runtime_error::runtime_error;
        };
        CHECK_FALSE(at_border(py, [] { throw Empty("text"); }).cause(py).has_value());
    });
}

#ifdef __cpp_rtti // else it has no name: programs/no_rtti.cpp

TEST_CASE("What is no std::exception becomes PanicException") {
    struct Odd {};
    attach([](Python py) {
        auto const error = at_border(py, [] { throw Odd(); });
        CHECK(error.is_instance<PanicException>(py));
        CHECK_FALSE(error.is_instance<PyException>(py));
        CHECK(ask(py, error, "type(e).__name__, type(e).__base__") ==
              "('PanicException', <class 'BaseException'>)");
        CHECK_THAT(error.what(),
                   Catch::StartsWith("PanicException: panic from C++ code: ") && Catch::EndsWith("::Odd"));
        CHECK(std::string(at_border(py, [] { throw 5; }).what()) ==
              "PanicException: panic from C++ code: int");
        CHECK(std::string(at_border(py, [] { throw "text"; }).what()) == "PanicException: text");
        CHECK(std::string(at_border(py, [] { throw std::string("text"); }).what()) == "PanicException: text");
    });
}

#endif

TEST_CASE("What Python had raised becomes the context of what C++ throws") {
    attach([](Python py) {
        auto const error = at_border(py, [] {
            PyErr_SetString(PyExc_KeyError, "first");
            throw std::runtime_error("second");
        });
        CHECK(std::string(error.what()) == "RuntimeError: second");
        CHECK(std::string(error.context(py)->what()) == "KeyError: 'first'");

        auto const kept = PyErr::make<PyValueError>("kept");
        auto const raised = at_border(py, [&] {
            PyErr_SetString(PyExc_KeyError, "first");
            throw Raised(kept);
        });
        CHECK(raised.value(py).is(kept.value(py)));
        CHECK(raised.context(py)->is_instance<PyKeyError>(py));

        auto const panic = at_border(py, [] {
            PyErr_SetString(PyExc_KeyError, "first");
            throw 5;
        });
        CHECK(panic.context(py)->is_instance<PyKeyError>(py));
    });
}

TEST_CASE("An exception that is thrown while another one is handled has both") {
    attach([](Python py) {
        auto const error = at_border(py, [] {
            struct Guard { // a destructor that fails and handles it
                ~Guard() {
                    try {
                        throw Raised(PyErr::make<PyKeyError>("inner"));
                    } catch (const PyErr& inner) {
                        attach([&](Python token) { CHECK(inner.is_instance<PyKeyError>(token)); });
                    }
                }
            } const guard;
            throw std::runtime_error("outer");
        });
        CHECK(std::string(error.what()) == "RuntimeError: outer");
        CHECK_FALSE(PyErr::occurred(py));
    });
}

namespace own {

struct Base : std::runtime_error {
    using std::runtime_error::runtime_error;
};
struct Derived : Base {
    using Base::Base;
};
struct Code {
    int value;
};
struct DerivedCode : Code {};
struct Faulty {};
struct FaultyInCpp : std::exception {};
struct Unregistered : std::runtime_error {
    using std::runtime_error::runtime_error;
};

TETHER_CREATE_EXCEPTION(own, CodeError, tether::PyException);

} // namespace own

template <> struct tether::IntoPyErr<own::Base> {
    static PyErr into_pyerr(Python /*py*/, const own::Base& error) {
        return PyErr::make<PyKeyError>(error.what());
    }
};
template <> struct tether::IntoPyErr<own::Derived> {
    static PyErr into_pyerr(Python py, const own::Derived& error) {
        auto result = PyErr::from(py, static_cast<const std::runtime_error&>(error)); // not itself again
        *result.add_note(py, "derived");
        return result;
    }
};
template <> struct tether::IntoPyErr<own::Code> {
    static PyErr into_pyerr(Python py, const own::Code& error) {
        return PyErr::make<own::CodeError>(py, error.value, "text");
    }
};
template <> struct tether::IntoPyErr<own::Faulty> {
    static PyErr into_pyerr(Python py, const own::Faulty&) {
        *py.import("no_such_module");
        return PyErr::make<PyKeyError>("never");
    }
};
template <> struct tether::IntoPyErr<own::FaultyInCpp> {
    static PyErr into_pyerr(Python, const own::FaultyInCpp&) { throw own::FaultyInCpp(); }
};
template <> struct tether::IntoPyErr<own::Unregistered> {
    static PyErr into_pyerr(Python, const own::Unregistered&) {
        return PyErr::make<PyKeyError>("unregistered");
    }
};

#ifdef __cpp_rtti // else Tether cannot tell one exception from another of the same base
                  // (programs/no_rtti.cpp)

TEST_CASE("Exceptions of one's own become what their trait says, once they are registered") {
    attach([](Python py) {
        translate_exceptions<own::Base>();
        translate_exceptions<own::Derived>();
        translate_exceptions<own::Code>();
        translate_exceptions<own::Base>(); // nothing new: Derived still comes first

        CHECK(std::string(at_border(py, [] { throw own::Base("k"); }).what()) == "KeyError: 'k'");
        auto const derived = at_border(py, [] { throw own::Derived("text"); });
        CHECK(std::string(derived.what()) == "RuntimeError: text");
        CHECK(ask(py, derived, "e.__notes__") == "['derived']");
        auto const code = at_border(py, [] { throw own::Code{7}; });
        CHECK(code.is_instance<own::CodeError>(py));
        CHECK(ask(py, code, "e.args") == "(7, 'text')");
        CHECK(at_border(py, [] { throw own::DerivedCode(); }).is_instance<own::CodeError>(py));
        CHECK(thrown(std::out_of_range("text")) == "IndexError: text");
        CHECK(thrown(own::Unregistered("text")) == "RuntimeError: text");
    });
}

TEST_CASE("A registered exception has its nested one as the cause") {
    translate_exceptions<own::Base>();
    attach([](Python py) {
        auto const error = at_border(py, [] {
            try {
                throw own::Base("inner");
            } catch (...) {
                std::throw_with_nested(own::Base("outer"));
            }
        });
        CHECK(std::string(error.what()) == "KeyError: 'outer'");
        CHECK(std::string(error.cause(py)->what()) == "KeyError: 'inner'");
    });
}

TEST_CASE("A trait that throws gives what it threw") {
    translate_exceptions<own::Faulty>();
    translate_exceptions<own::FaultyInCpp>();
    CHECK(thrown(own::Faulty()) == "ModuleNotFoundError: No module named 'no_such_module'");
    CHECK(thrown(own::FaultyInCpp()) == "SystemError: an exception was thrown by IntoPyErr of another one");
}

#endif

TEST_CASE("Types are registered from many threads at once") {
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([] {
            translate_exceptions<own::Derived>();
            translate_exceptions<own::Code>();
            translate_exceptions<own::Base>();
        });
    for (auto& thread : threads) thread.join();
    int listed = 0;
    for (auto* at = detail::first_translator.load(); at != nullptr; at = at->next.load()) ++listed;
    CHECK(listed <= 5);
}

TEST_CASE("PyErr::from makes an error of a C++ error that was not thrown") {
    attach([](Python py) {
        CHECK(std::string(PyErr::from(py, std::out_of_range("text")).what()) == "IndexError: text");
        CHECK(std::string(PyErr::from(py, own::Unregistered("text")).what()) == "KeyError: 'unregistered'");
        CHECK(PyErr::from(py, std::errc::permission_denied).is_instance<PyPermissionError>(py));
        CHECK(ask(py, PyErr::from(py, std::make_error_code(std::errc::no_such_file_or_directory)),
                  "e.errno, e.strerror") == "(2, 'No such file or directory')");
        auto const error = PyErr::make<PyKeyError>("k");
        CHECK(PyErr::from(py, error).value(py).is(error.value(py)));
        CHECK(PyErr::from(py, Raised(error)).value(py).is(error.value(py)));
        try {
            throw 5;
        } catch (...) {
            CHECK(PyErr::from(py, std::current_exception()).is_instance<PanicException>(py));
        }
        CHECK(PyErr::from(py, std::exception_ptr()).is_instance<PySystemError>(py));
    });
}
