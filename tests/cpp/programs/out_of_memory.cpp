// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Errors that find no memory, neither C++'s nor Python's: each is a MemoryError in the end.
#include "check.hpp"

#include <tether/tether.hpp>

#include <new>

namespace {

bool is_exhausted = false; // of what `new (std::nothrow)` may give

} // namespace

void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
    if (is_exhausted) return nullptr;
    try {
        return ::operator new(size);
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
}

using namespace tether;

namespace {

struct Exhausted {
    Exhausted() { is_exhausted = true; }
    ~Exhausted() { is_exhausted = false; }
};

template <class F> PyErr without_memory(F&& f) {
    Exhausted const here;
    return f();
}

/// Every kind of error becomes the one that needs no memory.
void without_blocks(Python py) {
    auto const list = *PyList::create(py);
    auto const key_error = *py.eval("KeyError('k')");
    PyErr const errors[] = {
        without_memory([] { return PyErr::make<PyValueError>("text"); }),
        without_memory([&] { return list.cast<PyDict>().error(); }),
        without_memory([&] { return py.None().cast<PyDict>().error(); }),
        without_memory([&] { return PyErr::from_value(key_error); }),
        without_memory([&] { return PyErr::make<PyValueError>(py, 1, 2); }),
        without_memory([&] {
            PyErr_SetString(PyExc_KeyError, "k");
            return PyErr::fetch(py);
        }),
        without_memory([&] {
            try {
                throw std::runtime_error("text");
            } catch (const std::exception& exception) {
                detail::translate(exception);
            }
            return PyErr::fetch(py);
        }),
    };
    for (PyErr const& error : errors) {
        CHECK_TEXT(error.what(), "MemoryError");
        CHECK(error.is_instance<PyMemoryError>(py));
        PyErr copy = error;
        std::move(copy).restore(py);
        CHECK(PyErr::fetch(py).is_instance<PyMemoryError>(py));
        error.restore(py);
        CHECK(PyErr::fetch(py).is_instance<PyMemoryError>(py));
        CHECK(error.value(py).is_instance_of<PyMemoryError>());
        CHECK(!error.cause(py).has_value());
        auto const placed = PyErr::from_state(detail::at_place(PyErr(error).into_state(), "item 3"));
        CHECK_TEXT(placed.what(), "MemoryError");
    }
}

/// Python's own allocator fails at each of the first calls in turn: whatever comes, it is an exception.
void without_objects(Python py) {
    auto const testcapi = py.import("_testcapi");
    if (testcapi.is_err()) {
        std::puts("no _testcapi: Python's allocator cannot be made to fail");
        return;
    }
    auto const set_nomemory = *testcapi->getattr("set_nomemory");
    auto const remove_hooks = *testcapi->getattr("remove_mem_hooks");
    int failed = 0;
    for (int start = 0; start < 40; ++start) {
        auto const lazy = PyErr::make<PyValueError>("a text that is not small");
        auto const arguments = PyErr::make<PyOSError>(py, 2, "gone");
        *set_nomemory.call(start, start + 1 + start % 3);
        lazy.value(py);
        arguments.value(py);
        auto const made = PyErr::make<PyKeyError>(py, 1000, "two");
        bool const told = made.what() != nullptr;
        auto const raised = py.eval("{}['k']");
        auto const noted = lazy.add_note(py, "note");
        try {
            throw std::system_error(std::make_error_code(std::errc::no_such_file_or_directory));
        } catch (const std::exception& exception) {
            detail::translate(exception);
        }
        auto const translated = PyErr::fetch(py);
        *remove_hooks.call();
        CHECK(told);
        CHECK(lazy.is_instance<PyValueError>(py) || lazy.is_instance<PyMemoryError>(py));
        CHECK(arguments.is_instance<PyFileNotFoundError>(py) || arguments.is_instance<PyMemoryError>(py));
        CHECK(made.is_instance<PyKeyError>(py) || made.is_instance<PyMemoryError>(py));
        CHECK(raised.is_err()); // by Python's compiler at times without an exception
        CHECK(raised.error().is_instance<PyKeyError>(py) || raised.error().is_instance<PyMemoryError>(py) ||
              raised.error().is_instance<PySystemError>(py));
        CHECK(noted.is_ok() || noted.error().is_instance<PyMemoryError>(py));
        CHECK(translated.is_instance<PyFileNotFoundError>(py) || translated.is_instance<PyMemoryError>(py));
        CHECK(!PyErr::occurred(py));
        failed += lazy.is_instance<PyMemoryError>(py) + arguments.is_instance<PyMemoryError>(py) +
                  made.is_instance<PyMemoryError>(py) + translated.is_instance<PyMemoryError>(py);
    }
    CHECK(failed != 0);
}

} // namespace

int main() {
    Interpreter python(tether_tests::config());
    attach([](Python py) {
        without_blocks(py);
        without_objects(py);
    });
}
