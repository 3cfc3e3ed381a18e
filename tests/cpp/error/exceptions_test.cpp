// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/error/exceptions.hpp>

#include "support.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace tether;
using tether_tests::ask;

namespace {

/// Checks a tag against the type of its name in `builtins`; the tag's base is one of that type's bases.
template <class T> void check(Python py, std::set<std::string>& seen) {
    INFO(T::type_name);
    auto const builtins = *py.import("builtins");
    auto const type = *builtins.getattr(T::type_name);
    CHECK(T::type_object() == type.as_ptr());
    seen.insert(T::type_name);
}

template <class T, class Base> void check(Python py, std::set<std::string>& seen) {
    check<T>(py, seen);
    static_assert(std::derived_from<T, Base>);
    CHECK(PyType_IsSubtype(reinterpret_cast<PyTypeObject*>(T::type_object()),
                           reinterpret_cast<PyTypeObject*>(Base::type_object())) == 1);
    CHECK(PyErr::make<T>("text").template is_instance<Base>(py));
    CHECK_FALSE(Bound<PyAny>(PyErr::make<Base>("text").value(py)).template is_exact_instance_of<T>());
}

} // namespace

TEST_CASE("Each exception of this Python has a tag of its name, with the bases that Python says") {
    attach([](Python py) {
        std::set<std::string> seen;
        check<PyBaseException>(py, seen);
        check<PyException, PyBaseException>(py, seen);
        check<PyGeneratorExit, PyBaseException>(py, seen);
        check<PyKeyboardInterrupt, PyBaseException>(py, seen);
        check<PySystemExit, PyBaseException>(py, seen);
        check<PyArithmeticError, PyException>(py, seen);
        check<PyFloatingPointError, PyArithmeticError>(py, seen);
        check<PyOverflowError, PyArithmeticError>(py, seen);
        check<PyZeroDivisionError, PyArithmeticError>(py, seen);
        check<PyAssertionError, PyException>(py, seen);
        check<PyAttributeError, PyException>(py, seen);
        check<PyBufferError, PyException>(py, seen);
        check<PyEOFError, PyException>(py, seen);
        check<PyImportError, PyException>(py, seen);
        check<PyModuleNotFoundError, PyImportError>(py, seen);
        check<PyLookupError, PyException>(py, seen);
        check<PyIndexError, PyLookupError>(py, seen);
        check<PyKeyError, PyLookupError>(py, seen);
        check<PyMemoryError, PyException>(py, seen);
        check<PyNameError, PyException>(py, seen);
        check<PyUnboundLocalError, PyNameError>(py, seen);
        check<PyOSError, PyException>(py, seen);
        check<PyBlockingIOError, PyOSError>(py, seen);
        check<PyChildProcessError, PyOSError>(py, seen);
        check<PyConnectionError, PyOSError>(py, seen);
        check<PyBrokenPipeError, PyConnectionError>(py, seen);
        check<PyConnectionAbortedError, PyConnectionError>(py, seen);
        check<PyConnectionRefusedError, PyConnectionError>(py, seen);
        check<PyConnectionResetError, PyConnectionError>(py, seen);
        check<PyFileExistsError, PyOSError>(py, seen);
        check<PyFileNotFoundError, PyOSError>(py, seen);
        check<PyInterruptedError, PyOSError>(py, seen);
        check<PyIsADirectoryError, PyOSError>(py, seen);
        check<PyNotADirectoryError, PyOSError>(py, seen);
        check<PyPermissionError, PyOSError>(py, seen);
        check<PyProcessLookupError, PyOSError>(py, seen);
        check<PyTimeoutError, PyOSError>(py, seen);
        check<PyReferenceError, PyException>(py, seen);
        check<PyRuntimeError, PyException>(py, seen);
        check<PyNotImplementedError, PyRuntimeError>(py, seen);
        check<PyRecursionError, PyRuntimeError>(py, seen);
        check<PyStopAsyncIteration, PyException>(py, seen);
        check<PyStopIteration, PyException>(py, seen);
        check<PySyntaxError, PyException>(py, seen);
        check<PyIndentationError, PySyntaxError>(py, seen);
        check<PyTabError, PyIndentationError>(py, seen);
        check<PySystemError, PyException>(py, seen);
        check<PyTypeError, PyException>(py, seen);
        check<PyValueError, PyException>(py, seen);
        check<PyUnicodeError, PyValueError>(py, seen);
        check<PyUnicodeDecodeError, PyUnicodeError>(py, seen);
        check<PyUnicodeEncodeError, PyUnicodeError>(py, seen);
        check<PyUnicodeTranslateError, PyUnicodeError>(py, seen);
        check<PyWarning, PyException>(py, seen);
        check<PyBytesWarning, PyWarning>(py, seen);
        check<PyDeprecationWarning, PyWarning>(py, seen);
        check<PyFutureWarning, PyWarning>(py, seen);
        check<PyImportWarning, PyWarning>(py, seen);
        check<PyPendingDeprecationWarning, PyWarning>(py, seen);
        check<PyResourceWarning, PyWarning>(py, seen);
        check<PyRuntimeWarning, PyWarning>(py, seen);
        check<PySyntaxWarning, PyWarning>(py, seen);
        check<PyUnicodeWarning, PyWarning>(py, seen);
        check<PyUserWarning, PyWarning>(py, seen);
#ifdef TETHER_HAS_ENCODING_WARNING
        check<PyEncodingWarning, PyWarning>(py, seen);
#endif
#ifdef TETHER_HAS_EXCEPTION_GROUP
        check<PyBaseExceptionGroup, PyBaseException>(py, seen);
        check<PyExceptionGroup, PyBaseExceptionGroup>(py, seen);
#endif
#ifdef TETHER_HAS_PYTHON_FINALIZATION_ERROR
        check<PyPythonFinalizationError, PyRuntimeError>(py, seen);
#endif
#ifdef TETHER_HAS_IMPORT_CYCLE_ERROR
        check<PyImportCycleError, PyImportError>(py, seen);
#endif
        auto const names =
            *py.eval("' '.join(sorted({c.__name__ for c in vars(__import__('builtins')).values()"
                     " if isinstance(c, type) and issubclass(c, BaseException) and c.__name__[0] != '_'}))")
                 ->extract<std::string>();
        std::string tags;
        for (auto const& name : seen) tags += (tags.empty() ? "" : " ") + name;
        CHECK(tags == names);
    });
}

TEST_CASE("The older names of OSError are the same tag") {
    static_assert(std::same_as<PyIOError, PyOSError> && std::same_as<PyEnvironmentError, PyOSError>);
    attach([](Python py) {
        CHECK(py.import("builtins")->getattr("IOError")->is(py.type_of<PyIOError>()));
        CHECK(py.import("builtins")->getattr("EnvironmentError")->is(py.type_of<PyEnvironmentError>()));
    });
}

TEST_CASE("A tag is a view of its exception's instances") {
    attach([](Python py) {
        auto const exception = *py.eval("ModuleNotFoundError('text', name='spam')");
        CHECK(exception.is_instance_of<PyImportError>());
        CHECK_FALSE(exception.is_instance_of<PyKeyError>());
        CHECK_FALSE(exception.is_exact_instance_of<PyImportError>());
        CHECK(exception.is_exact_instance_of<PyModuleNotFoundError>());
        CHECK_FALSE(PyInt::create(py, 5)->is_instance_of<PyBaseException>());
        Bound<PyImportError> const typed = *exception.cast<PyImportError>();
        Bound<PyBaseException> const base = typed;
        CHECK(*base.getattr("name")->extract<std::string>() == "spam");
        CHECK(std::string(exception.cast<PyKeyError>().error().what()) ==
              "TypeError: 'ModuleNotFoundError' object is not an instance of 'KeyError'");
    });
}

#ifdef TETHER_HAS_EXCEPTION_GROUP
TEST_CASE("A group of exceptions is made and taken apart") {
    attach([](Python py) {
        auto const errors = *py.eval("[KeyError('k'), ValueError('v')]");
        auto const group = PyErr::make<PyExceptionGroup>(py, "both", errors);
        CHECK(std::string(group.what()) == "ExceptionGroup: both (2 sub-exceptions)");
        CHECK(group.is_instance<PyExceptionGroup>(py));
        CHECK(group.is_instance<PyBaseExceptionGroup>(py));
        CHECK(group.is_instance<PyException>(py));
        auto const strict = PyErr::make<PyBaseExceptionGroup>(py, "both", *py.eval("[KeyboardInterrupt()]"));
        CHECK_FALSE(strict.is_instance<PyExceptionGroup>(py));
        CHECK(ask(py, PyErr::make<PyBaseExceptionGroup>(py, "both", errors), "type(e).__name__") ==
              "ExceptionGroup");
    });
}
#endif
