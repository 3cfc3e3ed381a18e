// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The main program of every layer's tests: Python is started once, the thread is left detached, and what a
// test leaves behind is a failure.
#define CATCH_CONFIG_RUNNER
#include "leaks.hpp"

#include <tether/ffi.hpp>

#if __has_include(<tether/embed.hpp>)
#include <tether/embed.hpp>
using Python_for_tests = tether::Interpreter;
#else
struct Python_for_tests {
    PyThreadState* state_;
    Python_for_tests() {
        Py_InitializeEx(0);
        state_ = PyEval_SaveThread();
    }
    Python_for_tests(const Python_for_tests&) = delete;
    Python_for_tests& operator=(const Python_for_tests&) = delete;
    ~Python_for_tests() {
        PyEval_RestoreThread(state_);
        Py_FinalizeEx();
    }
};
#endif

using tether_tests::LeakListener;
CATCH_REGISTER_LISTENER(LeakListener)

int main(int argc, char** argv) {
    Catch::Session session;
    if (const int status = session.applyCommandLine(argc, argv); status != 0) return status;
    const bool listing = session.configData().listTests || session.configData().listTags ||
                         session.configData().listTestNamesOnly || session.configData().showHelp;
    if (listing) return session.run();
    Python_for_tests python;
    const int failed = session.run();
    return failed != 0 ? failed : tether_tests::report_leaks(session);
}
