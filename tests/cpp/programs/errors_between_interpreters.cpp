// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Exception types of one's own in several interpreters: each has its own, which ends with it.
#include "check.hpp"

#include <tether/error/translate.hpp>

using namespace tether;

namespace {

TETHER_CREATE_EXCEPTION(shop, SoldOut, PyException);
TETHER_CREATE_EXCEPTION(shop, SoldOutForEver, SoldOut);
TETHER_IMPORT_EXCEPTION(decimal, Inexact);
TETHER_IMPORT_EXCEPTION(no_such_module, Missing);

PyErr panic(Python py) {
    try {
        throw 5;
    } catch (...) {
        detail::translate_unknown();
    }
    return PyErr::fetch(py);
}

/// What is true in every interpreter.
void check_here(Python py) {
    auto const error = PyErr::make<SoldOutForEver>("nails");
    CHECK(error.is_instance<SoldOut>(py));
    CHECK(error.get_type(py).is(py.type_of<SoldOutForEver>()));
    CHECK(PyErr::make<Inexact>("text").is_instance<PyArithmeticError>(py));
    CHECK(panic(py).is_instance<PanicException>(py));
    CHECK(PyErr::make<Missing>("text").is_instance<PyModuleNotFoundError>(py));
}

/// A failed import is tried again.
void check_missing_comes(Python py) {
    *py.run("import sys, types\n"
            "sys.modules['no_such_module'] = types.ModuleType('no_such_module')\n"
            "sys.modules['no_such_module'].Missing = type('Missing', (Exception,), {})");
    CHECK_TEXT(PyErr::make<Missing>("text").what(), "Missing: text");
}

} // namespace

int main() {
    Interpreter python(tether_tests::config());
    attach([](Python py) {
        check_here(py);
        PyThreadState* const main = PyThreadState_Get();
        auto const in_main = py.type_of<SoldOut>();
        auto const of_main = PyErr::make<SoldOut>("main");
        of_main.value(py);
        for (int round = 0; round < 3; ++round) {
            PyThreadState* const second = Py_NewInterpreter();
            CHECK(second != nullptr);
            attach([&](Python there) {
                check_here(there);
                CHECK(!there.type_of<SoldOut>().is(in_main));
                check_missing_comes(there);
                CHECK_TEXT(of_main.what(), "SoldOut: main"); // known without asking
            });
            std::optional<PyErr> of_second = PyErr::make<SoldOut>("second");
            attach([&](Python there) { of_second->value(there); });
            PyThreadState_Swap(main);
            attach([&](Python here) {
                CHECK(here.type_of<SoldOut>().is(in_main));
                check_here(here);
            });
            PyErr const copy = *of_second;
            of_second.reset(); // into the second interpreter's pool, from here
            PyThreadState_Swap(second);
            Py_EndInterpreter(second);
            PyThreadState_Swap(main);
            CHECK_TEXT(copy.what(), "SoldOut: second");
        }
        check_here(py);
        check_missing_comes(py);
    });
}
