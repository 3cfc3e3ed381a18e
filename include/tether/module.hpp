// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Extension modules: TETHER_MODULE and the builder that its body fills.
#pragma once

#include <tether/ffi/module.hpp>
#include <tether/function/closure.hpp>
#include <tether/function/function.hpp>
#include <tether/types/module.hpp>

#include <string>

namespace tether::inline TETHER_ABI {

/// What a module says about itself: the fields of TETHER_MODULE's options, `TETHER_MODULE(geometry, m,
/// .gil_used = false)`.
struct ModuleOptions {
    /// Whether the module needs the GIL. Without it, a build of Python that has none keeps it off; the
    /// module's own data must then be safe under threads.
    bool gil_used = true;
    /// Whether the module may be imported into interpreters that have a GIL of their own (Python 3.12 and
    /// newer); its own data must then be safe under threads as well. Interpreters that share the main one's
    /// GIL can always import it.
    bool per_interpreter_gil = false;
};

namespace detail {

int run_module_body(PyObject* module, void (*body)(Module&)) noexcept;

/// A module named `parent.name`: a new reference, or null with an error set.
TETHER_NOINLINE inline PyObject* new_submodule(PyObject* parent, const char* name) noexcept {
    PyObject* const parent_name = PyModule_GetNameObject(parent);
    if (parent_name == nullptr) return nullptr;
    PyObject* const full = PyUnicode_FromFormat("%U.%s", parent_name, name);
    Py_DECREF(parent_name);
    if (full == nullptr) return nullptr;
    PyObject* const module = PyModule_NewObject(full);
    Py_DECREF(full);
    return module;
}

/// Takes the submodules of a module whose body failed out of `sys.modules` again. An exception that is raised
/// stays so.
TETHER_COLD inline void forget_submodules(PyObject* module) noexcept {
    PyObject* const raised = ffi::take_raised();
    PyObject* const parent = PyModule_GetNameObject(module);
    PyObject* const prefix = parent != nullptr ? PyUnicode_FromFormat("%U.", parent) : nullptr;
    PyObject* const values = prefix != nullptr ? PyDict_Values(PyModule_GetDict(module)) : nullptr;
    for (Py_ssize_t i = 0; values != nullptr && i < ffi::list_size(values); ++i) {
        PyObject* const value = ffi::list_item(values, i);
        if (!PyModule_Check(value) || value == module) continue;
        PyObject* const name = PyModule_GetNameObject(value);
        if (name != nullptr && PyUnicode_Tailmatch(name, prefix, 0, PY_SSIZE_T_MAX, -1) == 1) {
            forget_submodules(value);
            PyObject* const modules = PyImport_GetModuleDict();
            if (PyDict_GetItemWithError(modules, name) == value) PyDict_DelItem(modules, name);
        }
        Py_XDECREF(name);
    }
    Py_XDECREF(values);
    Py_XDECREF(prefix);
    Py_XDECREF(parent);
    PyErr_Clear();
    if (raised != nullptr) ffi::set_raised(raised);
}

/// Puts a module into `sys.modules` under its name: 0, or -1 with an error set.
TETHER_NOINLINE inline int register_module(PyObject* module) noexcept {
    PyObject* const name = PyModule_GetNameObject(module);
    int const status = name != nullptr ? PyObject_SetItem(PyImport_GetModuleDict(), name, module) : -1;
    Py_XDECREF(name);
    return status;
}

} // namespace detail

/// The module whose body runs, as a builder: what TETHER_MODULE's body gets. Its functions add something, put
/// its name into `__all__`, and give the builder again; an error is thrown as Raised and ends the import with
/// that exception. All need the token, which the builder implies.
class Module : public PyModule {
  public:
    /// The module's doc string.
    Module& doc(const char* text) { return checked(ffi::set_module_doc(ptr(), text)); }

    /// Adds a function under the signature that a literal declares: `m.add_function<"area(r, /, scale=1.0)",
    /// area>("...")`. Options are default_for<"name", value> and pass_module. RuntimeError where the module
    /// has something of that name.
    template <fixed_string Signature, auto F, class... Options> Module& add_function(const char* doc = "") {
        constexpr auto record = detail::declare_function<Signature, F, Options...>();
        if constexpr (detail::is_declared<decltype(record)>) add_record_(*this, *record, doc);
        return *this;
    }

    /// Adds a callable that has state, a lambda with captures: it lives as long as the Python function does.
    template <fixed_string Signature, class... Options, class Callable>
    Module& add_closure(Callable&& callable, const char* doc = "") {
        auto function =
            detail::new_closure<Signature, Options...>(py(), static_cast<Callable&&>(callable), doc, ptr());
        return add((*function->template getattr<"__name__">()->template extract<std::string>()).c_str(),
                   *function);
    }

    /// Adds a declared class, whose type object is made now. Its base class comes first. Needs
    /// <tether/pyclass.hpp>.
    template <class T> Module& add_class();

    /// Adds a constant or any other object under a name.
    Module& add(const char* name, IntoPy value) {
        if (value.as_ptr() == nullptr) detail::throw_error(PyErr::from_state(value.take_error()));
        return add_object(name, Borrowed<PyAny>::from_ptr(py(), value.as_ptr()));
    }

    /// Adds a submodule, which its own body fills: `m.add_submodule("io", [](Module& io) { io.add(...); })`.
    /// It is an attribute of this module, and in `sys.modules` under its full name, so that `from a.io import
    /// f` finds it. ValueError for a name that is empty or has a dot in it, RuntimeError where the module has
    /// something of that name.
    template <class Body> Module& add_submodule(const char* name, Body&& body) {
        check_submodule(name);
        PyObject* const module = detail::new_submodule(ptr(), name);
        if (module == nullptr) detail::throw_error(PyErr::from_state(detail::fetch_error()));
        Bound<PyAny> const owned = Bound<PyAny>::from_owned_ptr(py(), module);
        Module submodule(module, add_record_);
        try {
            static_cast<Body&&>(body)(submodule);
        } catch (...) {
            detail::forget_submodules(module);
            throw;
        }
        return checked(detail::register_module(module)).add_object(name, owned);
    }

    /// From now on a thrown E becomes in Python what IntoPyErr<E> says, wherever this extension meets one.
    template <class E> Module& add_error() {
        translate_exceptions<E>();
        return *this;
    }

    /// A builder over a module that exists: for what fills a module outside TETHER_MODULE. The module must
    /// outlive it.
    static Module over(const PyModule& module) { return Module(module.as_ptr(), &add_record); }

  private:
    friend int detail::run_module_body(PyObject*, void (*)(Module&)) noexcept;

    using AddRecord = void (*)(Module& module, detail::FunctionRecord& record, const char* doc);

    Module(PyObject* module, AddRecord function) : PyModule(module), add_record_(function) {}

    Module& checked(int status) {
        if (status < 0) detail::throw_error(PyErr::from_state(detail::fetch_error()));
        return *this;
    }

    TETHER_COLD void check_name(const char* name) const {
        if (PyDict_GetItemString(PyModule_GetDict(ptr()), name) != nullptr)
            throw Raised(PyErr::make<PyRuntimeError>(std::string("the module has a '") + name + "' already"));
    }

    TETHER_COLD void check_submodule(const char* name) const {
        if (*name == '\0') throw Raised(PyErr::make<PyValueError>("a submodule has a name"));
        if (std::strchr(name, '.') != nullptr)
            throw Raised(PyErr::make<PyValueError>(std::string("'") + name +
                                                   "' is no name of a submodule: it has a dot in it"));
        check_name(name);
    }

    TETHER_COLD static void add_record(Module& module, detail::FunctionRecord& record, const char* doc) {
        module.check_name(record.method.name);
        PyObject* const module_name = PyModule_GetNameObject(module.ptr());
        PyObject* const function =
            module_name != nullptr ? detail::make_function(record, doc, module.ptr(), module_name) : nullptr;
        Py_XDECREF(module_name);
        if (function == nullptr) detail::throw_error(PyErr::from_state(detail::fetch_error()));
        Bound<PyAny> const owned = Bound<PyAny>::from_owned_ptr(module.py(), function);
        module.add_object(record.method.name, owned);
    }

    void add_type(detail::ClassInfo* prepared);
    void add_enum(detail::EnumInfo& info, const detail::EnumSpec& spec);

    TETHER_COLD Module& add_object(const char* name, const PyAny& value) {
        PyModule::add(name, value).value();
        return *this;
    }

    /// By a pointer, so that of a module's many sources only the one which makes the builder compiles it.
    AddRecord add_record_;
};

namespace detail {

/// Runs a module's body at the border to C: 0, or -1 with an exception raised.
TETHER_COLD inline int run_module_body(PyObject* module, void (*body)(Module&)) noexcept {
    try {
        ffi::note_thread_state();
        if (State::enter() == nullptr) return -1;
        Module builder(module, &Module::add_record);
        body(builder);
        return 0;
    } catch (const std::exception& exception) {
        translate(exception);
    } catch (...) {
        translate_unknown();
    }
    forget_submodules(module);
    return -1;
}

} // namespace detail
} // namespace tether::inline TETHER_ABI

/// Defines an extension module: `TETHER_MODULE(geometry, m) { m.add_function<"f(a)", f>(); }`, with the
/// builder m and, after it, any fields of ModuleOptions: `TETHER_MODULE(geometry, m, .gil_used = false)`. The
/// name is that of the file.
#define TETHER_MODULE(name, builder, ...)                                                                    \
    TETHER_DETAIL_WATCH_STATICS                                                                              \
    static void tether_module_body_##name(::tether::Module&);                                                \
    TETHER_MODULE_EXPORT(name) {                                                                             \
        ::tether::ModuleOptions const options{__VA_ARGS__};                                                  \
        static ::tether::ffi::ModuleDefinition definition(                                                   \
            #name,                                                                                           \
            [](PyObject* module) noexcept {                                                                  \
                return ::tether::detail::run_module_body(module, &tether_module_body_##name);                \
            },                                                                                               \
            options.gil_used, options.per_interpreter_gil);                                                  \
        return definition.entry();                                                                           \
    }                                                                                                        \
    static void tether_module_body_##name(::tether::Module& builder)
