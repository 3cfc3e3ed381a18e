// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The main program of every layer's tests: Python is started once, the thread is left detached, and then all
// tests are run again, to find those that leave objects behind.
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>

#include "interpreter.hpp"

#include <cstdio>
#include <map>
#include <string>
#include <vector>

namespace {

using tether_tests::footprint;
using tether_tests::Footprint;

bool counting = false;
std::map<std::string, std::vector<Footprint>> growth; // of each test case, one entry a round

/// A test tagged [leaks] says that it leaves something behind by intent, one tagged [interpreter] ends the
/// interpreter that would be asked.
bool is_counted(const Catch::TestCaseInfo& test) {
    if (!counting) return false;
    for (const auto& tag : test.lcaseTags) {
        if (tag == "leaks" || tag == "interpreter") return false;
    }
    return true;
}

class LeakListener : public Catch::TestEventListenerBase {
  public:
    using TestEventListenerBase::TestEventListenerBase;

    void testCaseStarting(const Catch::TestCaseInfo& test) override {
        if (is_counted(test)) before_ = footprint();
    }
    void testCaseEnded(const Catch::TestCaseStats& stats) override {
        if (!is_counted(stats.testInfo)) return;
        const Footprint after = footprint();
        growth[stats.testInfo.name].push_back(
            {after.references - before_.references, after.blocks - before_.blocks});
    }

  private:
    Footprint before_;
};
CATCH_REGISTER_LISTENER(LeakListener)

/// Runs the tests of `session` so many times, quietly; false if one fails that passed before.
bool run_again(Catch::Session& session, int rounds, const std::vector<std::string>& names = {}) {
    Catch::ConfigData quiet = session.configData();
    quiet.outputFilename = "/dev/null";
    if (!names.empty()) quiet.testsOrTags.clear();
    for (const auto& name : names) {
        std::string quoted = names.front() == name ? "\"" : ",\"";
        for (char c : name) quoted += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
        quiet.testsOrTags.push_back(quoted + '"');
    }
    session.useConfigData(quiet);
    growth.clear();
    for (int round = 0; round < rounds; ++round) {
        if (session.run() != 0) return false;
    }
    return true;
}

/// The tests that left more behind than they found in each of the last three rounds.
std::vector<std::string> growing() {
    std::vector<std::string> names;
    for (const auto& [name, rounds] : growth) {
        bool references = true;
        bool blocks = true;
        for (std::size_t i = rounds.size() - 3; i < rounds.size(); ++i) {
            references = references && rounds[i].references > 0;
            blocks = blocks && rounds[i].blocks > 0;
        }
        if (references || blocks) names.push_back(name);
    }
    return names;
}

int check_leaks(Catch::Session& session) {
    counting = true;
    bool is_stable = run_again(session, 4);
    const std::size_t tests = growth.size();
    std::vector<std::string> leaking = growing();
    if (is_stable && !leaking.empty()) { // a cache may take hundreds of runs to fill
        is_stable = run_again(session, 400, leaking);
        leaking = growing();
    }
    if (!is_stable) {
        std::fprintf(stderr, "leak check: a test that passed fails when it is run again\n");
        return 1;
    }
    for (const auto& name : leaking) {
        const Footprint last = growth[name].back();
        std::fprintf(stderr, "leak check: \"%s\" leaves %lld references and %lld blocks of memory behind\n",
                     name.c_str(), last.references, last.blocks);
    }
    std::printf("leak check: %zu test cases, %zu leak\n", tests, leaking.size());
    return leaking.empty() ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    Catch::Session session;
    if (const int status = session.applyCommandLine(argc, argv); status != 0) return status;
    const Catch::ConfigData& asked = session.configData();
    if (asked.showHelp || asked.listTests || asked.listTags || asked.listTestNamesOnly) return session.run();
    tether_tests::start_python();
    int status = session.run();
    const Footprint counted =
        footprint(); // nothing where malloc has no count of its blocks: a tool looks for leaks
    if (status == 0 && (counted.references > 0 || counted.blocks > 0)) status = check_leaks(session);
    tether_tests::end_python();
    return status;
}
