// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/error/result.hpp>

#include "support.hpp"

#include <catch2/catch.hpp>

#include <any>
#include <memory>
#include <variant>

using namespace tether;

namespace {

PyErr failure() { return PyErr::make<PyValueError>("text"); }

struct Counted {
    static inline int alive = 0;
    int value;
    explicit Counted(int v) : value(v) { ++alive; }
    Counted(const Counted& other) : value(other.value) { ++alive; }
    Counted& operator=(const Counted&) = default;
    ~Counted() { --alive; }
};

struct Throwing {
    static inline bool throws = false;
    std::string value;
    explicit Throwing(std::string v) : value(std::move(v)) {}
    Throwing(const Throwing& other) : value(other.value) {
        if (throws) throw std::runtime_error("copy");
    }
    Throwing(Throwing&& other) noexcept(false) : Throwing(std::as_const(other)) {}
    Throwing& operator=(const Throwing&) = default;
};

template <class T>
concept Assignable = requires(T& a, T b) { a = std::move(b); };

} // namespace

// Sizes, and what costs nothing.
static_assert(sizeof(PyResult<Bound<PyAny>>) == 2 * sizeof(void*));
static_assert(sizeof(PyResult<void>) == 2 * sizeof(void*));
static_assert(sizeof(PyResult<bool>) == 2 * sizeof(void*));
static_assert(std::is_nothrow_move_constructible_v<PyResult<Bound<PyAny>>>);
static_assert(std::is_nothrow_move_assignable_v<PyResult<Bound<PyAny>>>);
static_assert(std::is_nothrow_move_constructible_v<PyResult<void>>);
static_assert(std::is_nothrow_constructible_v<PyResult<std::string>, PyErr>);
static_assert(!std::is_nothrow_move_constructible_v<PyResult<Throwing>>);

// A result is never a bool, and a pointer is never a bool in one.
static_assert(!std::is_constructible_v<bool, PyResult<bool>>);
static_assert(!std::is_constructible_v<bool, PyResult<int>>);
static_assert(!std::is_constructible_v<bool, PyResult<void>>);
static_assert(!std::is_convertible_v<const char*, PyResult<bool>>);
static_assert(!std::is_constructible_v<PyResult<bool>, const char*>);

// What converts to T converts to the result, implicitly where it would.
static_assert(std::is_convertible_v<const char*, PyResult<std::string>>);
static_assert(std::is_convertible_v<int, PyResult<double>>);
static_assert(std::is_convertible_v<std::nullopt_t, PyResult<std::optional<int>>>);
static_assert(std::is_constructible_v<PyResult<Counted>, int> &&
              !std::is_convertible_v<int, PyResult<Counted>>);
static_assert(!std::is_constructible_v<PyResult<int>, std::string>);
static_assert(std::is_convertible_v<PyResult<Bound<PyInt>>, PyResult<Bound<PyAny>>>);
static_assert(!std::is_constructible_v<PyResult<Bound<PyInt>>, PyResult<Bound<PyAny>>>);
static_assert(std::is_convertible_v<PyResult<int>, PyResult<std::optional<int>>>);
static_assert(!std::is_constructible_v<PyResult<int>, PyResult<void>>);
static_assert(!std::is_constructible_v<PyResult<void>, PyResult<int>>);

// An error converts, unless it could be meant as the value.
static_assert(std::is_convertible_v<PyErr, PyResult<int>>);
static_assert(std::is_convertible_v<Raised, PyResult<int>>);
static_assert(std::is_convertible_v<PyErr, PyResult<void>>);
static_assert(!std::is_constructible_v<PyResult<std::optional<PyErr>>, PyErr>);
static_assert(!std::is_constructible_v<PyResult<std::any>, PyErr>);
static_assert(!std::is_constructible_v<PyResult<std::variant<int, PyErr>>, PyErr>);

// What cannot be had of T cannot be had of its result.
static_assert(!std::is_copy_constructible_v<PyResult<std::unique_ptr<int>>>);
static_assert(std::is_default_constructible_v<PyResult<int>> &&
              !std::is_default_constructible_v<PyResult<Counted>>);
static_assert(Assignable<PyResult<std::string>> && Assignable<PyResult<Throwing>>);
static_assert(!std::is_constructible_v<PyResult<Counted>>);

TEST_CASE("A result is made by return statements as std::expected is") {
    auto const text = []() -> PyResult<std::string> { return "text"; };
    auto const empty = []() -> PyResult<std::vector<int>> { return {}; };
    auto const nothing = []() -> PyResult<void> { return {}; };
    auto const none = []() -> PyResult<std::optional<int>> { return std::nullopt; };
    auto const moved = []() -> PyResult<std::unique_ptr<int>> { return std::make_unique<int>(5); };
    auto const local = []() -> PyResult<std::unique_ptr<int>> {
        auto value = std::make_unique<int>(6);
        return value;
    };
    auto const list = []() -> PyResult<std::vector<int>> { return std::vector{1, 2, 3}; };
    CHECK(*text() == "text");
    CHECK(empty()->empty());
    CHECK(nothing().is_ok());
    CHECK_FALSE(none()->has_value());
    CHECK(**moved() == 5);
    CHECK(**local() == 6);
    CHECK(list()->size() == 3);
}

TEST_CASE("ok() and err() say what a value or an error alone could not") {
    auto const value = []() -> PyResult<std::optional<PyErr>> { return ok(failure()); };
    auto const error = []() -> PyResult<std::optional<PyErr>> { return err(failure()); };
    auto const any = []() -> PyResult<std::any> { return ok(failure()); };
    auto const any_error = []() -> PyResult<std::any> { return err(failure()); };
    auto const any_value = []() -> PyResult<std::any> { return 5; };
    CHECK(value().is_ok());
    CHECK(value()->has_value());
    CHECK(error().is_err());
    CHECK(std::any_cast<PyErr>(*any()).what() == std::string("ValueError: text"));
    CHECK(any_error().is_err());
    CHECK(std::any_cast<int>(*any_value()) == 5);
}

TEST_CASE("A result of a base is made from one of a derived type") {
    attach([](Python py) {
        auto const derived = [&](bool good) -> PyResult<Bound<PyInt>> {
            if (!good) return failure();
            return PyInt::create(py, 123456);
        };
        auto const base = [&](bool good) -> PyResult<Bound<PyAny>> { return derived(good); };
        auto const local = [&](bool good) -> PyResult<Bound<PyAny>> {
            auto result = derived(good);
            return result;
        };
        auto const number = base(true);
        CHECK(Py_REFCNT(number->as_ptr()) == 1);
        CHECK(Py_REFCNT(local(true)->as_ptr()) == 1);
        CHECK(std::string(base(false).error().what()) == "ValueError: text");
        CHECK(std::string(local(false).error().what()) == "ValueError: text");
    });
}

TEST_CASE("`*`, `->` and value() throw the error of a result") {
    PyResult<std::string> const bad = failure();
    CHECK_THROWS_WITH(*bad, "ValueError: text");
    CHECK_THROWS_AS(bad->size(), Raised);
    CHECK_THROWS_AS(bad.value(), PyErr);
    CHECK_THROWS_AS(*PyResult<std::string>(failure()), Raised);
    CHECK_THROWS_AS(*PyResult<void>(failure()), Raised);
    CHECK_THROWS_AS(PyResult<void>(failure()).value(), Raised);
    PyResult<std::string> good = "text";
    CHECK(*good == "text");
    CHECK(good->size() == 4);
    good->append("s");
    *good += "!";
    CHECK(good.value() == "texts!");
    *PyResult<void>();
}

TEST_CASE("What is thrown again and again is the same exception") {
    attach([](Python py) {
        PyResult<int> const bad = failure();
        PyObject* seen[2] = {};
        for (auto& exception : seen) {
            try {
                (void)*bad;
            } catch (const PyErr& error) {
                exception = error.value(py).as_ptr();
            }
        }
        CHECK(seen[0] != nullptr);
        CHECK(seen[0] == seen[1]);
    });
}

TEST_CASE("`*` of a temporary is a value: a loop and a reference over it live") {
    auto const make = []() -> PyResult<std::vector<std::string>> {
        return std::vector<std::string>{"a string that is too long for its own buffer", "b"};
    };
    std::string all;
    for (auto const& text : *make()) all += text;
    CHECK(all == "a string that is too long for its own bufferb");
    auto const& kept = *make();
    CHECK(kept[0].size() == 44);
    auto&& value = make().value();
    CHECK(value[1] == "b");
    static_assert(std::is_same_v<decltype(*make()), std::vector<std::string>>);
    static_assert(std::is_same_v<decltype(make().value()), std::vector<std::string>>);
}

TEST_CASE("Results are copied, moved and assigned, and destroy what they had once") {
    {
        PyResult<Counted> one(1);
        PyResult<Counted> const two(2);
        PyResult<Counted> bad = failure();
        CHECK(Counted::alive == 2);
        one = two;
        CHECK(one->value == 2);
        bad = one;
        CHECK(bad->value == 2);
        CHECK(Counted::alive == 3);
        one = failure();
        CHECK(one.is_err());
        CHECK(Counted::alive == 2);
        auto& self = one;
        one = self;
        CHECK(std::string(one.error().what()) == "ValueError: text");
        one = std::move(self);
        CHECK(std::string(one.error().what()) == "ValueError: text");
        bad = std::move(one);
        CHECK(bad.is_err());
        one = Counted(5);
        CHECK(one->value == 5);
    }
    CHECK(Counted::alive == 0);

    PyResult<std::unique_ptr<int>> owner = std::make_unique<int>(5);
    auto moved = std::move(owner);
    owner = std::move(moved);
    CHECK(**owner == 5);
    std::unique_ptr<int> taken = *std::move(owner);
    CHECK(*taken == 5);

    PyResult<void> done;
    done = failure();
    PyResult<void> copy = done;
    done = ok();
    CHECK(done.is_ok());
    CHECK(std::string(copy.error().what()) == "ValueError: text");
    auto last = std::move(copy);
    CHECK(last.is_err());
    CHECK(copy.is_err()); // NOLINT(bugprone-use-after-move): moving an error makes no success
}

TEST_CASE("A value whose copy throws is never half there") {
    PyResult<Throwing> const good(Throwing("text"));
    Throwing::throws = true;
    CHECK_THROWS_AS(PyResult<Throwing>(good), std::runtime_error);
    Throwing::throws = false;
    PyResult<Throwing> const copy(good);
    CHECK(copy->value == "text");
    PyResult<Throwing> const bad = failure();
    PyResult<Throwing> const bad_copy(bad);
    CHECK(bad_copy.is_err());

    PyResult<Throwing> assigned = failure();
    Throwing::throws = true;
    CHECK_THROWS_AS(assigned = good, std::runtime_error);
    CHECK(std::string(assigned.error().what()) == "ValueError: text");
    Throwing::throws = false;
    assigned = good;
    CHECK(assigned->value == "text");
    assigned = PyResult<Throwing>(Throwing("other"));
    CHECK(assigned->value == "other");
    assigned = bad;
    CHECK(assigned.is_err());
    assigned = bad;
    CHECK(assigned.is_err());
}

TEST_CASE("The monadic members go on with the value or pass the error on") {
    auto const good = [] { return PyResult<int>(5); };
    auto const bad = [] { return PyResult<int>(failure()); };
    auto const never = [](auto&&...) -> int { throw std::logic_error("called"); };

    CHECK(good().value_or(7) == 5);
    CHECK(bad().value_or(7) == 7);
    PyResult<int> const named = failure();
    CHECK(named.value_or(8) == 8);

    CHECK(*good().transform([](int i) { return std::to_string(i); }) == "5");
    CHECK(bad().transform(never).is_err());
    int seen = 0;
    CHECK(good().transform([&](int i) { seen = i; }).is_ok());
    CHECK(seen == 5);
    CHECK(*good().transform([](int i) -> const std::string& {
        static std::string text;
        return text = std::to_string(i);
    }) == "5");

    CHECK(*good().and_then([](int i) -> PyResult<double> { return i / 2.0; }) == 2.5);
    CHECK(good().and_then([](int) -> PyResult<double> { return failure(); }).is_err());
    CHECK(bad().and_then([](int) -> PyResult<double> { throw std::logic_error("called"); }).is_err());
    CHECK(good().and_then([](int) -> PyResult<void> { return ok(); }).is_ok());

    CHECK(*good().or_else([](const PyErr&) -> PyResult<int> { throw std::logic_error("called"); }) == 5);
    CHECK(*bad().or_else([](const PyErr&) -> PyResult<int> { return 7; }) == 7);
    CHECK(*bad().or_else([](const PyErr&) { return 8; }) == 8);
    CHECK(bad().or_else([](PyErr error) -> PyResult<int> { return error; }).is_err());
    CHECK(std::string(bad()
                          .transform_error([](const PyErr&) { return PyErr::make<PyKeyError>("k"); })
                          .error()
                          .what()) == "KeyError: k");
    CHECK(*good().transform_error([](PyErr) -> PyErr { throw std::logic_error("called"); }) == 5);

    auto const done = [] { return PyResult<void>(); };
    auto const failed = [] { return PyResult<void>(failure()); };
    CHECK(*done().transform([] { return 5; }) == 5);
    CHECK(failed().transform([] { return 5; }).is_err());
    CHECK(done().transform([] {}).is_ok());
    CHECK(*done().and_then([]() -> PyResult<int> { return 5; }) == 5);
    CHECK(failed().and_then([]() -> PyResult<int> { return 5; }).is_err());
    CHECK(failed().or_else([](const PyErr&) -> PyResult<void> { return ok(); }).is_ok());
    CHECK(done().or_else([](const PyErr&) -> PyResult<void> { return failure(); }).is_ok());
    CHECK(std::string(failed()
                          .transform_error([](const PyErr&) { return PyErr::make<PyKeyError>("k"); })
                          .error()
                          .what()) == "KeyError: k");
}

TEST_CASE("The monadic members of a named result leave it as it is") {
    PyResult<std::string> const named = "text";
    CHECK(*named.transform([](const std::string& text) { return text.size(); }) == 4);
    CHECK(*named.and_then([](std::string text) -> PyResult<std::string> { return text + "s"; }) == "texts");
    CHECK(*named.or_else([](const PyErr&) -> PyResult<std::string> { return "other"; }) == "text");
    CHECK(*named == "text");
}
