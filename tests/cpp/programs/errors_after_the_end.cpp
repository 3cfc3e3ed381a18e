// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Errors that outlive their interpreter: caught above it, kept, thrown again, used in the next one.
#include "check.hpp"

#include <tether/error/create_exception.hpp>

#include <optional>
#include <thread>

using namespace tether;

namespace {

TETHER_CREATE_EXCEPTION(shop, SoldOut, PyException);

/// The most ordinary main(): the interpreter is gone when the handler runs.
void caught_above() {
    std::exception_ptr kept;
    try {
        Interpreter python(tether_tests::config());
        attach([](Python py) { *py.import("no_such_module"); });
        CHECK(false);
    } catch (const std::exception& error) {
        CHECK_TEXT(error.what(), "ModuleNotFoundError: No module named 'no_such_module'");
        kept = std::current_exception();
    }
    std::thread([kept = std::move(kept)] {
        try {
            std::rethrow_exception(kept);
        } catch (const PyErr& error) {
            PyErr const copy = error;
            CHECK_TEXT(copy.what(), "ModuleNotFoundError: No module named 'no_such_module'");
        }
    }).join();
}

struct Kept {
    PyErr lazy = PyErr::make<SoldOut>("nails");
    std::optional<PyErr> raised, arguments, mismatch, made, unseen;
};

/// Errors of every kind that nobody rendered.
void fill(Kept& kept) {
    attach([&](Python py) {
        kept.raised = py.eval("{}['k']").error();
        kept.arguments = PyErr::make<PyKeyError>(py, 1, 2);
        kept.mismatch = py.eval("type('Heap', (), {})()")->cast<PyList>().error();
        kept.made = PyErr::make<PyValueError>("made");
        kept.made->value(py);
        kept.unseen = PyErr::make<PyOSError>(py, 2, "gone");
        kept.lazy.value(py);
    });
}

void check_texts(const Kept& kept) {
    CHECK_TEXT(kept.lazy.what(), "SoldOut: nails");
    CHECK_TEXT(kept.raised->what(), "KeyError");
    CHECK_TEXT(kept.arguments->what(), "KeyError");
    CHECK_TEXT(kept.mismatch->what(), "TypeError: 'Heap' object is not an instance of 'list'");
    CHECK_TEXT(kept.made->what(), "ValueError: made");
}

void kept_over_restarts() {
    Kept kept;
    for (int round = 0; round < 3; ++round) {
        {
            Interpreter python(tether_tests::config());
            fill(kept); // what the last interpreter left is dropped into nothing
        }
        check_texts(kept);
        Kept const copy = kept;
    }
    Interpreter python(tether_tests::config());
    check_texts(kept);
    attach([&](Python py) {
        check_texts(kept); // attached, but to another one
        auto const other = kept;
        // What C++ made is made again, and what Python made is no more.
        CHECK_TEXT(*kept.lazy.value(py).str()->to_string(), "nails");
        CHECK(kept.lazy.get_type(py).is(py.type_of<SoldOut>()));
        CHECK(kept.lazy.is_instance<SoldOut>(py));
        CHECK(kept.made->is_instance<PyValueError>(py));
        kept.made->restore(py);
        CHECK(PyErr::fetch(py).value(py).is(kept.made->value(py)));
        for (auto const* orphan : {&*kept.raised, &*kept.arguments}) {
            CHECK(orphan->is_instance<PySystemError>(py));
            orphan->restore(py);
            CHECK_TEXT(PyErr::fetch(py).what(),
                       "SystemError: this KeyError belonged to an interpreter that has ended");
        }
        std::move(*kept.unseen).restore(py);
        CHECK(PyErr::fetch(py).is_instance<PySystemError>(py));
    });
}

} // namespace

int main() {
    PyErr const early = PyErr::make<PyValueError>("before the start");
    CHECK_TEXT(early.what(), "ValueError: before the start");
    caught_above();
    caught_above();
    kept_over_restarts();
    CHECK_TEXT(attach([](Python) -> PyResult<void> { return ok(); }).error().what(),
               "RuntimeError: cannot attach to Python: no interpreter is running");
    CHECK_TEXT(early.what(), "ValueError: before the start");
}
