// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// In checked builds the use of a bound pointer on a thread that is not attached ends the program with a
// sentence that names the call. The argument says which use.
#undef TETHER_CHECKED
#define TETHER_CHECKED 1

#include "check.hpp"

#include <csignal>
#include <thread>

using namespace tether;

namespace {

/// A class that hides what it holds from the compiler.
struct Smuggler {
    Bound<PyAny> object;
};

struct Use {
    const char* name;
    void (*run)(Smuggler&);
};

const Use uses[] = {
    {"getattr", [](Smuggler& s) { (void)s.object.getattr("append"); }},
    {"interned_getattr", [](Smuggler& s) { (void)s.object.getattr<"append">(); }},
    {"len", [](Smuggler& s) { (void)s.object.len(); }},
    {"call", [](Smuggler& s) { (void)s.object(1, 2); }},
    {"repr", [](Smuggler& s) { (void)s.object.repr(); }},
    {"cast", [](Smuggler& s) { (void)s.object.cast_unchecked<PyAny>(); }},
    {"copy", [](Smuggler& s) { const Bound<PyAny> copied = s.object; }},
    {"borrow", [](Smuggler& s) { (void)s.object.as_borrowed().to_owned(); }},
    {"unbind", [](Smuggler& s) { (void)s.object.unbind(); }},
    {"token", [](Smuggler& s) { (void)s.object.py(); }},
    {"destructor", [](Smuggler& s) { const auto moved = std::move(s.object); }},
    {"from_the_air", [](Smuggler&) { (void)Python::assume_attached(); }},
};

} // namespace

int main(int, char** argv) {
    const std::string what = argv[1];
    const std::string where = argv[2];
    // What says the message then calls abort(), whose core nobody wants.
    std::signal(SIGABRT, [](int) { std::_Exit(3); });
    const Interpreter python(tether_tests::config());
    attach([&](Python py) {
        Smuggler smuggler{*py.eval("[]")};
        for (const Use& use : uses) {
            if (what != use.name) continue;
            if (where == "detached")
                py.detach(assume_ungil([&] { use.run(smuggler); }));
            else // this thread has the GIL meanwhile, and that one has not
                std::thread([&] { use.run(smuggler); }).join();
        }
    });
    std::puts("nothing was noticed");
}
