// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Exceptions at the border to Python without type information: what is thrown is told apart by throwing it
// again.
#include "check.hpp"

#include <tether/tether.hpp>

#include <stdexcept>
#include <system_error>

#ifdef __cpp_rtti
#error "this program is to be compiled without RTTI"
#endif

using namespace tether;

namespace {

template <class F> PyErr at_border(Python py, F&& f) {
    try {
        f();
    } catch (const std::exception& exception) {
        detail::translate(exception);
    } catch (...) {
        detail::translate_unknown();
    }
    return PyErr::fetch(py);
}

template <class E> std::string thrown(const E& exception) {
    return attach([&](Python py) -> std::string { return at_border(py, [&] { throw exception; }).what(); });
}

struct Own : std::runtime_error {
    using std::runtime_error::runtime_error;
};
struct Derived : Own {
    using Own::Own;
};
struct Code {
    int value;
};

} // namespace

template <> struct tether::IntoPyErr<Own> {
    static PyErr into_pyerr(Python /*py*/, const Own& error) { return PyErr::make<PyKeyError>(error.what()); }
};
template <> struct tether::IntoPyErr<Code> {
    static PyErr into_pyerr(Python py, const Code& error) {
        return PyErr::make<PyIndexError>(py, error.value);
    }
};

int main() {
    Interpreter python(tether_tests::config());
    CHECK_TEXT(thrown(std::out_of_range("text")), "IndexError: text");
    CHECK_TEXT(thrown(std::bad_alloc()), "MemoryError");
    CHECK_TEXT(thrown(std::overflow_error("text")), "OverflowError: text");
    CHECK_TEXT(thrown(std::invalid_argument("text")), "ValueError: text");
    CHECK_TEXT(thrown(std::domain_error("text")), "ValueError: text");
    CHECK_TEXT(thrown(std::length_error("text")), "ValueError: text");
    CHECK_TEXT(thrown(std::range_error("text")), "ValueError: text");
    CHECK_TEXT(thrown(std::runtime_error("text")), "RuntimeError: text");
    CHECK_TEXT(thrown(std::system_error(std::make_error_code(std::errc::permission_denied))),
               "PermissionError: [Errno 13] Permission denied");
    CHECK_TEXT(thrown(5), "PanicException: panic from C++ code");
    CHECK_TEXT(thrown("text"), "PanicException: text");
    CHECK_TEXT(thrown(Own("text")), "RuntimeError: text");
    translate_exceptions<Own>();
    translate_exceptions<Code>();
    CHECK_TEXT(thrown(Own("k")), "KeyError: 'k'");
    CHECK_TEXT(thrown(Derived("k")), "KeyError: 'k'");
    CHECK_TEXT(thrown(Code{7}), "IndexError: 7");
    attach([](Python py) {
        auto const kept = PyErr::make<PyValueError>("text");
        CHECK(at_border(py, [&] { throw Raised(kept); }).value(py).is(kept.value(py)));
        CHECK(at_border(py, [&] { throw PyErr(kept); }).value(py).is(kept.value(py)));
        auto const nested = at_border(py, [&] {
            try {
                throw Raised(kept);
            } catch (...) {
                std::throw_with_nested(Own("outer"));
            }
        });
        CHECK_TEXT(nested.what(), "KeyError: 'outer'");
        CHECK(nested.cause(py)->value(py).is(kept.value(py)));
        CHECK_TEXT(PyErr::from(py, std::out_of_range("text")).what(), "IndexError: text");
        std::exception const& base = std::out_of_range("text");
        CHECK(PyErr::from(py, base).is_instance<PyRuntimeError>(py));
        try {
            throw std::out_of_range("text");
        } catch (...) {
            CHECK_TEXT(PyErr::from(py, std::current_exception()).what(), "IndexError: text");
        }
    });
}
