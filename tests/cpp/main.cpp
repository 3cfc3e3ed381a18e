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

/// True if each round but the first, which may fill caches, left more behind than it found.
template <class Member> bool grows(const std::vector<Footprint>& rounds, Member member) {
    for (std::size_t i = 1; i < rounds.size(); ++i) {
        if (rounds[i].*member <= 0) return false;
    }
    return rounds.size() > 1;
}

int check_leaks(Catch::Session& session) {
    counting = true;
    Catch::ConfigData quiet = session.configData();
    quiet.outputFilename = "/dev/null";
    session.useConfigData(quiet);
    for (int round = 0; round < 4; ++round) {
        if (session.run() != 0) {
            std::fprintf(stderr, "leak check: a test that passed fails when it is run again\n");
            return 1;
        }
    }
    int leaking = 0;
    for (const auto& [name, rounds] : growth) {
        if (!grows(rounds, &Footprint::references) && !grows(rounds, &Footprint::blocks)) continue;
        ++leaking;
        std::fprintf(stderr, "leak check: \"%s\" leaves %lld references and %lld blocks of memory behind\n",
                     name.c_str(), rounds.back().references, rounds.back().blocks);
    }
    std::printf("leak check: %zu test cases, %d leak\n", growth.size(), leaking);
    return leaking != 0 ? 1 : 0;
}

} // namespace

int main(int argc, char** argv) {
    Catch::Session session;
    if (const int status = session.applyCommandLine(argc, argv); status != 0) return status;
    const Catch::ConfigData& asked = session.configData();
    if (asked.showHelp || asked.listTests || asked.listTags || asked.listTestNamesOnly) return session.run();
    tether_tests::start_python();
    int status = session.run();
    if (status == 0) status = check_leaks(session);
    tether_tests::end_python();
    return status;
}
