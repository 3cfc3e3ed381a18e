// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The CPython C API as the layers above see it: the only header that includes Python.h and asks for versions.
//
// Every name that differs between CPython 3.9 and 3.15, the limited API, free-threaded builds and PyPy has
// one spelling here. All of it needs the token unless it says otherwise, none of it knows a type of Tether's.
#pragma once

#ifndef PY_SSIZE_T_CLEAN
#define PY_SSIZE_T_CLEAN
#endif
#include <Python.h>

#include <tether/config.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>

#if PY_VERSION_HEX < 0x03090000
#error "tether: this Python is too old. Tether needs CPython 3.9 or newer."
#endif

#if PY_VERSION_HEX >= 0x030D0000
extern "C" PyAPI_FUNC(void) Py_SetPath(const wchar_t*); // in the stable ABI, though no header has it
#endif

// Exceptions that not every Python has.
#if PY_VERSION_HEX >= 0x030A0000
#define TETHER_HAS_ENCODING_WARNING
#endif
#if PY_VERSION_HEX >= 0x030B0000
#define TETHER_HAS_EXCEPTION_GROUP
#endif
#if PY_VERSION_HEX >= 0x030D0000
#define TETHER_HAS_PYTHON_FINALIZATION_ERROR
#endif
#if PY_VERSION_HEX >= 0x030F0000 && !defined(Py_LIMITED_API)
#define TETHER_HAS_IMPORT_CYCLE_ERROR
#endif

namespace tether::inline TETHER_ABI::ffi {

#ifdef Py_GIL_DISABLED
/// Whether this build of Python runs threads without the GIL.
inline constexpr bool free_threaded = true;
#else
inline constexpr bool free_threaded = false;
#endif

/// A new reference to an object.
inline PyObject* new_ref(PyObject* object) noexcept {
    Py_INCREF(object);
    return object;
}

/// The thread state of this thread where it is attached, else null. Callable on any thread, without a token.
inline PyThreadState* current_thread_state() noexcept {
#if PY_VERSION_HEX >= 0x030D0000
    return PyThreadState_GetUnchecked();
#elif PY_VERSION_HEX >= 0x030C0000
    return _PyThreadState_UncheckedGet();
#else
    // These versions keep one current thread state for all threads: that of the GIL's holder.
    PyThreadState* const holder = _PyThreadState_UncheckedGet();
    PyThreadState* const own = holder != nullptr ? PyGILState_GetThisThreadState() : nullptr;
    if (holder == own) return holder;
    // Once there was a second interpreter (then the check always succeeds) a thread can have several.
    if (own == nullptr || PyGILState_Check() == 0) return nullptr;
    return holder->thread_id == PyThread_get_thread_ident() ? holder : nullptr;
#endif
}

/// The interpreter of a thread state. Callable without a token.
inline PyInterpreterState* interpreter_of(PyThreadState* state) noexcept {
#if defined(Py_LIMITED_API) || defined(PYPY_VERSION)
    return PyThreadState_GetInterpreter(state);
#else
    return state->interp;
#endif
}

/// Whether the interpreter has begun to end. Callable without a token.
inline bool is_finalizing() noexcept {
#if PY_VERSION_HEX >= 0x030D0000
    return Py_IsFinalizing() != 0;
#else
    return _Py_IsFinalizing() != 0;
#endif
}

/// Makes Python forget what its last start found out about the program, its home and its paths: it would take
/// all of that for the next one. To be called while no Python is running.
inline void forget_paths() noexcept {
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#endif
    Py_SetPath(nullptr);
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
}

/// Takes the raised exception out of the thread's error indicator: a new reference to an instance that has
/// its traceback, null where nothing is raised.
inline PyObject* take_raised() noexcept {
#if PY_VERSION_HEX >= 0x030C0000
    return PyErr_GetRaisedException();
#else
    PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
    PyErr_Fetch(&type, &value, &traceback);
    if (type == nullptr) return nullptr;
    PyErr_NormalizeException(&type, &value, &traceback);
    if (traceback != nullptr) {
        PyException_SetTraceback(value, traceback);
        Py_DECREF(traceback);
    }
    Py_DECREF(type);
    return value;
#endif
}

/// Raises an exception instance with the traceback that it has; steals the reference.
inline void set_raised(PyObject* exception) noexcept {
#if PY_VERSION_HEX >= 0x030C0000
    PyErr_SetRaisedException(exception);
#else
    PyErr_Restore(new_ref(reinterpret_cast<PyObject*>(Py_TYPE(exception))), exception,
                  PyException_GetTraceback(exception));
#endif
}

/// The exception that is being handled (`sys.exception()`): a new reference or null.
inline PyObject* handled_exception() noexcept {
#if PY_VERSION_HEX >= 0x030B0000
    PyObject* exception = PyErr_GetHandledException();
#else
    PyObject *type = nullptr, *exception = nullptr, *traceback = nullptr;
    PyErr_GetExcInfo(&type, &exception, &traceback);
    Py_XDECREF(type);
    Py_XDECREF(traceback);
#endif
    if (exception == Py_None) Py_CLEAR(exception);
    return exception;
}

/// `add_note` (PEP 678) with a str: 0, or -1 with an error set. Python 3.10 and older do not print the notes,
/// but keep them like newer ones.
inline int add_note(PyObject* exception, PyObject* note) noexcept {
#if PY_VERSION_HEX >= 0x030B0000
    PyObject* const done = PyObject_CallMethod(exception, "add_note", "O", note);
    Py_XDECREF(done);
    return done != nullptr ? 0 : -1;
#else
    PyObject* notes = PyObject_GetAttrString(exception, "__notes__");
    if (notes == nullptr) {
        if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return -1;
        PyErr_Clear();
        notes = PyList_New(0);
        if (notes == nullptr || PyObject_SetAttrString(exception, "__notes__", notes) < 0) {
            Py_XDECREF(notes);
            return -1;
        }
    }
    int const status = PyList_Append(notes, note);
    Py_DECREF(notes);
    return status;
#endif
}

/// `getattr` that reports a missing attribute by 0 without raising; 1 where found, -1 with an error set.
inline int get_optional_attr(PyObject* object, PyObject* name, PyObject** result) noexcept {
#if PY_VERSION_HEX >= 0x030D0000
    return PyObject_GetOptionalAttr(object, name, result);
#elif !defined(PYPY_VERSION)
    return _PyObject_LookupAttr(object, name, result);
#else
    *result = PyObject_GetAttr(object, name);
    if (*result != nullptr) return 1;
    if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return -1;
    PyErr_Clear();
    return 0;
#endif
}

/// The item of a key as a new reference: 1 where found, 0 where not, -1 with an error set.
inline int dict_get_item(PyObject* dict, PyObject* key, PyObject** result) noexcept {
#if PY_VERSION_HEX >= 0x030D0000
    return PyDict_GetItemRef(dict, key, result);
#else
    PyObject* item = PyDict_GetItemWithError(dict, key);
    *result = item;
    if (item != nullptr) {
        Py_INCREF(item);
        return 1;
    }
    return PyErr_Occurred() != nullptr ? -1 : 0;
#endif
}

/// `dict.setdefault`: the item as a new reference; 1 where it was there, 0 where it was put, -1 with an error
/// set.
inline int dict_set_default(PyObject* dict, PyObject* key, PyObject* value, PyObject** result) noexcept {
#if PY_VERSION_HEX >= 0x030D0000
    return PyDict_SetDefaultRef(dict, key, value, result);
#else
    int const found = dict_get_item(dict, key, result);
    if (found != 0) return found;
    PyObject* const item = PyDict_SetDefault(dict, key, value);
    if (item == nullptr) return -1;
    *result = new_ref(item);
    return 0;
#endif
}

/// The item at an index as a new reference, null with IndexError set.
inline PyObject* list_get_item(PyObject* list, Py_ssize_t index) noexcept {
#if PY_VERSION_HEX >= 0x030D0000
    return PyList_GetItemRef(list, index);
#else
    PyObject* const item = PyList_GetItem(list, index);
    Py_XINCREF(item);
    return item;
#endif
}

/// The same where running past the end is no error: null without one.
inline PyObject* list_item_or_null(PyObject* list, Py_ssize_t index) noexcept {
#if defined(Py_GIL_DISABLED) || defined(Py_LIMITED_API)
    if (index >= PyList_Size(list)) return nullptr;
    PyObject* const item = list_get_item(list, index);
    if (item == nullptr) PyErr_Clear(); // another thread was faster
    return item;
#else
    if (index >= PyList_GET_SIZE(list)) return nullptr;
    return new_ref(PyList_GET_ITEM(list, index));
#endif
}

/// Fills an empty place of a list that nobody else knows yet; steals the item.
inline void list_fill_item(PyObject* list, Py_ssize_t index, PyObject* item) noexcept {
#ifdef Py_LIMITED_API
    (void)PyList_SetItem(list, index, item);
#else
    PyList_SET_ITEM(list, index, item);
#endif
}

/// Fills an empty place of a tuple that nobody else knows yet; steals the item.
inline void tuple_fill_item(PyObject* tuple, Py_ssize_t index, PyObject* item) noexcept {
#ifdef Py_LIMITED_API
    (void)PyTuple_SetItem(tuple, index, item);
#else
    PyTuple_SET_ITEM(tuple, index, item);
#endif
}

/// The items of an exact list or tuple where they lie, borrowed, and how many there are: good until code runs
/// that could change the list. Null and 0 where the object is neither or its items cannot be had like that.
inline PyObject* const* items_in_place(PyObject* sequence, Py_ssize_t* size) noexcept {
#if defined(Py_GIL_DISABLED) || defined(Py_LIMITED_API) || defined(PYPY_VERSION)
    (void)sequence;
#else
    if (PyList_CheckExact(sequence) || PyTuple_CheckExact(sequence)) {
        *size = Py_SIZE(sequence);
        return PySequence_Fast_ITEMS(sequence);
    }
#endif
    *size = 0;
    return nullptr;
}

/// Whether a dict is of a subclass that says itself how it is iterated: its order is not the one of the
/// table.
inline bool dict_overrides_iter(PyObject* dict) noexcept {
#ifdef Py_LIMITED_API
    return !PyDict_CheckExact(dict);
#else
    return Py_TYPE(dict)->tp_iter != PyDict_Type.tp_iter;
#endif
}

/// The next item of an iterator as a new reference: 1 where there is one, 0 at the end, -1 with an error set.
inline int iter_next(PyObject* iterator, PyObject** item) noexcept {
#if PY_VERSION_HEX >= 0x030E0000
    return PyIter_NextItem(iterator, item);
#else
    *item = PyIter_Next(iterator);
    if (*item != nullptr) return 1;
    return PyErr_Occurred() != nullptr ? -1 : 0;
#endif
}

/// Sends a value into an iterator: 1 with what it yields, 0 with what it returns, -1 with an error set. The
/// result is a new reference.
inline int iter_send(PyObject* iterator, PyObject* value, PyObject** result) noexcept {
#if PY_VERSION_HEX >= 0x030A0000
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
#if PY_VERSION_HEX >= 0x030D0000
    PyObject* object = nullptr;
    return PyWeakref_GetRef(reference, &object) < 0 ? nullptr : object;
#else
    PyObject* const object = PyWeakref_GetObject(reference);
    if (object == nullptr || object == Py_None) return nullptr;
    return new_ref(object);
#endif
}

/// `sys.modules[name]`, made empty where missing: a new reference or null with an error set.
inline PyObject* import_add_module(const char* name) noexcept {
#if PY_VERSION_HEX >= 0x030D0000
    return PyImport_AddModuleRef(name);
#else
    PyObject* const module = PyImport_AddModule(name);
    Py_XINCREF(module);
    return module;
#endif
}

/// The number of items of a tuple, without a check.
inline Py_ssize_t tuple_size(PyObject* tuple) noexcept {
#ifdef Py_LIMITED_API
    return PyTuple_Size(tuple);
#else
    return PyTuple_GET_SIZE(tuple);
#endif
}

/// The item of a tuple at an index in range, borrowed from it.
inline PyObject* tuple_item(PyObject* tuple, Py_ssize_t index) noexcept {
#ifdef Py_LIMITED_API
    return PyTuple_GetItem(tuple, index);
#else
    return PyTuple_GET_ITEM(tuple, index);
#endif
}

/// A tuple of objects that stay the caller's: a new reference or null with an error set.
inline PyObject* tuple_from_array(PyObject* const* items, Py_ssize_t size) noexcept {
#if PY_VERSION_HEX >= 0x030F0000 && !defined(Py_LIMITED_API)
    return PyTuple_FromArray(items, size);
#else
    PyObject* const tuple = PyTuple_New(size);
    if (tuple == nullptr) return nullptr;
    for (Py_ssize_t i = 0; i < size; ++i) (void)PyTuple_SetItem(tuple, i, new_ref(items[i]));
    return tuple;
#endif
}

/// The text of an exact str that keeps it as ASCII, else null (and no error): what can be compared at once.
inline const char* ascii_text(PyObject* object, Py_ssize_t* size) noexcept {
#if defined(PYPY_VERSION) || defined(Py_LIMITED_API)
    (void)object;
    (void)size;
    return nullptr;
#else
    if (!PyUnicode_CheckExact(object) || !PyUnicode_IS_COMPACT_ASCII(object)) return nullptr;
    *size = PyUnicode_GET_LENGTH(object);
    return reinterpret_cast<const char*>(reinterpret_cast<PyASCIIObject*>(object) + 1); // PyUnicode_DATA asks again
#endif
}

/// Whether a str is this UTF-8 text. Raises nothing.
inline bool str_equals(PyObject* str, const char* text, Py_ssize_t size) noexcept {
#if PY_VERSION_HEX >= 0x030D0000
    return PyUnicode_EqualToUTF8AndSize(str, text, size) != 0;
#else
    Py_ssize_t own_size = 0;
    const char* const own_text = PyUnicode_AsUTF8AndSize(str, &own_size);
    if (own_text == nullptr) PyErr_Clear();
    return own_text != nullptr && own_size == size &&
           std::memcmp(own_text, text, static_cast<std::size_t>(size)) == 0;
#endif
}

/// The characters of a str as it keeps them, `*kind` bytes each, borrowed from it; null with an error set.
inline const void* str_data(PyObject* str, Py_ssize_t* size, int* kind) noexcept {
#if defined(Py_LIMITED_API)
    (void)str, (void)size, (void)kind;
    PyErr_SetString(PyExc_SystemError, "the limited API does not show how a str keeps its characters");
    return nullptr;
#else
#if PY_VERSION_HEX < 0x030C0000
    if (PyUnicode_READY(str) < 0) return nullptr;
#endif
    *size = PyUnicode_GET_LENGTH(str);
    *kind = static_cast<int>(PyUnicode_KIND(str));
    return PyUnicode_DATA(str);
#endif
}

/// The value of a float.
inline double float_value(PyObject* value) noexcept {
#ifdef Py_LIMITED_API
    return PyFloat_AsDouble(value);
#else
    return PyFloat_AS_DOUBLE(value);
#endif
}

/// Whether an object has `__float__` or `__index__`, so that PyFloat_AsDouble takes it.
inline bool has_float(PyObject* object) noexcept {
#ifdef Py_LIMITED_API
    return PyType_GetSlot(Py_TYPE(object), Py_nb_float) != nullptr || PyIndex_Check(object) != 0;
#else
    PyNumberMethods const* const number = Py_TYPE(object)->tp_as_number;
    return number != nullptr && (number->nb_float != nullptr || number->nb_index != nullptr);
#endif
}

/// Whether an exact or derived int is small enough to be read at once by compact_value().
inline bool long_is_compact(PyObject* object) noexcept {
#if defined(PYPY_VERSION) || defined(Py_LIMITED_API)
    (void)object;
    return false;
#elif PY_VERSION_HEX >= 0x030C0000
    return PyUnstable_Long_IsCompact(reinterpret_cast<PyLongObject*>(object)) != 0;
#else
    Py_ssize_t const size = Py_SIZE(object);
    return size >= -1 && size <= 1;
#endif
}

/// The value of an int for which long_is_compact() holds.
inline Py_ssize_t compact_value(PyObject* object) noexcept {
#if defined(PYPY_VERSION) || defined(Py_LIMITED_API)
    (void)object;
    return 0;
#elif PY_VERSION_HEX >= 0x030C0000
    return PyUnstable_Long_CompactValue(reinterpret_cast<PyLongObject*>(object));
#else
    return Py_SIZE(object) * static_cast<Py_ssize_t>(reinterpret_cast<PyLongObject*>(object)->ob_digit[0]);
#endif
}

/// The value of an int below 2**60 or so, read without a call: false where it is larger.
inline bool read_small_int(PyObject* object, std::int64_t& out) noexcept {
#if defined(PYPY_VERSION) || defined(Py_LIMITED_API)
    (void)object;
    (void)out;
    return false;
#else
    auto const* const value = reinterpret_cast<PyLongObject*>(object);
#if PY_VERSION_HEX >= 0x030C0000
    auto const tag = value->long_value.lv_tag; // the number of digits over three bits, of which 2 is the sign
    const digit* const digits = value->long_value.ob_digit;
    std::size_t const count = tag >> 3;
    bool const is_negative = (tag & 2) != 0;
#else
    Py_ssize_t const size = Py_SIZE(object);
    const digit* const digits = value->ob_digit;
    std::size_t const count = static_cast<std::size_t>(size < 0 ? -size : size);
    bool const is_negative = size < 0;
#endif
    if (count > 2) return false;
    std::int64_t magnitude = count > 0 ? digits[0] : 0;
    if (count > 1) magnitude |= static_cast<std::int64_t>(digits[1]) << PyLong_SHIFT;
    out = is_negative ? -magnitude : magnitude;
    return true;
#endif
}

/// An int as little-endian two's complement bytes; false where it does not fit (no error is set then) or with
/// one set.
inline bool long_as_bytes(PyObject* value, unsigned char* bytes, std::size_t size, bool is_signed) noexcept {
#if PY_VERSION_HEX >= 0x030D0000
    int const flags = Py_ASNATIVEBYTES_LITTLE_ENDIAN |
                      (is_signed ? 0 : Py_ASNATIVEBYTES_UNSIGNED_BUFFER | Py_ASNATIVEBYTES_REJECT_NEGATIVE);
    const Py_ssize_t needed = PyLong_AsNativeBytes(value, bytes, static_cast<Py_ssize_t>(size), flags);
    if (needed < 0) {
        if (PyErr_ExceptionMatches(PyExc_ValueError)) PyErr_Clear();
        return false;
    }
    return static_cast<std::size_t>(needed) <= size;
#else
    if (_PyLong_AsByteArray(reinterpret_cast<PyLongObject*>(value), bytes, size, 1, is_signed ? 1 : 0) == 0)
        return true;
    if (PyErr_ExceptionMatches(PyExc_OverflowError)) PyErr_Clear();
    return false;
#endif
}

/// An int from little-endian two's complement bytes: a new reference or null with an error set.
inline PyObject* long_from_bytes(const unsigned char* bytes, std::size_t size, bool is_signed) noexcept {
#if PY_VERSION_HEX >= 0x030D0000
    return is_signed ? PyLong_FromNativeBytes(bytes, size, Py_ASNATIVEBYTES_LITTLE_ENDIAN)
                     : PyLong_FromUnsignedNativeBytes(bytes, size, Py_ASNATIVEBYTES_LITTLE_ENDIAN);
#else
    return _PyLong_FromByteArray(bytes, size, 1, is_signed ? 1 : 0);
#endif
}

/// The number of variables that code takes from its function's closure.
inline Py_ssize_t code_free_variables(PyObject* code) noexcept {
#if defined(PYPY_VERSION) || defined(Py_LIMITED_API)
    PyObject* const names = PyObject_GetAttrString(code, "co_freevars");
    Py_ssize_t const size = names != nullptr ? PyObject_Size(names) : 0;
    Py_XDECREF(names);
    PyErr_Clear();
    return size;
#else
    return PyCode_GetNumFree(reinterpret_cast<PyCodeObject*>(code));
#endif
}

/// Calls with the arguments in an array, `nargs` possibly with PY_VECTORCALL_ARGUMENTS_OFFSET, and the names
/// of the keyword arguments in a tuple or null: a new reference or null with an error set. Not noexcept,
/// since Python code that runs when the interpreter ends can be unwound (UnwindGuard).
inline PyObject* vectorcall(PyObject* callable, PyObject* const* args, std::size_t nargs, PyObject* kwnames) {
    return PyObject_Vectorcall(callable, args, nargs, kwnames);
}

/// The same for a method by name, `self` being the first argument.
inline PyObject* vectorcall_method(PyObject* name, PyObject* const* args, std::size_t nargs,
                                   PyObject* kwnames) {
    return PyObject_VectorcallMethod(name, args, nargs, kwnames);
}

/// The qualified name of a type (`Outer.Inner`): a new reference or null with an error set.
inline PyObject* type_qualname(PyTypeObject* type) noexcept {
#if PY_VERSION_HEX >= 0x030B0000
    return PyType_GetQualName(type);
#else
    return PyObject_GetAttrString(reinterpret_cast<PyObject*>(type), "__qualname__");
#endif
}

/// The name of a type with its module, which builtins leave out (PEP 737): a new reference or null with an
/// error set.
inline PyObject* type_fully_qualified_name(PyTypeObject* type) noexcept {
#if PY_VERSION_HEX >= 0x030D0000
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

/// Fills the slots of a module's definition, which has room for four: its body, and what it says about
/// interpreters with a GIL of their own and about threads without one, where this Python asks. Needs no
/// token.
inline void fill_module_slots(PyModuleDef_Slot* slots, int (*body)(PyObject*), bool gil_used,
                              bool per_interpreter_gil) noexcept {
    *slots++ = {Py_mod_exec, reinterpret_cast<void*>(body)};
#if PY_VERSION_HEX >= 0x030C0000
    *slots++ = {Py_mod_multiple_interpreters, per_interpreter_gil ? Py_MOD_PER_INTERPRETER_GIL_SUPPORTED
                                                                  : Py_MOD_MULTIPLE_INTERPRETERS_SUPPORTED};
#endif
#if PY_VERSION_HEX >= 0x030D0000
    *slots++ = {Py_mod_gil, gil_used ? Py_MOD_GIL_USED : Py_MOD_GIL_NOT_USED};
#endif
    *slots = {0, nullptr};
    (void)gil_used;
    (void)per_interpreter_gil;
}

/// Holds an object's lock on builds without the GIL; costs nothing on others. Not to be held across a detach.
class CriticalSection {
  public:
#if defined(Py_GIL_DISABLED) && PY_VERSION_HEX >= 0x030D0000
    explicit CriticalSection(PyObject* object) noexcept { PyCriticalSection_Begin(&section_, object); }

    ~CriticalSection() { PyCriticalSection_End(&section_); }
#else
    explicit CriticalSection(PyObject* /*object*/) noexcept {}

    ~CriticalSection() = default;
#endif
    CriticalSection(const CriticalSection&) = delete;
    CriticalSection& operator=(const CriticalSection&) = delete;

#if defined(Py_GIL_DISABLED) && PY_VERSION_HEX >= 0x030D0000

  private:
    PyCriticalSection section_;
#endif
};

} // namespace tether::inline TETHER_ABI::ffi
