// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A tag for each exception and warning type of Python, `PyErr::make<PyValueError>("text")`, and what an error
// says of its type and value.
#pragma once

#include <tether/error/attach.hpp>
#include <tether/error/exception_type.hpp>

namespace tether::inline TETHER_ABI {

/// The base of all exceptions. Each tag below is a view of its exception's instances, and is not there where
/// this Python has no such exception.
class PyBaseException : public PyAny {
  public:
    static constexpr const char* type_name = "BaseException";

    static PyObject* type_object() noexcept { return PyExc_BaseException; }
    static bool is_type_of(PyObject* object) noexcept { return PyExceptionInstance_Check(object); }
    static bool is_exact_type_of(PyObject* object) noexcept {
        return detail::is_exactly(object, PyExc_BaseException);
    }

  protected:
    using PyAny::PyAny;
};

// Written out: a template in between costs more to compile, once an exception.
#define TETHER_DETAIL_EXCEPTION(Name, Base)                                                                  \
    struct Py##Name : Base {                                                                                 \
        using Base::Base;                                                                                    \
        static constexpr auto* type_name = #Name;                                                            \
        static PyObject* type_object() noexcept { return PyExc_##Name; }                                     \
        static bool is_type_of(PyObject* o) noexcept { return detail::is_exception(o, PyExc_##Name); }       \
        static bool is_exact_type_of(PyObject* o) noexcept { return detail::is_exactly(o, PyExc_##Name); }   \
    }

TETHER_DETAIL_EXCEPTION(Exception, PyBaseException);
TETHER_DETAIL_EXCEPTION(GeneratorExit, PyBaseException);
TETHER_DETAIL_EXCEPTION(KeyboardInterrupt, PyBaseException);
TETHER_DETAIL_EXCEPTION(SystemExit, PyBaseException);
#ifdef TETHER_HAS_EXCEPTION_GROUP
TETHER_DETAIL_EXCEPTION(BaseExceptionGroup, PyBaseException);
#endif
TETHER_DETAIL_EXCEPTION(ArithmeticError, PyException);
TETHER_DETAIL_EXCEPTION(FloatingPointError, PyArithmeticError);
TETHER_DETAIL_EXCEPTION(OverflowError, PyArithmeticError);
TETHER_DETAIL_EXCEPTION(ZeroDivisionError, PyArithmeticError);
TETHER_DETAIL_EXCEPTION(AssertionError, PyException);
TETHER_DETAIL_EXCEPTION(AttributeError, PyException);
TETHER_DETAIL_EXCEPTION(BufferError, PyException);
TETHER_DETAIL_EXCEPTION(EOFError, PyException);
TETHER_DETAIL_EXCEPTION(ImportError, PyException);
TETHER_DETAIL_EXCEPTION(ModuleNotFoundError, PyImportError);
#ifdef TETHER_HAS_IMPORT_CYCLE_ERROR
TETHER_DETAIL_EXCEPTION(ImportCycleError, PyImportError);
#endif
TETHER_DETAIL_EXCEPTION(LookupError, PyException);
TETHER_DETAIL_EXCEPTION(IndexError, PyLookupError);
TETHER_DETAIL_EXCEPTION(KeyError, PyLookupError);
TETHER_DETAIL_EXCEPTION(MemoryError, PyException);
TETHER_DETAIL_EXCEPTION(NameError, PyException);
TETHER_DETAIL_EXCEPTION(UnboundLocalError, PyNameError);
TETHER_DETAIL_EXCEPTION(OSError, PyException);
TETHER_DETAIL_EXCEPTION(BlockingIOError, PyOSError);
TETHER_DETAIL_EXCEPTION(ChildProcessError, PyOSError);
TETHER_DETAIL_EXCEPTION(ConnectionError, PyOSError);
TETHER_DETAIL_EXCEPTION(BrokenPipeError, PyConnectionError);
TETHER_DETAIL_EXCEPTION(ConnectionAbortedError, PyConnectionError);
TETHER_DETAIL_EXCEPTION(ConnectionRefusedError, PyConnectionError);
TETHER_DETAIL_EXCEPTION(ConnectionResetError, PyConnectionError);
TETHER_DETAIL_EXCEPTION(FileExistsError, PyOSError);
TETHER_DETAIL_EXCEPTION(FileNotFoundError, PyOSError);
TETHER_DETAIL_EXCEPTION(InterruptedError, PyOSError);
TETHER_DETAIL_EXCEPTION(IsADirectoryError, PyOSError);
TETHER_DETAIL_EXCEPTION(NotADirectoryError, PyOSError);
TETHER_DETAIL_EXCEPTION(PermissionError, PyOSError);
TETHER_DETAIL_EXCEPTION(ProcessLookupError, PyOSError);
TETHER_DETAIL_EXCEPTION(TimeoutError, PyOSError);
TETHER_DETAIL_EXCEPTION(ReferenceError, PyException);
TETHER_DETAIL_EXCEPTION(RuntimeError, PyException);
TETHER_DETAIL_EXCEPTION(NotImplementedError, PyRuntimeError);
TETHER_DETAIL_EXCEPTION(RecursionError, PyRuntimeError);
#ifdef TETHER_HAS_PYTHON_FINALIZATION_ERROR
TETHER_DETAIL_EXCEPTION(PythonFinalizationError, PyRuntimeError);
#endif
TETHER_DETAIL_EXCEPTION(StopAsyncIteration, PyException);
TETHER_DETAIL_EXCEPTION(StopIteration, PyException);
TETHER_DETAIL_EXCEPTION(SyntaxError, PyException);
TETHER_DETAIL_EXCEPTION(IndentationError, PySyntaxError);
TETHER_DETAIL_EXCEPTION(TabError, PyIndentationError);
TETHER_DETAIL_EXCEPTION(SystemError, PyException);
TETHER_DETAIL_EXCEPTION(TypeError, PyException);
TETHER_DETAIL_EXCEPTION(ValueError, PyException);
TETHER_DETAIL_EXCEPTION(UnicodeError, PyValueError);
TETHER_DETAIL_EXCEPTION(UnicodeDecodeError, PyUnicodeError);
TETHER_DETAIL_EXCEPTION(UnicodeEncodeError, PyUnicodeError);
TETHER_DETAIL_EXCEPTION(UnicodeTranslateError, PyUnicodeError);
TETHER_DETAIL_EXCEPTION(Warning, PyException);
TETHER_DETAIL_EXCEPTION(BytesWarning, PyWarning);
TETHER_DETAIL_EXCEPTION(DeprecationWarning, PyWarning);
#ifdef TETHER_HAS_ENCODING_WARNING
TETHER_DETAIL_EXCEPTION(EncodingWarning, PyWarning);
#endif
TETHER_DETAIL_EXCEPTION(FutureWarning, PyWarning);
TETHER_DETAIL_EXCEPTION(ImportWarning, PyWarning);
TETHER_DETAIL_EXCEPTION(PendingDeprecationWarning, PyWarning);
TETHER_DETAIL_EXCEPTION(ResourceWarning, PyWarning);
TETHER_DETAIL_EXCEPTION(RuntimeWarning, PyWarning);
TETHER_DETAIL_EXCEPTION(SyntaxWarning, PyWarning);
TETHER_DETAIL_EXCEPTION(UnicodeWarning, PyWarning);
TETHER_DETAIL_EXCEPTION(UserWarning, PyWarning);

#undef TETHER_DETAIL_EXCEPTION

#ifdef TETHER_HAS_EXCEPTION_GROUP
/// The group that is an Exception; C has no name for it.
struct PyExceptionGroup : detail::CachedException<PyExceptionGroup, PyBaseExceptionGroup> {
    using CachedException::CachedException;
    static constexpr auto* type_name = "ExceptionGroup";
    TETHER_HIDDEN static constexpr detail::ExceptionSource source{"builtins.ExceptionGroup", nullptr,
                                                                  nullptr};
};
#endif

/// The older names of OSError.
using PyEnvironmentError = PyOSError;
using PyIOError = PyOSError;
#ifdef _WIN32
using PyWindowsError = PyOSError;
#endif

namespace detail {

/// The error of a type that is called with values of C++; that of the first which did not convert.
TETHER_COLD inline ErrState* new_arguments(PyObject* type, const IntoPy* values, std::size_t count) noexcept {
    for (std::size_t i = 0; i < count; ++i) {
        if (values[i].as_ptr() == nullptr) return values[i].take_error();
    }
    if (count == 1) return new_arguments(type, ffi::new_ref(values[0].as_ptr()));
    PyObject* const arguments = PyTuple_New(static_cast<Py_ssize_t>(count));
    for (std::size_t i = 0; arguments != nullptr && i < count; ++i)
        ffi::tuple_fill_item(arguments, static_cast<Py_ssize_t>(i), ffi::new_ref(values[i].as_ptr()));
    return new_arguments(type, arguments);
}

inline bool is_instance(ErrState* state, TypeGetter get_type) noexcept {
    PyObject* const base = type_or_null(get_type);
    return base != nullptr && PyType_IsSubtype(reinterpret_cast<PyTypeObject*>(exception_type(state)),
                                               reinterpret_cast<PyTypeObject*>(base)) != 0;
}

} // namespace detail

template <class T, class... Args> PyErr PyErr::make(Python /*py*/, Args&&... args) {
    if constexpr (!detail::check_exception<T>()) {
        Py_UNREACHABLE();
    } else if constexpr (sizeof...(Args) == 0) {
        return PyErr(detail::new_arguments(T::type_object(), PyTuple_New(0)));
    } else {
        PyObject* const type = T::type_object();
        const IntoPy values[] = {IntoPy(std::forward<Args>(args))...};
        return PyErr(detail::new_arguments(type, values, sizeof...(Args)));
    }
}

template <class T> bool PyErr::is_instance(Python /*py*/) const noexcept {
    return detail::is_instance(state_, &T::type_object);
}

inline Borrowed<PyBaseException> PyErr::value(Python py) const noexcept {
    return Borrowed<PyBaseException>::from_ptr(py, detail::made(state_));
}

inline Bound<PyBaseException> PyErr::into_value(Python py) const noexcept { return value(py).to_owned(); }

} // namespace tether::inline TETHER_ABI
