// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyCode, source text compiled once and run many times, and the scope that it runs in.
#pragma once

#include <tether/types/dict.hpp>

namespace tether::inline TETHER_ABI {

namespace detail {

/// A view or none: what a field of an options struct is made of, implicitly from a view that outlives it.
template <class T> class ViewOrNone {
  public:
    ViewOrNone() noexcept = default;
    ViewOrNone(const T& view TETHER_LIFETIMEBOUND) noexcept // NOLINT(google-explicit-constructor)
        : ptr_(view.as_ptr()) {}

    /// Borrowed, null for none.
    PyObject* as_ptr() const noexcept { return ptr_; }

  private:
    PyObject* ptr_ = nullptr;
};

} // namespace detail

struct in {
    detail::ViewOrNone<PyDict> globals = {};
    detail::ViewOrNone<PyAny> locals = {}; ///< any mapping
};

/// What a source text is: an expression, which has a value, or statements.
enum class CodeInput : int { expression = Py_eval_input, statements = Py_file_input };

/// A view of a code object.
class PyCode : public PyAny {
  public:
    static constexpr const char* type_name = "code";

    static PyObject* type_object() noexcept { return ffi::code_type(); }
    static bool is_type_of(PyObject* object) noexcept { return ffi::is_code(object); }
    static bool is_exact_type_of(PyObject* object) noexcept { return ffi::is_code(object); }

    /// Compiles a source text; the file's name is for tracebacks and need not exist. SyntaxError.
    static PyResult<Bound<PyCode>> compile(Python py, detail::SourceText source, const char* file_name,
                                           CodeInput input);

    /// Runs it in a scope: the value of an expression, None for statements. TypeError for the code of a
    /// function that has arguments or a closure.
    PyResult<Bound<PyAny>> run(const in& scope = {}) const;

  protected:
    using PyAny::PyAny;
};

namespace detail {

/// Runs code in globals (null: those of `__main__`), which get their `__builtins__` where they have none, and
/// locals (null: the globals): a new reference or null with an error set.
TETHER_NOINLINE inline PyObject* run_code(PyObject* code, PyObject* globals, PyObject* locals) {
    if (ffi::code_free_variables(code) != 0) {
        PyErr_SetString(PyExc_TypeError, "code with free variables cannot be run without its function");
        return nullptr;
    }
    PyObject* const main = globals == nullptr ? ffi::import_add_module("__main__") : nullptr;
    if (globals == nullptr) {
        if (main == nullptr) return nullptr;
        globals = PyModule_GetDict(main);
    }
    PyObject* builtins = nullptr;
    PyObject* value = nullptr;
    PyObject* const key = interned<"__builtins__">();
    UnwindGuard guard;
    if (key != nullptr && ffi::dict_set_default(globals, key, PyEval_GetBuiltins(), &builtins) >= 0)
        value = PyEval_EvalCode(code, globals, locals != nullptr ? locals : globals);
    guard.done();
    Py_XDECREF(builtins);
    Py_XDECREF(main);
    return value;
}

/// The code of a source text: a new reference, or null with an error set.
inline PyObject* compile_text(SourceText source, const char* file_name, CodeInput input) noexcept {
    const char* const text = source.text();
    return text != nullptr ? Py_CompileString(text, file_name, static_cast<int>(input)) : nullptr;
}

/// Compiles and runs.
inline PyResult<Bound<PyAny>> run_text(SourceText source, CodeInput input, PyObject* globals,
                                       PyObject* locals) {
    TETHER_TRY(auto code, owned<PyAny>(compile_text(source, "<string>", input)));
    return owned<PyAny>(run_code(code.as_ptr(), globals, locals));
}

inline PyResult<void> run_statements(SourceText source, PyObject* globals, PyObject* locals) {
    TETHER_TRY(run_text(source, CodeInput::statements, globals, locals));
    return ok();
}

} // namespace detail

inline PyResult<Bound<PyCode>> PyCode::compile(Python /*py*/, detail::SourceText source,
                                               const char* file_name, CodeInput input) {
    return detail::owned<PyCode>(detail::compile_text(source, file_name, input));
}

inline PyResult<Bound<PyAny>> PyCode::run(const in& scope) const {
    return detail::owned<PyAny>(detail::run_code(ptr(), scope.globals.as_ptr(), scope.locals.as_ptr()));
}

inline PyResult<Bound<PyAny>> Python::eval(detail::SourceText expression) const {
    return eval(expression, in{});
}

inline PyResult<Bound<PyAny>> Python::eval(detail::SourceText expression, const PyDict& globals) const {
    return eval(expression, in{.globals = globals});
}

inline PyResult<Bound<PyAny>> Python::eval(detail::SourceText expression, const PyDict& globals,
                                           const PyAny& locals) const {
    return eval(expression, in{.globals = globals, .locals = locals});
}

inline PyResult<Bound<PyAny>> Python::eval(detail::SourceText expression, const in& scope) const {
    return detail::run_text(expression, CodeInput::expression, scope.globals.as_ptr(), scope.locals.as_ptr());
}

inline PyResult<void> Python::run(detail::SourceText statements) const { return run(statements, in{}); }

inline PyResult<void> Python::run(detail::SourceText statements, const PyDict& globals) const {
    return run(statements, in{.globals = globals});
}

inline PyResult<void> Python::run(detail::SourceText statements, const PyDict& globals,
                                  const PyAny& locals) const {
    return run(statements, in{.globals = globals, .locals = locals});
}

inline PyResult<void> Python::run(detail::SourceText statements, const in& scope) const {
    return detail::run_statements(statements, scope.globals.as_ptr(), scope.locals.as_ptr());
}

} // namespace tether::inline TETHER_ABI
