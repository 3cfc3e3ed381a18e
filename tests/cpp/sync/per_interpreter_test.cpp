// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/sync/per_interpreter.hpp>

#include <catch2/catch.hpp>

using namespace tether;

namespace {

constinit PerInterpreter<Py<PyAny>> cache;
constinit PerInterpreter<int> number;

} // namespace

TEST_CASE("a PerInterpreter is one PyOnceLock in this interpreter, and each variable its own", "[leaks]") {
    attach([](Python py) {
        auto const& made = cache.here(py).get_or_init(py, [&] { return py.eval("[1]")->unbind(); });
        REQUIRE(&cache.here(py) == &cache.here(py));
        REQUIRE(made.is(*cache.here(py).get(py)));
        REQUIRE(number.here(py).get_or_init(py, [] { return 7; }) == 7);
    });
}
