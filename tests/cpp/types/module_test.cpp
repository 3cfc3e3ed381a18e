// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/module.hpp>

#include <tether/convert/int.hpp>
#include <tether/convert/string.hpp>

#include <catch2/catch.hpp>

#include <csignal>

#include "scripted.hpp"

using namespace tether;
using tether_tests::error_of;
using tether_tests::error_type_of;
using tether_tests::references;

namespace {

Bound<PyDict> sys_modules(Python py) { return *py.import("sys")->getattr("modules")->cast<PyDict>(); }

/// Takes a module out of sys.modules when the test is over.
struct Forget {
    Python py;
    const char* name;
    ~Forget() {
        auto modules = sys_modules(py);
        if (*modules.contains(name)) *modules.del_item(name);
    }
};

} // namespace

TEST_CASE("a module is imported, a dotted name giving its last part") {
    attach([](Python py) {
        auto path = *py.import("os.path");
        CHECK(path.is(*sys_modules(py).as_any().get_item("os.path")));
        CHECK(*path.call_method("basename", "a/b")->extract<std::string>() == "b");
        CHECK(PyModule::import(py, "os.path")->is(path));
        CHECK(*py.import("sys")->name() == "sys");
    });
}

TEST_CASE("an import fails as it does in Python") {
    attach([](Python py) {
        CHECK(error_of(py.import("tether_no_such_module")) ==
              "ModuleNotFoundError: No module named 'tether_no_such_module'");
        CHECK(error_type_of(py.import("sys.no_package")) == "ModuleNotFoundError");
        CHECK(error_type_of(py.import("")) == "ValueError");
        CHECK(error_type_of(py.import("\xff")) == "UnicodeDecodeError");
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("what sys.modules holds need not be a module") {
    attach([](Python py) {
        const Forget forget{py, "tether_not_a_module"};
        auto list = *PyList::create(py, 1, 2);
        *sys_modules(py).set_item("tether_not_a_module", list);
        auto module = *py.import("tether_not_a_module");
        CHECK(module.is(list));
        CHECK(*module.as_any().len() == 2);
        CHECK(error_type_of(module.dict()) == "SystemError");
        CHECK(module.name().is_err());
        CHECK(module.filename().is_err());
    });
}

TEST_CASE("a module is made from source text and put into sys.modules") {
    attach([](Python py) {
        const Forget forget{py, "tether_made"};
        auto module =
            *PyModule::from_code(py, "def f(x): return x + 1\nname = __name__\n", "made.py", "tether_made");
        CHECK(*module.call_method("f", 4)->extract<int>() == 5);
        CHECK(*module.name() == "tether_made");
        CHECK(*module.filename() == "made.py");
        CHECK(*module.getattr("name")->extract<std::string>() == "tether_made");
        CHECK(py.import("tether_made")->is(module));
        // Once more: the same module, with what it had.
        *module.setattr("kept", 1);
        CHECK(PyModule::from_code(py, "fresh = 2", "made.py", "tether_made")->is(module));
        CHECK(*module.getattr("kept")->extract<int>() == 1);
        CHECK(*module.getattr("fresh")->extract<int>() == 2);
    });
}

TEST_CASE("a module whose source fails is in sys.modules no more") {
    attach([](Python py) {
        auto const before = sys_modules(py).len();
        CHECK(error_type_of(PyModule::from_code(py, "x = (", "broken.py", "tether_broken")) == "SyntaxError");
        auto failed = PyModule::from_code(py, "x = 1\nraise KeyError('body')", "broken.py", "tether_broken");
        CHECK(error_of(failed) == "KeyError: 'body'");
        auto missing = PyModule::from_code(py, "import tether_no_such_module", "broken.py", "tether_broken");
        CHECK(error_type_of(missing) == "ModuleNotFoundError");
        CHECK(sys_modules(py).len() == before);
        auto made = *PyModule::from_code(py, "x = 1", "made.py", "tether_broken");
        CHECK(error_of(PyModule::from_code(py, "x = 2\nx.y", "made.py", "tether_broken")).find("'y'") !=
              std::string::npos);
        CHECK(sys_modules(py).len() == before); // also where it was there before
        CHECK(*made.getattr("x")->extract<int>() == 2);
    });
}

TEST_CASE("names that are left empty have defaults") {
    attach([](Python py) {
        const Forget forget{py, "<unknown>"};
        auto module = *PyModule::from_code(py, "x = 1", "", "");
        CHECK(*module.name() == "<unknown>");
        CHECK(*module.filename() == "<string>");
    });
}

TEST_CASE("a new module is empty and unknown to sys.modules") {
    attach([](Python py) {
        auto module = *PyModule::create(py, "tether_fresh");
        CHECK(*module.name() == "tether_fresh");
        CHECK_FALSE(*sys_modules(py).contains("tether_fresh"));
        CHECK(*module.dict()->contains("__name__"));
        *module.setattr("x", 5);
        CHECK(*module.dict()->as_any().get_item("x")->extract<int>() == 5);
        CHECK(error_of(module.filename()) == "SystemError: module filename missing");
        *module.delattr("__name__");
        CHECK(error_of(module.name()) == "SystemError: nameless module");
        CHECK(error_type_of(PyModule::create(py, "\xff")) == "UnicodeDecodeError");
    });
}

TEST_CASE("what is added to a module stands in its __all__, once") {
    attach([](Python py) {
        auto module = *PyModule::create(py, "tether_fresh");
        CHECK(module.index()->is_empty());
        CHECK(module.index()->is(*module.index()));
        *module.add("a", 1);
        *module.add("b", "two");
        *module.add("a", 3);
        CHECK(*module.index()->repr() == "['a', 'b']");
        CHECK(*module.getattr("a")->extract<int>() == 3);
        CHECK(error_type_of(module.add("c", "\xff")) == "UnicodeDecodeError");
        CHECK(error_type_of(module.add(5, 1)) == "TypeError");
        CHECK(*module.index()->repr() == "['a', 'b']");
        *module.setattr("__all__", *PyTuple::create(py));
        CHECK(error_of(module.add("c", 1)) == "TypeError: 'tuple' object is not an instance of 'list'");
        CHECK_FALSE(*module.hasattr("c"));
    });
}

TEST_CASE("the counts of a module and its dictionary stay exact") {
    attach([](Python py) {
        auto module = *PyModule::create(py, "tether_fresh");
        auto dict = *module.dict();
        auto const of_module = references(module);
        auto const of_dict = references(dict);
        for (int i = 0; i < 3; ++i) {
            *module.add("x", i);
            (void)module.index();
            (void)module.filename();
            (void)module.dict();
            (void)module.add("y", "\xff");
        }
        CHECK(references(module) == of_module);
        CHECK(references(dict) == of_dict);
    });
}

TEST_CASE("the version is that of the Python that runs") {
    attach([](Python py) {
        auto info = *py.import("sys")->getattr("version_info");
        auto const version = py.version_info();
        CHECK(version.major == *info.getattr("major")->extract<int>());
        CHECK(version.minor == *info.getattr("minor")->extract<int>());
        CHECK(version.patch == *info.getattr("micro")->extract<int>());
        CHECK(version >= PythonVersion{3, 9});
        CHECK(version < PythonVersion{4, 0});
        CHECK(PythonVersion{3, 14, 0, "rc1"} == PythonVersion{3, 14});
        CHECK(py.version().starts_with(std::to_string(version.major) + "." + std::to_string(version.minor) +
                                       "." + std::to_string(version.patch) + std::string(version.suffix) +
                                       " "));
        CHECK(py.import("sys")->getattr("version")->extract<std::string>().value() == py.version());
        std::string_view candidate = "3.14.0rc2+ (main)";
        CHECK(detail::next_number(candidate) == 3);
        CHECK(detail::next_number(candidate) == 14);
        CHECK(detail::next_number(candidate) == 0);
        CHECK(candidate == "rc2+ (main)");
    });
}

TEST_CASE("a signal's handler runs when signals are checked, and its exception comes back") {
    attach([](Python py) {
        CHECK(py.check_signals().is_ok());
        auto signal = *py.import("signal");
        auto number = *signal.getattr("SIGUSR1");
        auto seen = *PyList::create(py);
        auto old = *signal.call_method(
            "signal", number, *py.eval("lambda *_: seen.append(1)", *PyDict::create(py, item("seen", seen))));
        std::raise(SIGUSR1);
        CHECK(py.check_signals().is_ok());
        CHECK(seen.len() == 1);
        *signal.call_method("signal", number, *py.eval("lambda *_: [][0]"));
        std::raise(SIGUSR1);
        CHECK(error_type_of(py.check_signals()) == "IndexError");
        CHECK(py.check_signals().is_ok());
        *signal.call_method("signal", number, old);
    });
}
