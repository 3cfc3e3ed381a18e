// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A module whose body fails in the way that failing_how says, for test_nested.py.
#include <tether/pyclass.hpp>

#include <stdexcept>
#include <string>

using namespace tether;

struct Handle {
    int value = 0;
};

/// The view of a class whose metaclass is ABCMeta.
class PyHashable : public PyAny {
  public:
    static constexpr const char* type_name = "Hashable";

    static PyObject* type_object() noexcept { return detail::imported<"collections.abc", "Hashable">(); }
    static bool is_type_of(PyObject* object) noexcept {
        return PyObject_IsInstance(object, type_object()) == 1;
    }

  protected:
    using PyAny::PyAny;
};

template <> inline constexpr auto tether::pyclass<Handle> = Class<PyHashable>{.name = "Handle"};
template <> inline constexpr auto tether::pymethods<Handle> = members(init<"()">());

TETHER_MODULE(failing, m, .gil_used = false) {
    m.add("ADDED", 1);
    m.add("json", m.py().import("json").value()); // of another's, and its name begins otherwise
    m.add("other", m.py().import("failing_how").value());
    m.add_submodule("sub", [](Module& sub) { sub.add_submodule("subsub", [](Module&) {}); });
    auto how = *m.py().import("failing_how")->getattr("how")->extract<std::string>();
    if (how == "python") m.py().run("raise LookupError('from Python')").value();
    if (how == "cpp") throw std::invalid_argument("from C++");
    if (how == "panic") throw 5;
    if (how == "submodule")
        m.add_submodule("last", [](Module& last) {
            last.add_submodule("deep", [](Module&) {});
            throw std::invalid_argument("from a submodule");
        });
    if (how == "twice")
        m.add_function<"f()", [] { return 1; }>().add_function<"f(a)", [](int a) { return a; }>();
    if (how == "metaclass") m.add_class<Handle>();
    if (how == "submodule twice") m.add_submodule("sub", [](Module&) {});
    if (how == "submodule with a dot") m.add_submodule("a.b", [](Module&) {});
    if (how == "submodule without a name") m.add_submodule("", [](Module&) {});
    if (how == "conversion") m.add("BAD", std::string("\xff"));
}
