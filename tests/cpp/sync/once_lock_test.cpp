// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/sync/once_lock.hpp>

#include <catch2/catch.hpp>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

using namespace tether;

namespace {

constinit PyOnceLock<Py<PyAny>> constant;

struct NoMove {
    explicit NoMove(int number) : n(number) {}
    NoMove(const NoMove&) = delete;
    NoMove& operator=(const NoMove&) = delete;
    int n;
};

/// Detached for a moment, so that whoever wants the GIL has it.
void let_others_in(Python py) {
    py.detach([] { std::this_thread::sleep_for(std::chrono::milliseconds(2)); });
}

} // namespace

TEST_CASE("a PyOnceLock is empty, then has one value for ever") {
    PyOnceLock<std::string> once;
    attach([&](Python py) {
        REQUIRE(once.get(py) == nullptr);
        const std::string& made = once.get_or_init(py, [] { return "made"; });
        REQUIRE(made == "made");
        REQUIRE(&once.get_or_init(py, [] { return "again"; }) == &made);
        REQUIRE(once.get(py) == &made);
        REQUIRE(!*once.set(py, "later"));
        REQUIRE(made == "made");
    });
}

TEST_CASE("a PyOnceLock is set from outside once") {
    PyOnceLock<int> once;
    attach([&](Python py) {
        REQUIRE(*once.set(py, 1));
        REQUIRE(!*once.set(py, 2));
        REQUIRE(*once.get(py) == 1);
        REQUIRE(once.get_or_init(py, [] { return 3; }) == 1);
        REQUIRE(**once.get_or_try_init(py, []() -> PyResult<int> { return 4; }) == 1);
    });
}

TEST_CASE("a PyOnceLock holds what cannot be moved, made in its place") {
    PyOnceLock<NoMove> once;
    attach([&](Python py) { REQUIRE(once.get_or_init(py, [] { return NoMove(7); }).n == 7); });
}

TEST_CASE("what fails leaves a PyOnceLock empty, and the next one tries") {
    PyOnceLock<int> once;
    attach([&](Python py) {
        auto failed = once.get_or_try_init(py, [&] { return py.eval("1 / 0")->extract<int>(); });
        REQUIRE(failed.is_err());
        REQUIRE(std::string(failed.error().what()) == "ZeroDivisionError: division by zero");
        REQUIRE(once.get(py) == nullptr);

        failed = once.get_or_try_init(py, [&]() -> PyResult<int> {
            TETHER_TRY(auto value, py.eval("1 / 0"));
            return value.extract<int>();
        });
        REQUIRE(std::string(failed.error().what()) == "ZeroDivisionError: division by zero");

        auto refused =
            once.get_or_try_init(py, []() -> PyResult<int> { return PyErr::make<PyValueError>("no"); });
        REQUIRE(refused.error().is_instance<PyValueError>(py));
        REQUIRE(once.get(py) == nullptr);

        REQUIRE_THROWS_AS(once.get_or_init(py, []() -> int { throw std::out_of_range("no"); }),
                          std::out_of_range);
        REQUIRE(once.get(py) == nullptr);
        REQUIRE(**once.get_or_try_init(py, [&] { return py.eval("6 * 7")->extract<int>(); }) == 42);
    });
}

TEST_CASE("an initialiser that needs its own value is an error, in each of its forms") {
    const std::string text =
        "RuntimeError: this PyOnceLock is being set by this very thread: its initialiser "
        "needs the value that it makes";
    PyOnceLock<int> once;
    attach([&](Python py) {
        auto from_within = once.get_or_try_init(py, [&]() -> PyResult<int> {
            TETHER_TRY(const int* value, once.get_or_try_init(py, []() -> PyResult<int> { return 1; }));
            return *value;
        });
        REQUIRE(from_within.error().what() == text);

        try {
            once.get_or_init(py, [&] { return once.get_or_init(py, [] { return 1; }); });
            FAIL("no error");
        } catch (const Raised& raised) {
            REQUIRE(raised.what() == text);
        }

        std::string of_set;
        REQUIRE(once.get_or_init(py, [&] {
            of_set = once.set(py, 5).error().what();
            REQUIRE(once.get(py) == nullptr);
            return 6;
        }) == 6);
        REQUIRE(of_set == text);
    });
}

TEST_CASE("many threads get one value, though its initialiser lets all of them in") {
    for (int round = 0; round < 10; ++round) {
        PyOnceLock<Py<PyAny>> once;
        std::atomic<int> made{0};
        std::atomic<int> same{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] {
                attach([&](Python py) {
                    const Py<PyAny>& value = once.get_or_init(py, [&] {
                        ++made;
                        let_others_in(py);
                        return py.eval("[]")->unbind();
                    });
                    same += value.is(*once.get(py)) ? 1 : 0;
                });
            });
        for (std::thread& thread : threads) thread.join();
        REQUIRE(made == 1);
        REQUIRE(same == 8);
    }
}

TEST_CASE("those who wait while an initialiser fails try in turn") {
    PyOnceLock<int> once;
    std::atomic<int> tries{0};
    std::atomic<int> errors{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i)
        threads.emplace_back([&] {
            attach([&](Python py) {
                auto const value = once.get_or_try_init(py, [&]() -> PyResult<int> {
                    const int mine = ++tries;
                    let_others_in(py);
                    if (mine < 4) return PyErr::make<PyValueError>("not yet");
                    return mine;
                });
                if (value.is_err())
                    ++errors;
                else
                    REQUIRE(**value == 4);
            });
        });
    for (std::thread& thread : threads) thread.join();
    REQUIRE(tries == 4);
    REQUIRE(errors == 3);
}

TEST_CASE("a constant PyOnceLock keeps a Python object", "[leaks]") {
    attach([](Python py) {
        auto const& list = constant.get_or_init(py, [&] { return py.eval("[1]")->unbind(); });
        REQUIRE(*list.bind(py).len() == 1);
    });
}
