// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/tether.hpp>

#include <catch2/catch.hpp>

#include <vector>

using namespace tether;
using detail::NameLists;

namespace {

struct Names {
    PyObject* at[2] = {PyUnicode_FromString("the first name"), PyUnicode_FromString("the second name")};
};

} // namespace

TEST_CASE("a list of names is found by its owner, and given back at the end") {
    attach([](Python) {
        const std::vector<double> owners(
            2048); // eight bytes each: the last of them share places with the first
        NameLists lists;
        CHECK(lists.find(&owners[0]) == nullptr);
        CHECK(lists.has_room_for(&owners[0]));

        const Names kept;
        Py_INCREF(kept.at[0]);
        PyObject* const* const names = lists.add(&owners[0], kept.at, 2);
        REQUIRE(names != nullptr);
        CHECK(names[0] == kept.at[0]);
        CHECK(names[1] == kept.at[1]);
        CHECK(lists.find(&owners[0]) == names);
        CHECK_FALSE(lists.has_room_for(&owners[0]));
        CHECK(lists.find(&owners[1]) == nullptr);
        CHECK(lists.has_room_for(&owners[1]));

        // Whoever comes to a place that is taken is not kept.
        CHECK_FALSE(lists.has_room_for(&owners[1024]));
        const Names refused;
        Py_INCREF(refused.at[0]);
        CHECK(lists.add(&owners[1024], refused.at, 2) == nullptr);
        CHECK(Py_REFCNT(refused.at[0]) == 1);
        CHECK(lists.find(&owners[1024]) == nullptr);
        CHECK(lists.find(&owners[0]) == names);
        Py_DECREF(refused.at[0]);

        lists.clear();
        CHECK(lists.find(&owners[0]) == nullptr);
        CHECK(Py_REFCNT(kept.at[0]) == 1);
        Py_DECREF(kept.at[0]);
    });
}
