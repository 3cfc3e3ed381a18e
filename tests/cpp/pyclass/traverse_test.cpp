// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/pyclass/traverse.hpp>

#include <tether/tether.hpp>

#include <catch2/catch.hpp>

#include <deque>
#include <map>
#include <memory>

using namespace tether;
using detail::holds_python;

static_assert(holds_python<Py<PyAny>> && holds_python<Bound<PyList>> && holds_python<const Py<PyAny>>);
static_assert(holds_python<std::optional<Py<PyAny>>> && holds_python<std::pair<int, Py<PyAny>>>);
static_assert(holds_python<std::vector<std::optional<Py<PyAny>>>> && holds_python<std::array<Py<PyAny>, 2>>);
static_assert(holds_python<std::map<std::string, Py<PyAny>>> && holds_python<std::deque<Py<PyAny>>>);
static_assert(holds_python<std::unique_ptr<Py<PyAny>>> && holds_python<std::tuple<int, Py<PyAny>>>);
static_assert(!holds_python<int> && !holds_python<std::string> && !holds_python<std::vector<int>>);
static_assert(!holds_python<std::shared_ptr<Py<PyAny>>> && !holds_python<std::optional<int>>);

namespace {

Py<PyAny> none(Python py) { return Py<PyAny>(py.None()); }

/// How often a member is shown; the collector wants no more from the call `stop` on.
struct Collector {
    int seen = 0;
    int stop = 1000;

    static int visit(PyObject* object, void* self) {
        auto& collector = *static_cast<Collector*>(self);
        CHECK(object == Py_None);
        return ++collector.seen >= collector.stop ? 7 : 0;
    }

    template <class T> int show(T& member) {
        Visitor visitor(&visit, this);
        visitor(member);
        return visitor.status();
    }
};

} // namespace

TEST_CASE("every reference in a member is shown once") {
    attach([](Python py) {
        Collector collector;
        std::map<std::string, std::vector<std::optional<Py<PyAny>>>> nested;
        nested["a"].emplace_back(none(py));
        nested["a"].emplace_back(std::nullopt);
        nested["b"].emplace_back(none(py));
        CHECK(collector.show(nested) == 0);
        CHECK(collector.seen == 2);
        auto owner = std::make_unique<std::pair<int, Py<PyAny>>>(1, none(py));
        collector.show(owner);
        owner.reset();
        collector.show(owner);
        int number = 3;
        collector.show(number);
        CHECK(collector.seen == 3);
    });
}

TEST_CASE("a collector that wants no more is asked no more") {
    attach([](Python py) {
        Collector collector{.stop = 2};
        std::vector<Py<PyAny>> many;
        for (int i = 0; i < 5; ++i) many.push_back(none(py));
        CHECK(collector.show(many) == 7);
        CHECK(collector.seen == 2);
    });
}

TEST_CASE("what is taken away is gone") {
    attach([](Python py) {
        Visitor visitor;
        CHECK(visitor.is_clearing());
        Py<PyAny> pointer = none(py);
        std::optional<Py<PyAny>> maybe = none(py);
        std::vector<Py<PyAny>> many;
        many.push_back(none(py));
        std::pair<int, Py<PyAny>> pair(1, none(py));
        visitor(pointer), visitor(maybe), visitor(many), visitor(pair);
        CHECK(pointer.as_ptr() == nullptr);
        CHECK_FALSE(maybe.has_value());
        CHECK(many.empty());
        CHECK(pair.second.as_ptr() == nullptr);
        CHECK(pair.first == 1);
    });
}
