// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyErr, a Python exception as a value, and Raised, the same thrown.
#pragma once

#include <tether/error/render.hpp>
#include <tether/object/py.hpp>

#include <exception>

namespace tether::inline TETHER_ABI {

struct WarningPlace;

namespace detail {

class ErrorOrNone;

template <class T>
concept ExceptionTag = requires {
    T::type_object();
    T::type_name;
};

template <class T> consteval bool check_exception() {
    static_assert(ExceptionTag<T>, "tether: PyErr::make<T>: T is no type of exception. Name one of Python's, "
                                   "PyValueError, or one of TETHER_CREATE_EXCEPTION.");
    return ExceptionTag<T>;
}

} // namespace detail

/// A Python exception as a value: one pointer to a block with its own count, so that it is copied and dropped
/// on any thread, attached or not. One that C++ makes is lazy: no Python object exists until someone looks.
class PyErr {
  public:
    /// An exception of the type of a tag, `PyErr::make<PyValueError>("text")`. A text needs no token.
    template <class T> static PyErr make(std::string_view text) noexcept {
        if constexpr (detail::check_exception<T>())
            return PyErr(detail::new_message(&T::type_object, text, T::type_name));
        else
            Py_UNREACHABLE();
    }
    /// The same with arguments of any convertible types, which become the exception's `args`; a tuple that is
    /// the only one is spread. The error of a conversion that fails takes its place. Needs the token.
    template <class T, class... Args> static PyErr make(Python py, Args&&... args);

    /// An exception of a type; a tuple of arguments is spread, any other object is the single argument.
    /// Looked at, it is TypeError where the type is no exception's.
    static PyErr from_type(const PyAny& type, const PyAny& arguments) noexcept {
        return PyErr(detail::new_arguments(type.as_ptr(), ffi::new_ref(arguments.as_ptr())));
    }
    static PyErr from_type(const PyAny& type) noexcept {
        return PyErr(detail::new_arguments(type.as_ptr(), PyTuple_New(0)));
    }
    /// An exception instance, or an exception type to be called without arguments. TypeError for any other
    /// object.
    static PyErr from_value(const PyAny& value) noexcept {
        if (!PyExceptionInstance_Check(value.as_ptr())) return from_type(value);
        return PyErr(detail::new_made(ffi::new_ref(value.as_ptr())));
    }
    /// What an error of C++ becomes, as its IntoPyErr says: `PyErr::from(py, std::current_exception())`.
    template <class E> static PyErr from(Python py, const E& error);

    /// Takes the raised exception out of Python's error indicator, SystemError where none is raised.
    static PyErr fetch(Python /*py*/) noexcept { return PyErr(detail::fetch_error()); }
    /// The same, empty where none is raised.
    template <class E = PyErr> static std::optional<E> take(Python py) noexcept {
        if (!occurred(py)) return std::nullopt;
        return fetch(py);
    }
    /// Whether an exception is raised in Python's error indicator.
    static bool occurred(Python /*py*/) noexcept { return PyErr_Occurred() != nullptr; }

    /// A new exception type: its name with that of its module, `"shop.SoldOut"`, its doc string or null, its
    /// base or a tuple of them (`Exception` by default) and what its dictionary has. TETHER_CREATE_EXCEPTION
    /// makes one that is a tag as well. Ends in SystemError where the name has no dot, TypeError where a base
    /// cannot be one.
    static PyResult<Bound<PyType>> new_type(Python py, const char* name, const char* doc = nullptr);
    static PyResult<Bound<PyType>> new_type(const char* name, const char* doc, const PyAny& base);
    static PyResult<Bound<PyType>> new_type(const char* name, const char* doc, const PyAny& base,
                                            const PyAny& dict);

    /// Issues a warning of the type of a tag; `stacklevel` 1 is blamed on the Python code that called. Ends
    /// in the warning itself where warnings are errors.
    template <class T>
    static PyResult<void> warn(Python py, std::string_view message, Py_ssize_t stacklevel = 1);
    /// The same with a type object, which is UserWarning for None.
    static PyResult<void> warn(const PyAny& category, std::string_view message, Py_ssize_t stacklevel = 1);
    /// Issues a warning that names its place itself.
    static PyResult<void> warn_explicit(const PyAny& category, std::string_view message,
                                        const WarningPlace& place);

    PyErr(const PyErr& other) noexcept : state_(other.state_) {
        if (state_ != nullptr) detail::retain(state_);
    }

    PyErr(PyErr&& other) noexcept : state_(std::exchange(other.state_, nullptr)) {}

    PyErr& operator=(PyErr other) noexcept {
        std::swap(state_, other.state_);
        return *this;
    }

    ~PyErr() {
        if (state_ != nullptr) detail::release(state_);
    }

    /// The exception's type.
    Bound<PyType> get_type(Python py) const noexcept;
    /// The exception itself, made now where it was lazy.
    Borrowed<PyBaseException> value(Python py) const noexcept;
    /// The same as a new reference.
    Bound<PyBaseException> into_value(Python py) const noexcept;
    /// Its traceback, empty where it was not raised yet.
    std::optional<Bound<PyTraceback>> traceback(Python py) const noexcept;
    /// Replaces its traceback.
    void set_traceback(const PyTraceback& traceback) const noexcept;

    /// Whether it is an instance of the type of a tag.
    template <class T> bool is_instance(Python py) const noexcept;
    /// Whether it is an instance of a type or of one of a tuple of types, as `except` asks it.
    bool matches(const PyAny& types) const noexcept {
        return PyErr_GivenExceptionMatches(detail::exception_type(state_), types.as_ptr()) != 0;
    }

    /// `__cause__`, what it was raised from.
    template <class E = PyErr> std::optional<E> cause(Python py) const noexcept;
    void set_cause(Python py, detail::ErrorOrNone cause) const noexcept;
    /// `__context__`, what was being handled when it was raised.
    template <class E = PyErr> std::optional<E> context(Python py) const noexcept;
    void set_context(Python py, detail::ErrorOrNone context) const noexcept;

    /// Adds a note (PEP 678), which Python 3.11 and newer print below the message. Ends in whatever
    /// `add_note` raises.
    PyResult<void> add_note(Python py, std::string_view note) const;

    /// Raises it in Python's error indicator: what a C function does before it returns null. What is raised
    /// there already becomes its context.
    void restore(Python /*py*/) && noexcept { detail::raise_and_release(std::exchange(state_, nullptr)); }
    void restore(Python /*py*/) const& noexcept { detail::raise(state_); }

    /// Prints it with its traceback to `sys.stderr`, as `sys.excepthook` says; SystemExit too, which ends
    /// nothing here.
    void print(Python py) const noexcept;
    /// The same, and keeps it as `sys.last_exc` and its older names for a debugger.
    void print_and_set_sys_last_vars(Python py) const noexcept;
    /// Reports it where nobody can be told: `sys.unraisablehook`, with the object that was being worked on or
    /// none.
    void write_unraisable(Python py) const noexcept;
    void write_unraisable(const PyAny& object) const noexcept;
    /// The whole report that print() writes, with traceback, causes and notes. Ends in whatever Python's
    /// `traceback` module raises.
    PyResult<std::string> format(Python py) const;

    /// "ValueError: text", kept as long as the exception. Python makes the text, where this thread is
    /// attached or was when the exception left attach(); otherwise it is what is known without Python: of an
    /// exception that Python raised the type's name alone. Never calls Python detached.
    const char* what() const noexcept { return detail::what(state_); }

    /// Takes over one share of a block. For the layers above.
    static PyErr from_state(detail::ErrState* state) noexcept { return PyErr(state); }
    /// The block, its share given to the caller. For the layers above.
    detail::ErrState* into_state() && noexcept { return std::exchange(state_, nullptr); }

  protected:
    explicit PyErr(detail::ErrState* state) noexcept : state_(state) {}

    detail::ErrState* state_;
};

/// A PyErr that is thrown: caught as itself, as PyErr or as std::exception, on any thread and after the
/// interpreter's end.
class Raised final : public std::exception, public PyErr {
  public:
    explicit Raised(PyErr error) noexcept : PyErr(std::move(error)) {}

    const char* what() const noexcept override { return PyErr::what(); }
};

namespace detail {

/// Throws an error: the failing path of `*` on a PyResult.
[[noreturn]] TETHER_COLD inline void throw_error(PyErr error) { throw Raised(std::move(error)); }

} // namespace detail
} // namespace tether::inline TETHER_ABI
