// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/tether.hpp>

#include <catch2/catch.hpp>

#include <map>
#include <string>
#include <vector>

using namespace tether;

// One pointer wide; a Borrowed is as good as a pointer.
static_assert(sizeof(Bound<PyAny>) == sizeof(PyObject*));
static_assert(sizeof(Borrowed<PyAny>) == sizeof(PyObject*));
static_assert(std::is_nothrow_move_constructible_v<Bound<PyAny>>);
static_assert(std::is_nothrow_copy_constructible_v<Borrowed<PyAny>>);
static_assert(std::is_trivially_destructible_v<Borrowed<PyAny>>);

// Never null: there is no way to make one of nothing.
static_assert(!std::is_default_constructible_v<Bound<PyAny>>);
static_assert(!std::is_default_constructible_v<Borrowed<PyAny>>);
static_assert(!std::is_constructible_v<Bound<PyAny>, std::nullptr_t>);
static_assert(!std::is_constructible_v<Bound<PyAny>, PyObject*>);

// Inheritance is Python's, between views, and one way.
static_assert(std::is_base_of_v<PyAny, PyList>);
static_assert(std::is_base_of_v<PyInt, PyBool>);
static_assert(std::is_base_of_v<PyLookupError, PyKeyError>);
static_assert(std::is_base_of_v<PyList, Bound<PyList>>);
static_assert(std::is_convertible_v<Bound<PyBool>, Bound<PyInt>>);
static_assert(std::is_convertible_v<Bound<PyList>&, Bound<PyAny>>);
static_assert(std::is_convertible_v<Borrowed<PyList>, Borrowed<PyAny>>);
static_assert(std::is_convertible_v<Borrowed<PyList>, Bound<PyAny>>);
static_assert(!std::is_convertible_v<Bound<PyAny>, Bound<PyList>>);
static_assert(!std::is_convertible_v<Borrowed<PyAny>, Borrowed<PyList>>);
static_assert(!std::is_assignable_v<Bound<PyList>&, Bound<PyAny>>);

// Nothing is assigned through a base: an owner derives from a view, and a view cannot be assigned.
static_assert(!std::is_base_of_v<Bound<PyAny>, Bound<PyList>>);
static_assert(!std::is_assignable_v<PyAny&, const PyAny&>);
static_assert(!std::is_assignable_v<PyAny&, Bound<PyAny>>);
static_assert(!std::is_copy_constructible_v<PyAny>);
static_assert(!std::is_destructible_v<PyAny>);

namespace {

Py_ssize_t count(const PyAny& object) { return Py_REFCNT(object.as_ptr()); }

Bound<PyAny> as_any(Bound<PyList> list) { return list; }

PyResult<Bound<PyAny>> as_result(Bound<PyList> list) { return list; }

} // namespace

TEST_CASE("a copy is a reference more, a move is none") {
    attach([](Python py) {
        const auto list = *PyList::create(py);
        REQUIRE(count(list) == 1);
        {
            Bound<PyList> copied = list;
            REQUIRE(count(list) == 2);
            const Bound<PyList> moved = std::move(copied);
            REQUIRE(count(list) == 2);
            REQUIRE(moved.is(list));
        }
        REQUIRE(count(list) == 1);
    });
}

TEST_CASE("assignment gives back what was there") {
    attach([](Python py) {
        const auto first = *PyList::create(py);
        const auto second = *PyList::create(py);
        Bound<PyAny> any = first;
        any = second;
        REQUIRE(count(first) == 1);
        REQUIRE(count(second) == 2);
        Bound<PyAny>& same = any;
        any = same;
        any = std::move(same);
        REQUIRE(any.is(second));
        REQUIRE(count(second) == 2);
        any = py.None();
        REQUIRE(count(second) == 1);
        std::swap(any, same);
        REQUIRE(any.is_none());
    });
}

TEST_CASE("a pointer to a derived type becomes one to its base") {
    attach([](Python py) {
        auto list = *PyList::create(py);
        PyObject* const raw = list.as_ptr();
        const Bound<PyAny> copied = list;
        REQUIRE(count(list) == 2);
        Bound<PyAny> moved = std::move(list);
        REQUIRE(moved.as_ptr() == raw);
        REQUIRE(count(moved) == 2);
        const Bound<PyAny> again = std::move(moved).into_any();
        REQUIRE(count(again) == 2);
        REQUIRE(as_any(*PyList::create(py)).is_instance_of<PyList>());
        REQUIRE(count(*as_result(*PyList::create(py))) == 1);
    });
}

TEST_CASE("a function that takes any object takes every pointer without touching a count") {
    attach([](Python py) {
        const auto list = *PyList::create(py);
        const auto see = [](const PyAny& object) { return count(object); };
        REQUIRE(see(list) == 1);
        REQUIRE(see(list.as_borrowed()) == 1);
        REQUIRE(see(list.as_any()) == 1);
        const auto kept = list.unbind();
        REQUIRE(see(kept.bind(py)) == 2);
    });
}

TEST_CASE("a borrowed pointer owns nothing, until to_owned()") {
    attach([](Python py) {
        const auto list = *PyList::create(py);
        Borrowed<PyList> borrowed = list.as_borrowed();
        const Borrowed<PyAny> copied = borrowed;
        REQUIRE(count(list) == 1);
        REQUIRE(copied.is(list));
        {
            const Bound<PyList> owned = borrowed.to_owned();
            REQUIRE(count(list) == 2);
            const Py<PyList> kept = borrowed.unbind();
            REQUIRE(count(list) == 3);
        }
        REQUIRE(count(list) == 1);
        const auto other = *PyList::create(py);
        borrowed = other.as_borrowed();
        REQUIRE(borrowed.is(other));
    });
}

TEST_CASE("a cast gives the object under its type, a new reference") {
    attach([](Python py) {
        const Bound<PyAny> any = *py.eval("True");
        REQUIRE(any.cast<PyBool>().is_ok());
        REQUIRE(any.cast<PyInt>().is_ok());
        REQUIRE(any.cast_exact<PyBool>().is_ok());
        REQUIRE(any.cast_exact<PyInt>().is_err());
        REQUIRE(any.cast_unchecked<PyInt>().is(any));
        REQUIRE(any.is_instance_of<PyInt>());
        REQUIRE(!any.is_exact_instance_of<PyInt>());

        const Bound<PyAny> list = *py.eval("[1]");
        const auto cast = *list.cast<PyList>();
        REQUIRE(count(list) == 2);
    });
}

TEST_CASE("a failed cast names both types, and makes no exception before somebody looks") {
    attach([](Python py) {
        const Bound<PyAny> list = *py.eval("[1]");
        const auto failed = list.cast<PyDict>();
        REQUIRE(failed.is_err());
        REQUIRE(count(list) == 1);
        REQUIRE(std::string(failed.error().what()) ==
                "TypeError: 'list' object is not an instance of 'dict'");
        REQUIRE(failed.error().is_instance<PyTypeError>(py));
        const auto none = py.None().cast<PyDict>();
        REQUIRE(std::string(none.error().what()).find("None") != std::string::npos);
    });
}

TEST_CASE("a cast of the pointer itself moves it, and leaves it where it fails") {
    attach([](Python py) {
        Bound<PyAny> any = *py.eval("[1]");
        PyObject* const raw = any.as_ptr();
        REQUIRE(std::move(any).cast_into<PyDict>().is_err());
        REQUIRE(any.as_ptr() == raw);
        REQUIRE(std::move(any).cast_into_exact<PyTuple>().is_err());
        REQUIRE(count(any) == 1);
        Bound<PyList> list = *std::move(any).cast_into<PyList>();
        REQUIRE(count(list) == 1);
        const auto unchecked = std::move(list).cast_into_unchecked<PySequence>();
        REQUIRE(unchecked.as_ptr() == raw);
        REQUIRE(count(unchecked) == 1);
    });
}

TEST_CASE("raw pointers are taken over or borrowed, with null as nothing or as the error") {
    attach([](Python py) {
        PyObject* const raw = PyList_New(0);
        Py_INCREF(raw);
        {
            const auto owned = Bound<PyAny>::from_owned_ptr(py, raw);
            REQUIRE(Py_REFCNT(raw) == 2);
            const auto borrowed = Bound<PyAny>::from_borrowed_ptr(py, raw);
            REQUIRE(Py_REFCNT(raw) == 3);
        }
        REQUIRE(Py_REFCNT(raw) == 1);
        REQUIRE(Bound<PyAny>::from_borrowed_ptr_or_opt(py, raw).has_value());
        REQUIRE(Bound<PyAny>::from_borrowed_ptr_or_err(py, raw).is_ok());
        REQUIRE(Borrowed<PyAny>::from_ptr(py, raw).as_ptr() == raw);
        REQUIRE(Borrowed<PyAny>::from_ptr_or_opt(py, raw)->as_ptr() == raw);
        REQUIRE(Borrowed<PyAny>::from_ptr_or_err(py, raw)->as_ptr() == raw);
        REQUIRE(Py_REFCNT(raw) == 1);

        auto owned = *Bound<PyAny>::from_owned_ptr_or_err(py, raw);
        PyObject* const given = std::move(owned).into_ptr();
        REQUIRE(given == raw);
        REQUIRE(Py_REFCNT(raw) == 1);
        Py_DECREF(given);

        REQUIRE(!Bound<PyAny>::from_owned_ptr_or_opt(py, nullptr).has_value());
        REQUIRE(!Bound<PyAny>::from_borrowed_ptr_or_opt(py, nullptr).has_value());
        REQUIRE(!Borrowed<PyAny>::from_ptr_or_opt(py, nullptr).has_value());

        PyErr_SetString(PyExc_KeyError, "why");
        REQUIRE(!Bound<PyAny>::from_owned_ptr_or_opt(py, nullptr).has_value());
        REQUIRE(PyErr_ExceptionMatches(PyExc_KeyError) != 0); // stays set
        const auto failed = Bound<PyAny>::from_owned_ptr_or_err(py, nullptr);
        REQUIRE(std::string(failed.error().what()) == "KeyError: 'why'");
        REQUIRE(PyErr_Occurred() == nullptr);
        PyErr_SetString(PyExc_KeyError, "why");
        REQUIRE(Bound<PyAny>::from_borrowed_ptr_or_err(py, nullptr).error().is_instance<PyKeyError>(py));
        PyErr_SetString(PyExc_KeyError, "why");
        REQUIRE(Borrowed<PyAny>::from_ptr_or_err(py, nullptr).error().is_instance<PyKeyError>(py));
        REQUIRE(Bound<PyAny>::from_owned_ptr_or_err(py, nullptr).error().is_instance<PySystemError>(py));
    });
}

TEST_CASE("identity is that of the object, whatever points to it") {
    attach([](Python py) {
        const auto list = *PyList::create(py);
        const auto other = *PyList::create(py);
        const Bound<PyAny> any = list;
        const auto kept = list.unbind();
        REQUIRE(list.is(any));
        REQUIRE(any.is(list.as_borrowed()));
        REQUIRE(kept.is(list));
        REQUIRE(kept.is(any.unbind()));
        REQUIRE(!list.is(other));
        REQUIRE(*list.eq(other));
    });
}

TEST_CASE("pointers live in containers") {
    attach([](Python py) {
        const auto list = *PyList::create(py);
        {
            std::vector<Bound<PyAny>> many(10, list);
            many.erase(many.begin() + 3);
            many.insert(many.begin(), py.None());
            many.push_back(many.front());
            many.pop_back();
            REQUIRE(count(list) == 10);
            std::map<std::string, Bound<PyAny>> named;
            named.emplace("a", list);
            named.insert_or_assign("a", py.None());
            std::optional<Bound<PyList>> maybe;
            maybe = list;
            maybe.reset();
            REQUIRE(count(list) == 10);
        }
        REQUIRE(count(list) == 1);
    });
}
