// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/pointers.hpp>
#include <tether/token/ungil.hpp>

#include <catch2/catch.hpp>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

using namespace tether;

// What may be used detached.
static_assert(Ungil<int>);
static_assert(Ungil<void>);
static_assert(Ungil<std::string>);
static_assert(Ungil<const std::vector<double>&>);
static_assert(Ungil<PyObject*>);
static_assert(Ungil<PyErr>);
static_assert(Ungil<Py<PyAny>>);
static_assert(Ungil<Py<PyBaseException>&>);
static_assert(Ungil<std::vector<Py<PyAny>>>);
static_assert(Ungil<std::map<std::string, Py<PyAny>>>);
static_assert(Ungil<PyResult<Py<PyAny>>>);
static_assert(Ungil<std::tuple<>>);

// The token, views, bound and borrowed pointers may not.
static_assert(!Ungil<Python>);
static_assert(!Ungil<IntoPy>);
static_assert(!Ungil<PyAny>);
static_assert(!Ungil<const PyAny&>);
static_assert(!Ungil<PyValueError*>);
static_assert(!Ungil<Bound<PyAny>>);
static_assert(!Ungil<Bound<PyAny>&>);
static_assert(!Ungil<Bound<PyAny>&&>);
static_assert(!Ungil<const Bound<PyAny>* const>);
static_assert(!Ungil<Borrowed<PyAny>>);

// Nor what visibly holds one of them.
static_assert(!Ungil<Bound<PyAny>[3]>);
static_assert(!Ungil<std::array<Bound<PyAny>, 3>>);
static_assert(!Ungil<std::span<const Bound<PyAny>>>);
static_assert(!Ungil<std::vector<Bound<PyAny>>>);
static_assert(!Ungil<std::optional<Borrowed<PyAny>>>);
static_assert(!Ungil<std::pair<int, Python>>);
static_assert(!Ungil<std::tuple<int, const Bound<PyAny>&>>);
static_assert(!Ungil<std::variant<int, Bound<PyAny>>>);
static_assert(!Ungil<std::unique_ptr<Bound<PyAny>>>);
static_assert(!Ungil<std::map<std::string, std::vector<Bound<PyAny>>>>);
static_assert(!Ungil<PyResult<Bound<PyAny>>>);

namespace {

struct Context {
    Bound<PyAny> object;
};

template <class T> struct OwnView : PyAny {};

struct Unchecked {
    Bound<PyAny> object;
};

} // namespace

template <> inline constexpr bool tether::ungil<Context> = false;

static_assert(!Ungil<Context>);
static_assert(!Ungil<std::shared_ptr<Context>>);
static_assert(!Ungil<OwnView<int>>);

// What a type hides is not seen.
static_assert(Ungil<Unchecked>);
static_assert(Ungil<std::function<void()>>);

TEST_CASE("what assume_ungil vouches for keeps its state") {
    int calls = 0;
    auto vouched = assume_ungil([&calls] { return ++calls; });
    REQUIRE(vouched.f() == 1);
    REQUIRE(calls == 1);
}
