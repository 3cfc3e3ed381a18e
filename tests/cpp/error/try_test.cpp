// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/error/try.hpp>

#include "support.hpp"

#include <catch2/catch.hpp>

#include <memory>

using namespace tether;

namespace {

PyResult<int> number(int value) {
    if (value < 0) return PyErr::make<PyValueError>("negative");
    return value;
}

PyResult<void> check(int value) {
    if (value < 0) return PyErr::make<PyValueError>("negative");
    return ok();
}

template <class A, class B> struct Pair {
    A a;
    B b;
};

template <int A, int B> PyResult<Pair<int, int>> pair() { return Pair<int, int>{A, B}; }

PyResult<int> sum(std::initializer_list<int> values) {
    int result = 0;
    for (int value : values) {
        TETHER_TRY(check(value));
        TETHER_TRY(int const one, number(value));
        result += one;
    }
    return result;
}

PyResult<std::string> commas() {
    TETHER_TRY(auto both, (pair<1, 2>()));
    TETHER_TRY(auto again, pair<3, 4>());
    TETHER_TRY((pair<5, 6>().transform([](auto const&) {})));
    TETHER_TRY(auto text,
               [](int a, int b) -> PyResult<std::string> { return std::to_string(a + b); }(both.a, again.b));
    return text;
}

PyResult<int> nested(int value) {
    TETHER_TRY(auto outer, [&]() -> PyResult<int> {
        TETHER_TRY(auto inner, number(value));
        TETHER_TRY(auto other, number(1));
        if (inner > 100) {
            TETHER_TRY(auto again, number(-1));
            return again;
        }
        return inner + other;
    }());
    return outer;
}

PyResult<void> in_branches(int value) {
    if (value == 0)
        TETHER_TRY(check(-1));
    else
        TETHER_TRY(check(value));
    for (int i = 0; i < 3; ++i) TETHER_TRY(check(value));
    switch (value) {
    case 1: TETHER_TRY(check(1)); break;
    default: TETHER_TRY(check(-1));
    }
    return ok();
}

PyResult<std::unique_ptr<int>> owner(int value) {
    TETHER_TRY(auto checked, number(value));
    return std::make_unique<int>(checked);
}

PyResult<int> moves(int value) {
    TETHER_TRY(std::unique_ptr<int> const pointer, owner(value));
    TETHER_TRY(auto const& kept, owner(*pointer + 1));
    TETHER_TRY(auto&& other, owner(*pointer + 2));
    return *pointer + *kept + *other;
}

} // namespace

TEST_CASE("TETHER_TRY declares the value or returns the error") {
    CHECK(*sum({1, 2, 3}) == 6);
    CHECK(std::string(sum({1, -2, 3}).error().what()) == "ValueError: negative");
    CHECK(*commas() == "5");
    CHECK(*moves(1) == 6);
    CHECK(moves(-1).is_err());
}

TEST_CASE("TETHER_TRY stands in lambdas inside itself, twice in a line, in loops and branches") {
    CHECK(*nested(5) == 6);
    CHECK(nested(-5).is_err());
    CHECK(nested(500).is_err());
    CHECK(in_branches(1).is_ok());
    CHECK(in_branches(0).is_err());
    CHECK(in_branches(2).is_err());
}

TEST_CASE("TETHER_TRY of a named result copies, and leaves it as it is") {
    PyResult<std::string> named = std::string("a string that is too long for its own buffer");
    PyResult<void> const done = PyErr::make<PyValueError>("text");
    auto const use = [&]() -> PyResult<std::size_t> {
        TETHER_TRY(auto text, named);
        TETHER_TRY(auto& in_place, named);
        in_place += "s";
        TETHER_TRY(done);
        return text.size();
    };
    CHECK(use().is_err());
    CHECK(use().is_err());
    CHECK(*named == "a string that is too long for its own bufferss");
    CHECK(std::string(done.error().what()) == "ValueError: text");
}

TEST_CASE("TETHER_TRY passes the exception itself on, without a throw") {
    attach([](Python py) {
        auto const raises = [&]() -> PyResult<Bound<PyAny>> { return py.eval("{}['k']"); };
        auto const middle = [&]() noexcept -> PyResult<void> {
            TETHER_TRY(auto value, raises());
            TETHER_TRY(value.setattr("name", 5));
            return ok();
        };
        auto const outer = [&]() noexcept -> PyResult<std::optional<PyErr>> {
            TETHER_TRY(middle());
            return std::nullopt;
        };
        auto const result = outer();
        CHECK(std::string(result.error().what()) == "KeyError: 'k'");
        CHECK(result.error().traceback(py).has_value());
    });
}
