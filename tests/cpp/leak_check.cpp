// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// One test that leaks, one that does not, one that says so: what main.cpp must tell apart.
#include <tether/ffi.hpp>

#include <catch2/catch.hpp>

namespace {

PyObject* make_list() {
    const PyGILState_STATE attached = PyGILState_Ensure();
    PyObject* list = PyList_New(0);
    PyGILState_Release(attached);
    return list;
}

} // namespace

TEST_CASE("leaves a list behind") { CHECK(make_list() != nullptr); }

TEST_CASE("leaves a list behind and says so", "[leaks]") { CHECK(make_list() != nullptr); }

TEST_CASE("leaves nothing behind") {
    PyObject* list = make_list();
    const PyGILState_STATE attached = PyGILState_Ensure();
    Py_DECREF(list);
    PyGILState_Release(attached);
}
