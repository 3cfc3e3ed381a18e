// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Python that somebody else starts, uses and ends by the C API, with Tether in between.
#include "check.hpp"

#include <thread>

using namespace tether;
using tether_tests::evaluate;

namespace {

/// A thread that the C API attached is attached for Tether as well, and stays so.
void attached_by_others() {
    const PyGILState_STATE state = PyGILState_Ensure();
    PyThreadState* const thread = PyThreadState_Get();
    CHECK_TEXT(evaluate("6 * 7"), "42");
    CHECK(PyThreadState_Get() == thread);
    attach([&](Python py) {
        CHECK(PyThreadState_Get() == thread);
        const bool detached = py.detach(
            [](PyThreadState* mine) {
                CHECK(tether::ffi::current_thread_state() == nullptr);
                // Others attach by the C API meanwhile, on this thread too.
                const PyGILState_STATE inner = PyGILState_Ensure();
                CHECK(PyThreadState_Get() == mine);
                CHECK_TEXT(evaluate("'inside'"), "inside");
                PyGILState_Release(inner);
                std::thread([] {
                    const PyGILState_STATE in_thread = PyGILState_Ensure();
                    CHECK_TEXT(evaluate("'in a thread'"), "in a thread");
                    PyGILState_Release(in_thread);
                }).join();
                return tether::ffi::current_thread_state() == nullptr;
            },
            thread);
        CHECK(detached);
        CHECK(PyThreadState_Get() == thread);
    });
    PyGILState_Release(state);
}

/// Detached by the C API is detached: another thread holds the GIL, this one must not think that it does.
void detached_by_others() {
    const PyGILState_STATE state = PyGILState_Ensure();
    auto list = attach([](Python py) { return py.eval("[]")->unbind(); });
    const Py_ssize_t count = Py_REFCNT(list.as_ptr());
    auto second = attach([&](Python py) { return list.clone_ref(py); });
    PyThreadState* const thread = PyEval_SaveThread();
    std::thread([&] {
        attach([&](Python py) {
            // While this thread holds the GIL, the other drops its reference: into the pool.
            std::thread([&] { const auto gone = std::move(second); }).join();
            CHECK(Py_REFCNT(list.as_ptr()) == count + 1);
            // The next attach, a nested one too, gives it back.
            attach([](Python) {});
            // Without a GIL a reference that another thread than its maker's drops is counted later.
            CHECK(tether::ffi::free_threaded || Py_REFCNT(list.as_ptr()) == count);
            CHECK(list.bind(py).len().is_ok());
        });
    }).join();
    PyEval_RestoreThread(thread);
    attach([&](Python py) { std::move(list).drop_ref(py); });
    PyGILState_Release(state);
}

} // namespace

int main() {
    for (int i = 0; i < 3; ++i) {
        Py_InitializeEx(0);
        PyThreadState* const thread = PyEval_SaveThread();
        attached_by_others();
        detached_by_others();
        std::thread([] {
            attached_by_others();
            detached_by_others();
        }).join();
        PyEval_RestoreThread(thread);
        CHECK(Py_FinalizeEx() == 0);
        CHECK(!try_attach([](Python) {}));
    }
    std::puts("done");
}
