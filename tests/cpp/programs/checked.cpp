// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// In checked builds the use of a bound pointer on a thread that is not attached ends the program with a
// sentence that names the call. The argument says which use.
#undef TETHER_CHECKED
#define TETHER_CHECKED 1

#include <tether/object/print.hpp>

#include "check.hpp"

#include <csignal>
#include <sstream>
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
    {"print", [](Smuggler& s) { std::ostringstream() << s.object; }},
    {"get_refcnt", [](Smuggler& s) { (void)s.object.get_refcnt(); }},
    {"cast", [](Smuggler& s) { (void)s.object.cast_unchecked<PyAny>(); }},
    {"copy", [](Smuggler& s) { const Bound<PyAny> copied = s.object; }},
    {"borrow", [](Smuggler& s) { (void)s.object.as_borrowed().to_owned(); }},
    {"unbind", [](Smuggler& s) { (void)s.object.unbind(); }},
    {"token", [](Smuggler& s) { (void)s.object.py(); }},
    {"destructor", [](Smuggler& s) { const auto moved = std::move(s.object); }},
    {"from_the_air", [](Smuggler&) { (void)Python::assume_attached(); }},
};

/// What is wrong although the thread is attached.
const Use attached_uses[] = {
    {"moved_from",
     [](Smuggler& s) {
         const auto moved = std::move(s.object);
         (void)s.object.len();
     }},
    {"copy_of_moved_from",
     [](Smuggler& s) {
         const auto moved = std::move(s.object);
         const auto copied = s.object;
     }},
    {"null", [](Smuggler& s) { (void)Bound<PyAny>::from_owned_ptr(s.object.py(), nullptr); }},
};

/// What an interpreter's end has made wrong.
void use_after_the_end(const std::string& what) {
    std::optional<Py<PyAny>> kept;
    {
        const Interpreter python(tether_tests::config());
        kept = attach([](Python py) { return py.eval("[]")->unbind(); });
    }
    const Interpreter again(tether_tests::config());
    attach([&](Python py) {
        if (what == "bind") (void)kept->bind(py).len();
        if (what == "clone_ref") (void)kept->clone_ref(py);
        if (what == "into_bound") (void)std::move(*kept).into_bound(py);
        if (what == "drop") kept.reset();
    });
}

template <std::size_t N> void run(const Use (&all)[N], const std::string& what, Smuggler& smuggler) {
    for (const Use& use : all) {
        if (what == use.name) use.run(smuggler);
    }
}

} // namespace

int main(int, char** argv) {
    const std::string what = argv[1];
    const std::string where = argv[2];
    // What says the message then calls abort(), whose core nobody wants.
    std::signal(SIGABRT, [](int) { std::_Exit(3); });
    if (where == "after_the_end") use_after_the_end(what);
    const Interpreter python(tether_tests::config());
    attach([&](Python py) {
        Smuggler smuggler{*py.eval("[]")};
        if (where == "attached") run(attached_uses, what, smuggler);
        if (where == "detached") py.detach(assume_ungil([&] { run(uses, what, smuggler); }));
        // This thread has the GIL meanwhile, and that one has not.
        if (where == "thread") std::thread([&] { run(uses, what, smuggler); }).join();
    });
    std::puts("nothing was noticed");
}
