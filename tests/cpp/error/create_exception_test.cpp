// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/error/create_exception.hpp>

#include "support.hpp"

#include <catch2/catch.hpp>

using namespace tether;
using tether_tests::ask;

namespace shop {

TETHER_CREATE_EXCEPTION(shop, ShopError, tether::PyException,
                        "Nothing goes, "
                        "here.");
TETHER_CREATE_EXCEPTION(shop.till, SoldOut, ShopError);
TETHER_CREATE_EXCEPTION(shop, Notice, tether::PyUserWarning);

TETHER_IMPORT_EXCEPTION(decimal, DivisionByZero);
TETHER_IMPORT_EXCEPTION(concurrent.futures, InvalidStateError);
TETHER_IMPORT_EXCEPTION(no_such_module, Missing);
TETHER_IMPORT_EXCEPTION(decimal, NoSuchName);
TETHER_IMPORT_EXCEPTION(decimal, Decimal);

/// Its base cannot be had.
TETHER_CREATE_EXCEPTION(shop, Orphan, Missing);

} // namespace shop

TEST_CASE("A created exception is a type of its module, with its base and doc") {
    attach([](Python py) {
        auto const error = PyErr::make<shop::ShopError>("text");
        CHECK(std::string(error.what()) == "ShopError: text");
        CHECK(ask(py, error, "type(e).__module__, type(e).__qualname__, type(e).__doc__, type(e).__base__") ==
              "('shop', 'ShopError', 'Nothing goes, here.', <class 'Exception'>)");
        auto const derived = PyErr::make<shop::SoldOut>(py, "nails", 5);
        CHECK(ask(py, derived, "repr(type(e)), type(e).__doc__, e.args") ==
              "(\"<class 'shop.till.SoldOut'>\", None, ('nails', 5))");
        CHECK(derived.is_instance<shop::SoldOut>(py));
        CHECK(derived.is_instance<shop::ShopError>(py));
        CHECK(derived.is_instance<PyException>(py));
        CHECK_FALSE(error.is_instance<shop::SoldOut>(py));
    });
}

TEST_CASE("A created exception is one type, and known detached by its name") {
    const PyErr error = PyErr::make<shop::ShopError>("text");
    CHECK(std::string(error.what()) == "ShopError: text");
    attach([&](Python py) {
        CHECK(error.get_type(py).is(py.type_of<shop::ShopError>()));
        CHECK(py.type_of<shop::ShopError>().is(py.type_of<shop::ShopError>()));
        CHECK(py.type_of<shop::SoldOut>().getattr("__base__")->is(py.type_of<shop::ShopError>()));
    });
}

TEST_CASE("A created exception that Python raises is recognised") {
    attach([](Python py) {
        auto const scope = *PyDict::create(py, item("SoldOut", py.type_of<shop::SoldOut>()));
        auto const error = py.run("class Mine(SoldOut): pass\nraise Mine('text')", scope).error();
        CHECK(error.is_instance<shop::SoldOut>(py));
        CHECK(error.value(py).is_instance_of<shop::ShopError>());
        CHECK_FALSE(error.value(py).is_exact_instance_of<shop::SoldOut>());
        Bound<shop::ShopError> const typed = *error.value(py).cast<shop::ShopError>();
        CHECK(*typed.str()->to_string() == "text");
        CHECK(error.value(py).cast<shop::Notice>().is_err());
    });
}

TEST_CASE("An imported exception is the module's own type") {
    attach([](Python py) {
        auto const error = tether_tests::raised_by(py, "import decimal\ndecimal.Decimal(1) / 0");
        CHECK(error.is_instance<shop::DivisionByZero>(py));
        CHECK_FALSE(error.is_instance<shop::InvalidStateError>(py));
        CHECK(py.type_of<shop::DivisionByZero>().is(*py.import("decimal")->getattr("DivisionByZero")));
        CHECK(std::string(PyErr::make<shop::InvalidStateError>("text").what()) == "InvalidStateError: text");
        CHECK(PyErr::make<shop::DivisionByZero>("text").is_instance<PyZeroDivisionError>(py));
    });
}

TEST_CASE("An exception that cannot be imported is the error that says so") {
    attach([](Python py) {
        CHECK(std::string(PyErr::make<shop::Missing>("text").what()) ==
              "ModuleNotFoundError: No module named 'no_such_module'");
        CHECK(PyErr::make<shop::Missing>(py, 1, 2).is_instance<PyModuleNotFoundError>(py));
        CHECK(PyErr::make<shop::Orphan>("text").is_instance<PyModuleNotFoundError>(py));
        CHECK(PyErr::make<shop::NoSuchName>("text").is_instance<PyAttributeError>(py));
        CHECK(std::string(PyErr::make<shop::Decimal>("text").what()) ==
              "TypeError: decimal.Decimal is not an exception type");
        CHECK_THROWS_WITH(py.type_of<shop::Missing>(),
                          "ModuleNotFoundError: No module named 'no_such_module'");
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("Nothing is an instance of an exception that cannot be imported") {
    attach([](Python py) {
        auto const error = PyErr::make<PyValueError>("text");
        CHECK_FALSE(error.is_instance<shop::Missing>(py));
        CHECK_FALSE(error.value(py).is_instance_of<shop::Missing>());
        CHECK_FALSE(error.value(py).is_exact_instance_of<shop::Missing>());
        CHECK(error.value(py).cast<shop::Missing>().error().is_instance<PyTypeError>(py));
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("A type that is looked up while an exception is raised leaves that one raised") {
    attach([](Python py) {
        PyErr_SetString(PyExc_LookupError, "raised");
        CHECK(shop::Notice::type_object() != nullptr);
        CHECK(PyErr::make<shop::NoSuchName>("text").is_instance<PyAttributeError>(py));
        auto const still = PyErr::fetch(py);
        CHECK(still.is_instance<PyLookupError>(py));

        PyErr_SetString(PyExc_LookupError, "raised");
        CHECK(shop::NoSuchName::type_object() == nullptr);
        auto const failed = PyErr::fetch(py);
        CHECK(failed.is_instance<PyAttributeError>(py));
        CHECK(failed.context(py)->is_instance<PyLookupError>(py));
    });
}

TEST_CASE("A question about a type that cannot be had leaves what is raised") {
    attach([](Python py) {
        auto const error = PyErr::make<PyValueError>("text");
        PyErr_SetString(PyExc_LookupError, "raised");
        CHECK_FALSE(error.is_instance<shop::NoSuchName>(py));
        CHECK_FALSE(error.value(py).is_instance_of<shop::NoSuchName>());
        CHECK(PyErr::fetch(py).is_instance<PyLookupError>(py));
    });
}
