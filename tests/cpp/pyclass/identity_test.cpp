// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/pyclass/identity.hpp>
#include <tether/types/list.hpp>

#include <catch2/catch.hpp>

#include <vector>

using namespace tether;

namespace {

/// A key; nothing stands there.
void* address(std::size_t n) { return reinterpret_cast<void*>((n + 1) * 16); }

PyObject* look_up(detail::Identities& table, std::size_t n) {
    PyObject* const found = table.get(address(n));
    Py_XDECREF(found);
    return found;
}

} // namespace

TEST_CASE("an address that was not entered has no object") {
    attach([](Python py) {
        detail::Identities table;
        CHECK(table.get(address(1)) == nullptr);
        auto const object = *PyList::create(py);
        table.remove(address(1), object.as_ptr());
    });
}

bool any(PyObject* /*object*/) noexcept { return true; }
bool none(PyObject* /*object*/) noexcept { return false; }

TEST_CASE("of two objects for one address the first stays") {
    attach([](Python py) {
        static detail::Identities table;
        auto const first = *PyList::create(py);
        auto const second = *PyList::create(py);
        CHECK(table.add(address(1), first.as_ptr(), &any) == nullptr);
        PyObject* const known = table.add(address(1), second.as_ptr(), &any);
        CHECK(known == first.as_ptr());
        Py_XDECREF(known);
        CHECK(look_up(table, 1) == first.as_ptr());
        table.remove(address(1), second.as_ptr());
        CHECK(look_up(table, 1) == first.as_ptr());
        table.remove(address(1), first.as_ptr());
    });
}

TEST_CASE("the table of identities finds what is in it and nothing else") {
    attach([](Python py) {
        static detail::Identities table;
        std::vector<Bound<PyList>> objects;
        for (std::size_t i = 0; i < 300; ++i) {
            objects.push_back(*PyList::create(py));
            table.add(address(i), objects[i].as_ptr(), &any);
        }
        for (std::size_t i = 0; i < 300; ++i) CHECK(look_up(table, i) == objects[i].as_ptr());
        CHECK(table.get(address(300)) == nullptr);
        for (std::size_t i = 0; i < 300; i += 3) table.remove(address(i), objects[i].as_ptr());
        for (std::size_t i = 0; i < 300; ++i)
            CHECK(look_up(table, i) == (i % 3 == 0 ? nullptr : objects[i].as_ptr()));
        for (std::size_t i = 0; i < 300; ++i) table.remove(address(i), objects[i].as_ptr());
        for (std::size_t i = 0; i < 300; ++i) CHECK(table.get(address(i)) == nullptr);
    });
}

TEST_CASE("an address that is used again has its new object, and the former one's end leaves it so") {
    attach([](Python py) {
        static detail::Identities table;
        auto const former = *PyList::create(py);
        auto const object = *PyList::create(py);
        CHECK(table.add(address(1), former.as_ptr(), &none) == nullptr);
        CHECK(table.add(address(1), object.as_ptr(), &none) == nullptr);
        table.remove(address(1), former.as_ptr());
        CHECK(look_up(table, 1) == object.as_ptr());
        table.remove(address(1), object.as_ptr());
        CHECK(table.get(address(1)) == nullptr);
    });
}
