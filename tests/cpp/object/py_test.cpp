// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/tether.hpp>

#include <catch2/catch.hpp>

#include <map>
#include <string>
#include <thread>

using namespace tether;

#if !TETHER_CHECKED
static_assert(sizeof(Py<PyAny>) == sizeof(PyObject*)); // checked builds know the interpreter as well
#endif
static_assert(std::is_nothrow_move_constructible_v<Py<PyAny>>);
static_assert(std::is_nothrow_move_assignable_v<Py<PyAny>>);
static_assert(!std::is_copy_constructible_v<Py<PyAny>>);
static_assert(!std::is_copy_assignable_v<Py<PyAny>>);
static_assert(!std::is_default_constructible_v<Py<PyAny>>);
static_assert(std::is_convertible_v<Bound<PyList>, Py<PyAny>>);
static_assert(std::is_convertible_v<Py<PyList>, Py<PyAny>>);
static_assert(!std::is_convertible_v<Py<PyAny>, Py<PyList>>);
static_assert(!std::is_convertible_v<Bound<PyAny>, Py<PyList>>);

namespace {

/// What a user's class holds, made and used on any thread.
class Cache {
  public:
    explicit Cache(Python py) : values_(PyDict::create(py)->unbind()) {}

    PyResult<void> put(const char* key, int value) const {
        return attach([&](Python py) { return values_.bind(py).set_item(key, value); });
    }

    PyResult<int> get(const char* key) const {
        return attach([&](Python py) -> PyResult<int> {
            TETHER_TRY(auto value, values_.bind(py).as_any().get_item(key));
            return value.extract<int>();
        });
    }

  private:
    Py<PyDict> values_;
};

} // namespace

TEST_CASE("a Py<T> is kept detached and used by binding it") {
    const Cache cache = attach([](Python py) { return Cache(py); });
    REQUIRE(cache.put("a", 1).is_ok());
    std::thread([&] { REQUIRE(cache.put("b", 2).is_ok()); }).join();
    REQUIRE(*cache.get("a") == 1);
    REQUIRE(*cache.get("b") == 2);
    REQUIRE(std::string(cache.get("c").error().what()) == "KeyError: 'c'");
}

TEST_CASE("the moves between Bound and Py cost no reference") {
    attach([](Python py) {
        auto list = *PyList::create(py);
        PyObject* const raw = list.as_ptr();
        Py<PyList> kept = std::move(list).unbind();
        REQUIRE(Py_REFCNT(raw) == 1);
        const Borrowed<PyList> borrowed = kept.bind(py);
        REQUIRE(Py_REFCNT(raw) == 1);
        REQUIRE(borrowed.len() == 0);
        Py<PyAny> any = std::move(kept).into_any();
        Bound<PyAny> bound = std::move(any).into_bound(py);
        REQUIRE(Py_REFCNT(raw) == 1);
        REQUIRE(bound.as_ptr() == raw);
        Py<PyAny> implicit = std::move(bound);
        REQUIRE(Py_REFCNT(raw) == 1);
        std::move(implicit).drop_ref(py);
    });
}

TEST_CASE("a new reference is asked for") {
    attach([](Python py) {
        const auto list = *PyList::create(py);
        const Py<PyList> first = list.unbind();
        const Py<PyList> second = first.clone_ref(py);
        const Py<PyAny> third{list};
        const Py<PyAny> fourth = Py<PyAny>::from_borrowed_ptr(py, list.as_ptr());
        const Py<PyAny> fifth = Py<PyAny>::from_owned_ptr(py, Bound<PyAny>(list).into_ptr());
        REQUIRE(Py_REFCNT(list.as_ptr()) == 6);
        REQUIRE(first.is(second));
        REQUIRE(third.is(list));
    });
}

TEST_CASE("what a Py<T> is assigned over is given back") {
    attach([](Python py) {
        const auto list = *PyList::create(py);
        const auto other = *PyList::create(py);
        Py<PyAny> kept = list.unbind();
        kept = other.unbind();
        REQUIRE(Py_REFCNT(list.as_ptr()) == 1);
        REQUIRE(Py_REFCNT(other.as_ptr()) == 2);
        Py<PyAny>& same = kept;
        kept = std::move(same);
        REQUIRE(kept.is(other));
        kept = Bound<PyList>(list);
        REQUIRE(Py_REFCNT(other.as_ptr()) == 1);
        std::optional<Py<PyAny>> maybe;
        maybe = std::move(kept);
        maybe = other.unbind();
        REQUIRE(Py_REFCNT(list.as_ptr()) == 1);
        REQUIRE(Py_REFCNT(other.as_ptr()) == 2);
    });
}

TEST_CASE("None is told without a token") {
    const auto none = attach([](Python py) { return py.None().unbind(); });
    const auto list = attach([](Python py) { return py.eval("[]")->unbind(); });
    REQUIRE(none.is_none());
    REQUIRE(!list.is_none());
    REQUIRE(!none.is(list));
}

TEST_CASE("the raw reference of a Py<T> can be given away") {
    auto list = attach([](Python py) { return py.eval("[]")->unbind(); });
    REQUIRE(list.as_ptr() != nullptr);
    PyObject* const raw = std::move(list).into_ptr();
    attach([&](Python py) {
        REQUIRE(Py_REFCNT(raw) == 1);
        const auto owned = Py<PyAny>::from_owned_ptr(py, raw);
        REQUIRE(owned.bind(py).is_instance_of<PyList>());
    });
}

TEST_CASE("a Py<T> is made of raw pointers that may be null") {
    attach([](Python py) {
        const auto list = *PyList::create(py);
        PyObject* const raw = list.as_ptr();
        {
            const auto borrowed = Py<PyList>::from_borrowed_ptr_or_opt(py, raw);
            const auto checked = *Py<PyList>::from_borrowed_ptr_or_err(py, raw);
            REQUIRE(borrowed->as_ptr() == raw);
            REQUIRE(checked.as_ptr() == raw);
            REQUIRE(Py_REFCNT(raw) == 3);
            const auto owned = Py<PyList>::from_owned_ptr_or_opt(py, Bound<PyList>(list).into_ptr());
            const auto taken = *Py<PyList>::from_owned_ptr_or_err(py, Bound<PyList>(list).into_ptr());
            REQUIRE(owned->is(taken));
            REQUIRE(Py_REFCNT(raw) == 5);
        }
        REQUIRE(Py_REFCNT(raw) == 1);

        REQUIRE(!Py<PyAny>::from_owned_ptr_or_opt(py, nullptr).has_value());
        PyErr_SetString(PyExc_KeyError, "raised");
        REQUIRE(!Py<PyAny>::from_owned_ptr_or_opt(py, nullptr).has_value());
        REQUIRE(!Py<PyAny>::from_borrowed_ptr_or_opt(py, nullptr).has_value());
        REQUIRE(PyErr_Occurred() == PyExc_KeyError); // neither of them took it
        const auto failed = Py<PyAny>::from_owned_ptr_or_err(py, nullptr);
        REQUIRE(std::string(failed.error().what()) == "KeyError: 'raised'");
        REQUIRE(PyErr_Occurred() == nullptr);
        PyErr_SetString(PyExc_KeyError, "again");
        const auto failed_too = Py<PyAny>::from_borrowed_ptr_or_err(py, nullptr);
        REQUIRE(std::string(failed_too.error().what()) == "KeyError: 'again'");
        REQUIRE(Py<PyAny>::from_owned_ptr_or_err(py, nullptr).error().is_instance<PySystemError>(py));
        REQUIRE(PyErr_Occurred() == nullptr);
    });
}

TEST_CASE("references are counted as Python counts them") {
    attach([](Python py) {
        const auto list = *PyList::create(py);
        REQUIRE(list.get_refcnt() == 1);
        const Py<PyList> kept = list.unbind();
        REQUIRE(list.get_refcnt() == 2);
        REQUIRE(kept.get_refcnt(py) == 2);
        REQUIRE(kept.bind(py).get_refcnt() == 2); // a view owns none
        const auto holder = *PyTuple::create(py, list, list);
        REQUIRE(list.get_refcnt() == 4);
        REQUIRE(py.None().get_refcnt() > 1);
    });
}
