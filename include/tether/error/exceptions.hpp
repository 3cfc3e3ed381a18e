// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A tag for each exception and warning type of Python: `PyErr::make<PyValueError>("text")`.
#pragma once

#include <tether/error/result.hpp>

namespace tether::inline TETHER_ABI {

/// The base of all exceptions. Each tag below is a view of its exception's instances.
class PyBaseException : public PyAny {
  public:
    static constexpr const char* type_name = "BaseException";

    static PyObject* type_object() noexcept { return PyExc_BaseException; }
    static bool is_type_of(PyObject* object) noexcept { return PyExceptionInstance_Check(object); }
    static bool is_exact_type_of(PyObject* object) noexcept {
        return reinterpret_cast<PyObject*>(Py_TYPE(object)) == PyExc_BaseException;
    }

  protected:
    using PyAny::PyAny;
};

#define TETHER_DETAIL_EXCEPTION(Name, Base)                                                                  \
    class Py##Name : public Base {                                                                           \
      public:                                                                                                \
        static constexpr const char* type_name = #Name;                                                      \
        static PyObject* type_object() noexcept { return PyExc_##Name; }                                     \
        static bool is_type_of(PyObject* object) noexcept {                                                  \
            return detail::is_exception(object, PyExc_##Name);                                               \
        }                                                                                                    \
        static bool is_exact_type_of(PyObject* object) noexcept {                                            \
            return reinterpret_cast<PyObject*>(Py_TYPE(object)) == PyExc_##Name;                             \
        }                                                                                                    \
                                                                                                             \
      protected:                                                                                             \
        using Base::Base;                                                                                    \
    }

namespace detail {

inline bool is_exception(PyObject* object, PyObject* type) noexcept {
    return PyType_IsSubtype(Py_TYPE(object), reinterpret_cast<PyTypeObject*>(type)) != 0;
}

} // namespace detail

TETHER_DETAIL_EXCEPTION(Exception, PyBaseException);
TETHER_DETAIL_EXCEPTION(GeneratorExit, PyBaseException);
TETHER_DETAIL_EXCEPTION(KeyboardInterrupt, PyBaseException);
TETHER_DETAIL_EXCEPTION(SystemExit, PyBaseException);
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
TETHER_DETAIL_EXCEPTION(FutureWarning, PyWarning);
TETHER_DETAIL_EXCEPTION(ImportWarning, PyWarning);
TETHER_DETAIL_EXCEPTION(PendingDeprecationWarning, PyWarning);
TETHER_DETAIL_EXCEPTION(ResourceWarning, PyWarning);
TETHER_DETAIL_EXCEPTION(RuntimeWarning, PyWarning);
TETHER_DETAIL_EXCEPTION(SyntaxWarning, PyWarning);
TETHER_DETAIL_EXCEPTION(UnicodeWarning, PyWarning);
TETHER_DETAIL_EXCEPTION(UserWarning, PyWarning);

} // namespace tether::inline TETHER_ABI
