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

TEST_CASE("the table of identities finds what is in it and nothing else") {
    attach([](Python py) {
        static detail::Identities table;
        std::vector<Bound<PyList>> objects;
        for (std::size_t i = 0; i < 300; ++i) {
            objects.push_back(*PyList::create(py));
            table.add(address(i), objects[i].as_ptr());
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
        table.add(address(1), former.as_ptr());
        table.add(address(1), object.as_ptr());
        table.remove(address(1), former.as_ptr());
        CHECK(look_up(table, 1) == object.as_ptr());
        table.remove(address(1), object.as_ptr());
        CHECK(table.get(address(1)) == nullptr);
    });
}
