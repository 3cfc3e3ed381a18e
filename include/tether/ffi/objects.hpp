// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Attributes, iteration, calls and types, under one spelling for every Python.
#pragma once

#include <tether/ffi/python.hpp>

#include <cstddef>

namespace tether::inline TETHER_ABI::ffi {

/// `getattr` that reports a missing attribute by 0 without raising; 1 where found, -1 with an error set.
inline int get_optional_attr(PyObject* object, PyObject* name, PyObject** result) noexcept {
#if TETHER_API_HEX >= 0x030D0000
    return PyObject_GetOptionalAttr(object, name, result);
#elif !defined(PYPY_VERSION) && !defined(Py_LIMITED_API)
    return _PyObject_LookupAttr(object, name, result);
#else
    *result = PyObject_GetAttr(object, name);
    if (*result != nullptr) return 1;
    if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return -1;
    PyErr_Clear();
    return 0;
#endif
}

/// The next item of an iterator as a new reference: 1 where there is one, 0 at the end, -1 with an error set.
inline int iter_next(PyObject* iterator, PyObject** item) noexcept {
#if TETHER_API_HEX >= 0x030E0000
    return PyIter_NextItem(iterator, item);
#else
    *item = PyIter_Next(iterator);
    if (*item != nullptr) return 1;
    return PyErr_Occurred() != nullptr ? -1 : 0;
#endif
}

#if TETHER_OBJECTS_ARE_OPAQUE
/// The number that a function of the module operator gives for arguments of that format: -1 with an error
/// set.
template <class... Args>
Py_ssize_t number_by_operator(const char* function, const char* format, Args... args) noexcept {
    PyObject* const operators = PyImport_ImportModule("operator");
    PyObject* const number =
        operators != nullptr ? PyObject_CallMethod(operators, function, format, args...) : nullptr;
    Py_ssize_t const result = number != nullptr ? PyLong_AsSsize_t(number) : -1;
    Py_XDECREF(number);
    Py_XDECREF(operators);
    return result;
}
#endif

/// How many items an iterator says that it has left, `fallback` where it does not say; -1 with an error set.
inline Py_ssize_t length_hint(PyObject* iterator, Py_ssize_t fallback) noexcept {
#ifdef Py_LIMITED_API
    return number_by_operator("length_hint", "On", iterator, fallback);
#else
    return PyObject_LengthHint(iterator, fallback);
#endif
}

/// How often a value is in a sequence, -1 with an error set.
inline Py_ssize_t sequence_count(PyObject* sequence, PyObject* value) noexcept {
#ifdef PYPY_VERSION
    return number_by_operator("countOf", "OO", sequence, value);
#else
    return PySequence_Count(sequence, value);
#endif
}

/// Sends a value into an iterator: 1 with what it yields, 0 with what it returns, -1 with an error set. The
/// result is a new reference.
inline int iter_send(PyObject* iterator, PyObject* value, PyObject** result) noexcept {
#if TETHER_API_HEX >= 0x030A0000
    PySendResult const sent = PyIter_Send(iterator, value, result);
    return sent == PYGEN_NEXT ? 1 : sent == PYGEN_RETURN ? 0 : -1;
#else
    *result = value == Py_None ? Py_TYPE(iterator)->tp_iternext(iterator)
                               : PyObject_CallMethod(iterator, "send", "(O)", value);
    if (*result != nullptr) return 1;
    return _PyGen_FetchStopIterationValue(result) == 0 ? 0 : -1;
#endif
}

/// What a weak reference refers to as a new reference, null where that is gone or with an error set.
inline PyObject* weakref_get(PyObject* reference) noexcept {
#if TETHER_API_HEX >= 0x030D0000
    PyObject* object = nullptr;
    return PyWeakref_GetRef(reference, &object) < 0 ? nullptr : object;
#else
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#endif
    PyObject* const object = PyWeakref_GetObject(reference);
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
    if (object == nullptr || object == Py_None) return nullptr;
    return new_ref(object);
#endif
}

/// The types of functions made by `def`, and of code, and whether an object is of exactly that: borrowed,
/// null with an error set.
#if TETHER_OBJECTS_ARE_OPAQUE
inline PyObject* type_of_module(const char* module, const char* name) noexcept {
    PyObject* const types = PyImport_ImportModule(module);
    PyObject* const type = types != nullptr ? PyObject_GetAttrString(types, name) : nullptr;
    Py_XDECREF(type); // Python keeps it
    Py_XDECREF(types);
    return type;
}
inline bool is_of_type(PyObject* object, PyObject* type) noexcept {
    if (type == nullptr) PyErr_Clear();
    return reinterpret_cast<PyObject*>(Py_TYPE(object)) == type;
}
inline PyObject* function_type() noexcept { return type_of_module("types", "FunctionType"); }
inline PyObject* code_type() noexcept { return type_of_module("types", "CodeType"); }
inline bool is_function(PyObject* object) noexcept { return is_of_type(object, function_type()); }
inline bool is_code(PyObject* object) noexcept { return is_of_type(object, code_type()); }
#else
inline PyObject* function_type() noexcept { return reinterpret_cast<PyObject*>(&PyFunction_Type); }
inline PyObject* code_type() noexcept { return reinterpret_cast<PyObject*>(&PyCode_Type); }
inline bool is_function(PyObject* object) noexcept { return PyFunction_Check(object); }
inline bool is_code(PyObject* object) noexcept { return PyCode_Check(object); }
#endif

/// The type of weak references: borrowed, null with an error set.
inline PyObject* weakref_type() noexcept {
#ifdef PYPY_VERSION
    return type_of_module("weakref", "ref");
#else
    return reinterpret_cast<PyObject*>(&_PyWeakref_RefType);
#endif
}

/// The number of variables that code takes from its function's closure.
inline Py_ssize_t code_free_variables(PyObject* code) noexcept {
#if TETHER_OBJECTS_ARE_OPAQUE
    PyObject* const names = PyObject_GetAttrString(code, "co_freevars");
    Py_ssize_t const size = names != nullptr ? PyObject_Size(names) : 0;
    Py_XDECREF(names);
    PyErr_Clear();
    return size;
#else
    return PyCode_GetNumFree(reinterpret_cast<PyCodeObject*>(code));
#endif
}

/// The qualified name of a type (`Outer.Inner`): a new reference or null with an error set.
inline PyObject* type_qualname(PyTypeObject* type) noexcept {
#if TETHER_API_HEX >= 0x030B0000
    return PyType_GetQualName(type);
#else
    return PyObject_GetAttrString(reinterpret_cast<PyObject*>(type), "__qualname__");
#endif
}

/// The name of a type with its module, which builtins leave out (PEP 737): a new reference or null with an
/// error set.
inline PyObject* type_fully_qualified_name(PyTypeObject* type) noexcept {
#if TETHER_API_HEX >= 0x030D0000
    return PyType_GetFullyQualifiedName(type);
#else
    PyObject* const qualname = type_qualname(type);
    if (qualname == nullptr) return nullptr;
    PyObject* const module = PyObject_GetAttrString(reinterpret_cast<PyObject*>(type), "__module__");
    PyObject* name = nullptr;
    if (module != nullptr)
        name = PyUnicode_Check(module) && PyUnicode_CompareWithASCIIString(module, "builtins") != 0
                   ? PyUnicode_FromFormat("%U.%U", module, qualname)
                   : new_ref(qualname);
    Py_XDECREF(module);
    Py_DECREF(qualname);
    return name;
#endif
}

/// Holds an object's lock on builds without the GIL; costs nothing on others. Not to be held across a detach.
class CriticalSection {
  public:
#if defined(Py_GIL_DISABLED) && TETHER_API_HEX >= 0x030D0000
    explicit CriticalSection(PyObject* object) noexcept { PyCriticalSection_Begin(&section_, object); }

    ~CriticalSection() { PyCriticalSection_End(&section_); }
#else
    explicit CriticalSection(PyObject* /*object*/) noexcept {}

    ~CriticalSection() = default;
#endif
    CriticalSection(const CriticalSection&) = delete;
    CriticalSection& operator=(const CriticalSection&) = delete;

#if defined(Py_GIL_DISABLED) && TETHER_API_HEX >= 0x030D0000

  private:
    PyCriticalSection section_;
#endif
};

/// The same of two objects, which may be one.
class CriticalSection2 {
  public:
#if defined(Py_GIL_DISABLED) && TETHER_API_HEX >= 0x030D0000
    CriticalSection2(PyObject* first, PyObject* second) noexcept {
        PyCriticalSection2_Begin(&section_, first, second);
    }

    ~CriticalSection2() { PyCriticalSection2_End(&section_); }
#else
    CriticalSection2(PyObject* /*first*/, PyObject* /*second*/) noexcept {}

    ~CriticalSection2() = default;
#endif
    CriticalSection2(const CriticalSection2&) = delete;
    CriticalSection2& operator=(const CriticalSection2&) = delete;

#if defined(Py_GIL_DISABLED) && TETHER_API_HEX >= 0x030D0000

  private:
    PyCriticalSection2 section_;
#endif
};

} // namespace tether::inline TETHER_ABI::ffi
