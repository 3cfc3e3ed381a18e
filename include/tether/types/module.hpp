// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyModule, the view of a module, and what the token says of the running Python.
#pragma once

#include <tether/types/code.hpp>
#include <tether/types/list.hpp>
#include <tether/types/string.hpp>

namespace tether::inline TETHER_ABI {

/// A view of a module. Its members are attributes: `module.getattr("name")`.
class PyModule : public PyAny {
  public:
    static constexpr const char* type_name = "module";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&PyModule_Type); }
    static bool is_type_of(PyObject* object) noexcept { return PyModule_Check(object); }
    static bool is_exact_type_of(PyObject* object) noexcept { return Py_IS_TYPE(object, &PyModule_Type); }

    /// A new, empty module, which `sys.modules` does not know.
    static PyResult<Bound<PyModule>> create(Python py, std::string_view name);
    /// `import name`, a dotted name giving its last part. ModuleNotFoundError or whatever the module's body
    /// raises.
    static PyResult<Bound<PyModule>> import(Python py, std::string_view name);
    /// A module whose body is a source text, put into `sys.modules` under its name (an empty one is
    /// "<unknown>"); one that is there already is run anew in its old namespace. The file's name is for
    /// tracebacks and
    /// `__file__`. SyntaxError or what the body raises, and then `sys.modules` does not have it.
    static PyResult<Bound<PyModule>> from_code(Python py, const char* source, const char* file_name,
                                               const char* name);

    // What `sys.modules` holds need not be a module; where it is none, these end in SystemError.

    /// `__dict__`.
    PyResult<Bound<PyDict>> dict() const;
    /// `__name__`. SystemError where it was deleted.
    PyResult<Bound<PyString>> name() const;
    /// `__file__`. SystemError where it has none.
    PyResult<Bound<PyString>> filename() const;
    /// `__all__`, made where there is none yet. TypeError where it is no list.
    PyResult<Bound<PyList>> index() const;
    /// Sets an attribute and puts its name into `__all__`, where it does not stand yet.
    PyResult<void> add(IntoPy name, IntoPy value) const;

  protected:
    using PyAny::PyAny;
};

namespace detail {

/// The digits at the front of a text, which is moved behind them and one separator.
inline int next_number(std::string_view& text) noexcept {
    int number = 0;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        number = 10 * number + (text.front() - '0');
        text.remove_prefix(1);
    }
    if (!text.empty() && text.front() == '.') text.remove_prefix(1);
    return number;
}

} // namespace detail

inline PyResult<Bound<PyModule>> PyModule::create(Python py, std::string_view name) {
    TETHER_TRY(auto text, PyString::create(py, name));
    return detail::owned<PyModule>(PyModule_NewObject(text.as_ptr()));
}

inline PyResult<Bound<PyModule>> PyModule::import(Python py, std::string_view name) {
    TETHER_TRY(auto text, PyString::create(py, name));
    return detail::owned<PyModule>(PyImport_Import(text.as_ptr()));
}

inline PyResult<Bound<PyModule>> PyModule::from_code(Python py, const char* source, const char* file_name,
                                                     const char* name) {
    if (*file_name == '\0') file_name = "<string>";
    if (*name == '\0') name = "<unknown>";
    TETHER_TRY(auto code, PyCode::compile(py, source, file_name, CodeInput::statements));
    return detail::owned<PyModule>(PyImport_ExecCodeModuleEx(name, code.as_ptr(), file_name));
}

inline PyResult<Bound<PyDict>> PyModule::dict() const {
    return Bound<PyDict>::from_borrowed_ptr_or_err(py(), PyModule_GetDict(ptr()));
}

inline PyResult<Bound<PyString>> PyModule::name() const {
    return detail::owned<PyString>(PyModule_GetNameObject(ptr()));
}

inline PyResult<Bound<PyString>> PyModule::filename() const {
    return detail::owned<PyString>(PyModule_GetFilenameObject(ptr()));
}

TETHER_COLD inline PyResult<Bound<PyList>> PyModule::index() const {
    PyObject* all = nullptr;
    int const found = detail::find_attribute(ptr(), detail::interned<"__all__">(), all);
    if (found != 0) {
        TETHER_TRY(auto list, detail::owned<PyAny>(found > 0 ? all : nullptr));
        return std::move(list).cast_into<PyList>();
    }
    TETHER_TRY(auto fresh, detail::owned<PyList>(PyList_New(0)));
    TETHER_TRY(setattr<"__all__">(fresh));
    return fresh;
}

TETHER_COLD inline PyResult<void> PyModule::add(IntoPy name, IntoPy value) const {
    if (name.as_ptr() == nullptr) return detail::argument_error(name);
    if (value.as_ptr() == nullptr) return detail::argument_error(value);
    TETHER_TRY(auto all, index());
    TETHER_TRY(auto names, dict());
    // A name that is new in the module need not be looked for in a list of perhaps hundreds.
    TETHER_TRY(bool const is_known, detail::truth(PyDict_Contains(names.as_ptr(), name.as_ptr())));
    TETHER_TRY(detail::succeeded(PyObject_SetAttr(ptr(), name.as_ptr(), value.as_ptr())));
    TETHER_TRY(bool const is_listed,
               detail::truth(is_known ? PySequence_Contains(all.as_ptr(), name.as_ptr()) : 0));
    return detail::succeeded(is_listed ? 0 : PyList_Append(all.as_ptr(), name.as_ptr()));
}

inline PyResult<Bound<PyModule>> Python::import(std::string_view name) const {
    return PyModule::import(*this, name);
}

inline PythonVersion Python::version_info() const noexcept {
    std::string_view text = version();
    PythonVersion info;
    info.major = detail::next_number(text);
    info.minor = detail::next_number(text);
    info.patch = detail::next_number(text);
    info.suffix = text.substr(0, text.find(' '));
    return info;
}

inline PyResult<void> Python::check_signals() const { return detail::succeeded(PyErr_CheckSignals()); }

} // namespace tether::inline TETHER_ABI
