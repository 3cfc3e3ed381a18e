// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Finds the tests that leave Python objects behind, by running all of them again and counting. Included by
// main.cpp.
#pragma once

#include <catch2/catch.hpp>

#include <tether/ffi.hpp>

#include <cstdio>
#include <map>
#include <string>
#include <vector>

namespace tether_tests {

/// What the interpreter has of its own: references where it counts them (a debug build), else blocks of
/// memory.
struct Footprint {
    long long references = 0;
    long long blocks = 0;
};

inline long long ask_sys(const char* function) {
    PyObject* counter = PySys_GetObject(function);
    if (counter == nullptr) return 0;
    PyObject* number = PyObject_CallNoArgs(counter);
    if (number == nullptr) {
        PyErr_Clear();
        return 0;
    }
    const long long result = PyLong_AsLongLong(number);
    Py_DECREF(number);
    return result;
}

inline Footprint footprint() {
    const PyGILState_STATE attached = PyGILState_Ensure();
    PyGC_Collect();
    const Footprint result{ask_sys("gettotalrefcount"), ask_sys("getallocatedblocks")};
    PyGILState_Release(attached);
    return result;
}

/// The growth of every test case, one entry a run.
inline std::map<std::string, std::vector<Footprint>>& growth() {
    static std::map<std::string, std::vector<Footprint>> all;
    return all;
}

inline bool& counting() {
    static bool on = false;
    return on;
}

/// Counts around each test case. A test tagged [leaks] says that it leaves something behind by intent, one
/// tagged [interpreter] ends the interpreter that would be asked.
class LeakListener : public Catch::TestEventListenerBase {
  public:
    using TestEventListenerBase::TestEventListenerBase;

    void testCaseStarting(const Catch::TestCaseInfo& test) override {
        if (is_counted(test)) before_ = footprint();
    }
    void testCaseEnded(const Catch::TestCaseStats& stats) override {
        if (!is_counted(stats.testInfo)) return;
        const Footprint after = footprint();
        growth()[stats.testInfo.name].push_back(
            {after.references - before_.references, after.blocks - before_.blocks});
    }

  private:
    Footprint before_;

    static bool is_counted(const Catch::TestCaseInfo& test) {
        if (!counting()) return false;
        for (const auto& tag : test.lcaseTags) {
            if (tag == "leaks" || tag == "interpreter") return false;
        }
        return true;
    }
};

/// Runs the tests of `session` again, quietly, and names those that grew every time: one growth is a cache
/// that fills. Gives the process's exit status.
inline int report_leaks(Catch::Session& session) {
    constexpr int rounds = 4;
    counting() = true;
    Catch::ConfigData quiet = session.configData();
    quiet.outputFilename = "/dev/null";
    session.useConfigData(quiet);
    for (int round = 0; round < rounds; ++round) {
        if (session.run() != 0) {
            std::fprintf(stderr, "leak check: a test that passed fails when it is run again\n");
            return 1;
        }
    }
    int leaking = 0;
    for (const auto& [name, runs] : growth()) {
        bool references = true;
        bool blocks = true;
        for (std::size_t i = 1; i < runs.size(); ++i) {
            references = references && runs[i].references > 0;
            blocks = blocks && runs[i].blocks > 0;
        }
        if (!references && !blocks) continue;
        ++leaking;
        std::fprintf(stderr, "leak check: \"%s\" leaves %lld references and %lld blocks behind\n",
                     name.c_str(), runs.back().references, runs.back().blocks);
    }
    std::printf("leak check: %zu test cases, %d leak\n", growth().size(), leaking);
    return leaking != 0 ? 1 : 0;
}

} // namespace tether_tests
