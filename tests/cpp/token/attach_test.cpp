// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/tether.hpp>

#include <catch2/catch.hpp>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace tether;

namespace {

bool is_attached() { return tether::ffi::current_thread_state() != nullptr; }

/// Another thread that has the GIL, where there is one, as long as this lives.
class Holder {
  public:
    Holder() : thread_([this] { attach([this](Python) { hold(); }); }) { has_it_.wait(false); }

    Holder(const Holder&) = delete;
    Holder& operator=(const Holder&) = delete;

    ~Holder() {
        let_go_ = true;
        thread_.join();
    }

  private:
    void hold() {
        has_it_ = true;
        has_it_.notify_all();
        while (!let_go_) std::this_thread::yield();
    }

    std::atomic<bool> has_it_{false};
    std::atomic<bool> let_go_{false};
    std::thread thread_;
};

} // namespace

TEST_CASE("a thread is attached inside attach() and nowhere else") {
    REQUIRE(!is_attached());
    const int answer = attach([](Python py) {
        REQUIRE(is_attached());
        return *py.eval("6 * 7")->extract<int>();
    });
    REQUIRE(answer == 42);
    REQUIRE(!is_attached());
    REQUIRE(with_gil([](Python) { return is_attached(); }));
}

TEST_CASE("a thread is detached although another one holds the GIL") {
    const Holder holder;
    REQUIRE(!is_attached());
}

TEST_CASE("attach() nests, and the inner one leaves the outer one attached") {
    attach([](Python) {
        PyThreadState* const thread = PyThreadState_Get();
        attach([&](Python) { REQUIRE(PyThreadState_Get() == thread); });
        REQUIRE(PyThreadState_Get() == thread);
        REQUIRE(try_attach([&](Python) { REQUIRE(PyThreadState_Get() == thread); }));
        REQUIRE(PyThreadState_Get() == thread);
    });
    REQUIRE(!is_attached());
}

TEST_CASE("attach() inside detach() inside attach() comes back to the same thread state") {
    attach([](Python outer) {
        PyThreadState* const thread = PyThreadState_Get();
        outer.detach(assume_ungil([&] {
            REQUIRE(!is_attached());
            attach([&](Python inner) {
                REQUIRE(PyThreadState_Get() == thread);
                inner.detach(assume_ungil([&] {
                    REQUIRE(!is_attached());
                    attach([&](Python) { REQUIRE(PyThreadState_Get() == thread); });
                    REQUIRE(!is_attached());
                }));
                REQUIRE(PyThreadState_Get() == thread);
            });
            REQUIRE(!is_attached());
        }));
        REQUIRE(PyThreadState_Get() == thread);
    });
    REQUIRE(!is_attached());
}

TEST_CASE("threads that Python does not know can attach, many at once") {
    std::atomic<int> sum{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&sum, i] {
            for (int round = 0; round < 50; ++round) {
                sum += attach([i](Python py) {
                    return *py.detach(
                                  [](int n) {
                                      return attach([n](Python p) { return p.eval("1")->add(n)->unbind(); });
                                  },
                                  i)
                                .bind(py)
                                .extract<int>();
                });
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    REQUIRE(sum == 50 * (8 + 28));
}

TEST_CASE("a thread that the C API attached is attached") {
    std::thread([] {
        const PyGILState_STATE state = PyGILState_Ensure();
        PyThreadState* const thread = PyThreadState_Get();
        bool same = attach([&](Python py) {
            return py.detach(
                [](PyThreadState* mine) {
                    return !is_attached() && attach([&](Python) { return PyThreadState_Get() == mine; });
                },
                thread);
        });
        same = same && PyThreadState_Get() == thread;
        PyGILState_Release(state);
        REQUIRE(same);
        REQUIRE(!is_attached());
    }).join();
}

TEST_CASE("others run while a thread is detached") {
    std::atomic<bool> has_run{false};
    attach([&](Python py) {
        std::thread other([&] { attach([&](Python) { has_run = true; }); });
        py.detach([](std::thread& thread) { thread.join(); }, other);
        REQUIRE(has_run);
        // The name of old.
        py.allow_threads([](std::atomic<bool>& flag) { flag = false; }, has_run);
        REQUIRE(!has_run);
    });
}

TEST_CASE("detach() passes arguments and results through as they are") {
    attach([](Python py) {
        std::string text = "a text that is too long for a small string";
        const char* const data = text.data();
        const std::string moved = py.detach([](std::string&& t) { return std::move(t); }, std::move(text));
        REQUIRE(moved.data() == data);

        int number = 1;
        int& same = py.detach([](int& n) -> int& { return n; }, number);
        REQUIRE(&same == &number);

        const auto list = py.eval("[]")->unbind();
        const bool is_same = py.detach(
            [](const Py<PyAny>& mine) {
                return attach([&](Python inner) { return mine.bind(inner).is(mine.bind(inner)); });
            },
            list);
        REQUIRE(is_same);
    });
}

TEST_CASE("a C++ exception passes detach() and attach(), and both undo what they did") {
    attach([](Python py) {
        REQUIRE_THROWS_AS(py.detach([] { throw std::runtime_error("detached"); }), std::runtime_error);
        REQUIRE(is_attached());
    });
    REQUIRE(!is_attached());
    REQUIRE_THROWS_AS(attach([](Python py) {
                          py.detach([] { attach([](Python) { throw std::runtime_error("inside"); }); });
                      }),
                      std::runtime_error);
    REQUIRE(!is_attached());
}

TEST_CASE("a Python exception passes detach()") {
    auto result = attach([](Python py) -> PyResult<int> {
        return py.detach(
            [] { return attach([](Python inner) { return *inner.eval("1 // 0")->extract<int>(); }); });
    });
    REQUIRE(result.is_err());
    REQUIRE(std::string(result.error().what()).rfind("ZeroDivisionError: ", 0) == 0);
    REQUIRE(!is_attached());
}

TEST_CASE("an exception that is raised stays raised through attach() and detach()") {
    attach([](Python py) {
        PyErr_SetString(PyExc_KeyError, "in flight");
        attach([](Python) {});
        py.detach([] { attach([](Python) {}); });
        REQUIRE(PyErr_ExceptionMatches(PyExc_KeyError) != 0);
        PyErr_Clear();
    });
}

TEST_CASE("try_attach() gives a result in an optional, and a bool for nothing") {
    const std::optional<int> answer = try_attach([](Python py) { return *py.eval("6 * 7")->extract<int>(); });
    REQUIRE(answer == 42);
    REQUIRE(try_attach([](Python) {}));
    const auto failed = try_attach([](Python py) -> PyResult<void> { return py.run("1 / 0"); });
    REQUIRE(failed.has_value());
    REQUIRE(failed->is_err());
}

TEST_CASE("attach_unchecked() attaches without a question, and undoes it") {
    REQUIRE(attach_unchecked([](Python py) { return *py.eval("6 * 7")->extract<int>(); }) == 42);
    REQUIRE(!is_attached());
    attach([](Python) {
        attach_unchecked([](Python) { REQUIRE(is_attached()); });
        REQUIRE(is_attached());
    });
    std::thread([] {
        const auto failed = attach_unchecked([](Python py) -> PyResult<void> { return py.run("1 / 0"); });
        REQUIRE(!is_attached());
        REQUIRE(failed.is_err());
    }).join();
}
