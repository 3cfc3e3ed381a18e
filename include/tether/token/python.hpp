// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The token: to hold a Python is the proof that this thread is attached to an interpreter.
#pragma once

#include <tether/ffi.hpp>
#include <tether/ffi/statics.hpp>
#include <tether/fwd.hpp>

#include <compare>
#include <concepts>
#include <cstdio>
#include <string_view>

namespace tether::inline TETHER_ABI {

namespace detail {

/// Ends the program with one sentence: a checked build found a misuse that would corrupt memory.
[[noreturn]] TETHER_COLD inline void misuse(const char* where, const char* what) noexcept {
    char text[200];
    std::snprintf(text, sizeof text, "tether: %s: %s", where, what);
    Py_FatalError(text);
}

/// In checked builds, what every use of a bound pointer asks first.
inline void assert_attached([[maybe_unused]] const char* where) noexcept {
#if TETHER_CHECKED
    if (ffi::current_thread_state() == nullptr) misuse(where, "this thread is not attached to Python");
    if (ffi::makes_a_static())
        misuse(where, "called by the initialiser of a static variable, which another thread may wait for "
                      "with the GIL; take a PyOnceLock");
#endif
}

/// In checked builds, what is asked of a pointer.
inline void assert_not_null([[maybe_unused]] PyObject* ptr, [[maybe_unused]] const char* where) noexcept {
#if TETHER_CHECKED
    if (ptr == nullptr) misuse(where, "the pointer is null, or was moved from");
#endif
}

} // namespace detail

/// The version of a running Python, compared by its numbers.
struct PythonVersion {
    int major = 0;             ///< 3
    int minor = 0;             ///< 14 of 3.14.2
    int patch = 0;             ///< 2 of 3.14.2
    std::string_view suffix{}; ///< "rc1+" of 3.14.0rc1+, else empty; as long as the process lives

    friend constexpr auto operator<=>(const PythonVersion& a, const PythonVersion& b) noexcept {
        if (a.major != b.major) return a.major <=> b.major;
        if (a.minor != b.minor) return a.minor <=> b.minor;
        return a.patch <=> b.patch;
    }
    friend constexpr bool operator==(const PythonVersion& a, const PythonVersion& b) noexcept {
        return a.major == b.major && a.minor == b.minor && a.patch == b.patch;
    }
};

namespace detail {

/// A source text for a call: a C string, or a std::string, which is refused where it has a NUL in it.
class SourceText {
  public:
    SourceText(const char* text) noexcept : text_(text) {} // NOLINT(google-explicit-constructor)
    template <class S>
        requires requires(const S& string) {
            { string.c_str() } -> std::same_as<const char*>;
            string.size();
        }
    SourceText(const S& string) noexcept // NOLINT(google-explicit-constructor)
        : text_(string.c_str()), is_whole_(std::char_traits<char>::length(text_) == string.size()) {}

    /// Null with ValueError set where it has a NUL.
    const char* text() const noexcept {
        if (is_whole_) [[likely]]
            return text_;
        PyErr_SetString(PyExc_ValueError, "source code string cannot contain null bytes");
        return nullptr;
    }

  private:
    const char* text_;
    bool is_whole_ = true;
};

} // namespace detail

/// The scope of an evaluation, by name: `py.eval("a + b", in{.locals = locals})`. A null scope is the default
/// one: the globals of `__main__`, and the globals as locals. Both point to dicts that outlive the call.
struct in;

/// The proof that this thread is attached to an interpreter: empty, copyable, passed by value. One comes from
/// attach(), from any view (`.py()`), or as a parameter of a function that Python calls. It is not kept
/// beyond the scope that gave it, and not passed to another thread.
class Python {
  public:
    /// A token without a check, for code that Python itself called (a C callback). The caller vouches that
    /// this thread is attached; checked builds verify it.
    static Python assume_attached() noexcept {
        detail::assert_attached("Python::assume_attached()");
        return Python();
    }

    /// Imports a module by its dotted name. Ends in ModuleNotFoundError or whatever its body raises.
    PyResult<Bound<PyModule>> import(std::string_view name) const;

    /// The value of an expression, in the globals of `__main__` or the given scopes. Ends in SyntaxError or
    /// in what the expression raises.
    PyResult<Bound<PyAny>> eval(detail::SourceText expression) const;
    PyResult<Bound<PyAny>> eval(detail::SourceText expression, const PyDict& globals) const;
    PyResult<Bound<PyAny>> eval(detail::SourceText expression, const PyDict& globals,
                                const PyAny& locals) const;
    PyResult<Bound<PyAny>> eval(detail::SourceText expression, const in& scope) const;

    /// Runs statements, in the globals of `__main__` or the given scopes. Ends in SyntaxError or in what they
    /// raise.
    PyResult<void> run(detail::SourceText statements) const;
    PyResult<void> run(detail::SourceText statements, const PyDict& globals) const;
    PyResult<void> run(detail::SourceText statements, const PyDict& globals, const PyAny& locals) const;
    PyResult<void> run(detail::SourceText statements, const in& scope) const;

    /// The singletons.
    Borrowed<PyNone> None() const noexcept;
    Borrowed<PyEllipsis> Ellipsis() const noexcept;
    Borrowed<PyNotImplemented> NotImplemented() const noexcept;

    /// The type object of a view or a declared class: `py.type_of<PyDict>()`. Throws what making it raises,
    /// where it must be made or imported first.
    template <class T> Borrowed<PyType> type_of() const;

    /// The running Python, which can be newer than the one compiled against: `"3.14.2 (main, ...)
    /// [GCC 12.2.0]"`.
    std::string_view version() const noexcept { return Py_GetVersion(); }

    /// The numbers of version().
    PythonVersion version_info() const noexcept;

    /// Runs the handlers of signals that came in; only on the main thread is there anything to do. Ends in
    /// KeyboardInterrupt after Ctrl-C, or in what a handler raises. For loops that run long without returning
    /// to Python.
    PyResult<void> check_signals() const;

    /// Runs `f(args...)` detached, so that other threads can run Python meanwhile, and attaches again. `f`
    /// has no captures and `args` and the result are `Ungil`: what cannot be proved needs `assume_ungil(f)`.
    /// To get back to Python, pass a Py<T> and attach() inside.
    template <class F, class... Args> decltype(auto) detach(F&& f, Args&&... args) const;

    /// The name of detach() in PyO3 0.23.
    template <class F, class... Args> decltype(auto) allow_threads(F&& f, Args&&... args) const;

  private:
    constexpr Python() noexcept = default;
};

} // namespace tether::inline TETHER_ABI
