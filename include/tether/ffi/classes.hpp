// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Types made by extensions and the memory of their instances, under one spelling for every Python.
#pragma once

#include <tether/ffi/python.hpp>

#include <cstddef>
#include <cstring>

#if PY_VERSION_HEX < 0x030C0000
#include <structmember.h>
#endif

namespace tether::inline TETHER_ABI::ffi {

/// What a class is recognised by: the method table that its type was given last.
inline PyMethodDef* class_token(PyTypeObject* type) noexcept { return type->tp_methods; }

/// Gives a type its token; the methods that it was made with stay.
inline void set_class_token(PyTypeObject* type, PyMethodDef* token) noexcept { type->tp_methods = token; }

/// The base whose layout the type extends, null for `object`. Borrowed.
inline PyTypeObject* base_type(PyTypeObject* type) noexcept { return type->tp_base; }

/// The order in which attributes are looked up, a tuple. Borrowed.
inline PyObject* type_mro(PyTypeObject* type) noexcept { return type->tp_mro; }

/// The size of the instances that a derived class has in front, 0 where it cannot know that.
inline std::size_t size_for_derived(PyObject* base) noexcept {
    if (!PyType_Check(base)) return 0;
    auto* const type = reinterpret_cast<PyTypeObject*>(base);
    if (type->tp_itemsize != 0 || PyType_IsSubtype(type, &PyType_Type) != 0) return 0;
    std::size_t const unit = sizeof(void*);
    return (static_cast<std::size_t>(type->tp_basicsize) + unit - 1) / unit * unit;
}

/// Whether a type or one of its bases was made by a class statement, and looks into instances as those do.
inline bool has_python_traverse(PyTypeObject* type) noexcept {
    for (; type != nullptr; type = type->tp_base)
        if (PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE) && type->tp_methods == nullptr) return true;
    return false;
}

/// An instance as the type's `__new__` makes it without arguments: a new reference, or null with an error
/// set.
inline PyObject* new_by_type(PyTypeObject* type) noexcept {
    PyObject* const none = PyTuple_New(0);
    if (none == nullptr) return nullptr;
    PyObject* const object = type->tp_new(type, none, nullptr);
    Py_DECREF(none);
    return object;
}

/// A new reference to an object that may be about to end: false where it is. The object must have been given
/// to allow_try_incref(), and its memory must still be there.
#if defined(Py_GIL_DISABLED) && PY_VERSION_HEX >= 0x030E0000
inline void allow_try_incref(PyObject* object) noexcept { PyUnstable_EnableTryIncRef(object); }
inline bool try_incref(PyObject* object) noexcept { return PyUnstable_TryIncRef(object) != 0; }
#elif defined(Py_GIL_DISABLED)
// 3.13 has it for weak references only: the bits of the count say that somebody may try.
inline void allow_try_incref(PyObject* object) noexcept {
    Py_ssize_t shared = _Py_atomic_load_ssize_relaxed(&object->ob_ref_shared);
    while ((shared & 3) == 0 &&
           !_Py_atomic_compare_exchange_ssize(&object->ob_ref_shared, &shared, shared | 1)) {
    }
}
inline bool try_incref(PyObject* object) noexcept {
    if (_Py_atomic_load_uintptr_relaxed(&object->ob_tid) == _Py_ThreadId()) return Py_INCREF(object), true;
    Py_ssize_t shared = _Py_atomic_load_ssize_relaxed(&object->ob_ref_shared);
    while (shared != 0 && shared != 3)
        if (_Py_atomic_compare_exchange_ssize(&object->ob_ref_shared, &shared, shared + 4)) return true;
    return false;
}
#else
inline void allow_try_incref(PyObject* /*object*/) noexcept {}
inline bool try_incref(PyObject* object) noexcept {
    if (Py_REFCNT(object) <= 0) return false;
    Py_INCREF(object);
    return true;
}
#endif

/// Whether the collector knows the type's instances.
inline bool is_collected(PyTypeObject* type) noexcept {
    return PyType_HasFeature(type, Py_TPFLAGS_HAVE_GC) != 0;
}

/// How a type makes and initialises instances: Python may have replaced either.
inline newfunc type_new(PyTypeObject* type) noexcept { return type->tp_new; }
inline initproc type_init(PyTypeObject* type) noexcept { return type->tp_init; }

/// The dictionary of any type, static builtin ones of 3.12 too: borrowed; whoever changes it says so by
/// PyType_Modified.
inline PyObject* dict_of_type(PyTypeObject* type) noexcept {
#if PY_VERSION_HEX >= 0x030C0000
    PyObject* const dict = PyType_GetDict(type);
    Py_DECREF(dict); // the type keeps it
    return dict;
#else
    return type->tp_dict;
#endif
}

/// Gives a type its doc string with the signature in front, which Python 3.9 leaves out; false with an error
/// set.
inline bool keep_signature(PyTypeObject* type, const char* doc) noexcept {
#if PY_VERSION_HEX < 0x030A0000
    auto* const copy = static_cast<char*>(PyObject_Malloc(std::strlen(doc) + 1));
    if (copy == nullptr) return PyErr_NoMemory(), false;
    PyObject_Free(const_cast<char*>(type->tp_doc));
    type->tp_doc = std::strcpy(copy, doc);
#else
    (void)type, (void)doc;
#endif
    return true;
}

/// Gives a type another `__qualname__`, where that is not null; false with an error set.
inline bool name_type(PyTypeObject* type, const char* qualname) noexcept {
    if (qualname == nullptr) return true;
    PyObject* const name = PyUnicode_FromString(qualname);
    if (name == nullptr) return false;
    PyObject*& place = reinterpret_cast<PyHeapTypeObject*>(type)->ht_qualname;
    Py_XDECREF(place);
    place = name;
    return true;
}

/// Gives a fresh type another metaclass of the same layout. Before 3.12 no type is made with one.
inline void set_metaclass(PyTypeObject* type, PyTypeObject* metaclass) noexcept {
    Py_INCREF(metaclass);
    Py_SET_TYPE(reinterpret_cast<PyObject*>(type), metaclass);
}

/// What a name is in a type or its bases, as it stands there: a new reference, or null, with an error set or
/// not.
inline PyObject* find_in_type(PyTypeObject* type, PyObject* name) noexcept {
    PyObject* const bases = type->tp_mro;
    for (Py_ssize_t i = 0; bases != nullptr && i < PyTuple_GET_SIZE(bases); ++i) {
        auto* const base = reinterpret_cast<PyTypeObject*>(PyTuple_GET_ITEM(bases, i));
        PyObject* const found = PyDict_GetItemWithError(dict_of_type(base), name);
        if (found != nullptr) return new_ref(found);
        if (PyErr_Occurred() != nullptr) return nullptr;
    }
    return nullptr;
}

/// Whether the type's instances are told of their end.
inline bool has_finalizer(PyTypeObject* type) noexcept { return type->tp_finalize != nullptr; }

/// How the collector looks into a type's instances; null where it does not.
inline traverseproc type_traverse(PyTypeObject* type) noexcept { return type->tp_traverse; }
inline inquiry type_clear(PyTypeObject* type) noexcept { return type->tp_clear; }

/// Runs what tp_dealloc does for an instance that the collector knows no longer, now or, where a chain of
/// instances has ended one another too deep for the stack, later.
template <class Destroy>
void with_trashcan(PyObject* object, [[maybe_unused]] destructor dealloc, Destroy destroy) {
    Py_TRASHCAN_BEGIN(object, dealloc) destroy(object);
    Py_TRASHCAN_END
}

/// Gives a type the function that a call of it goes to.
inline void set_type_vectorcall(PyTypeObject* type, vectorcallfunc function) noexcept {
    type->tp_vectorcall = function;
}

/// The memory of an instance of exactly this type, which the collector does not know: its header is made, the
/// rest is not. Null with MemoryError set.
inline PyObject* new_plain_instance(PyTypeObject* type, std::size_t size) noexcept {
    auto* const object = static_cast<PyObject*>(PyObject_Malloc(size));
    if (object == nullptr) return PyErr_NoMemory();
    PyObject_Init(object, type);
    return object;
}

/// The memory of an instance of a type that the collector knows and whose instances are all of one size, not
/// zeroed behind its header and not yet tracked. Null with an error set.
inline PyObject* new_collected_instance(PyTypeObject* type) noexcept {
    return PyObject_GC_New(PyObject, type);
}

/// The memory of an instance of any type, zeroed behind its header and not yet tracked by the collector. Null
/// with an error set.
inline PyObject* new_instance(PyTypeObject* type) noexcept {
    PyObject* const object = type->tp_alloc(type, 0);
    if (object != nullptr && is_collected(type)) PyObject_GC_UnTrack(object);
    return object;
}

/// Frees an instance whose content is gone.
inline void free_instance(PyObject* object) noexcept {
    PyTypeObject* const type = Py_TYPE(object);
    type->tp_free(object);
    Py_DECREF(type);
}

/// The same where its one reference was never given away: builds that count references count that one too.
inline void free_unused_instance(PyObject* object) noexcept {
#if defined(Py_REF_DEBUG) && PY_VERSION_HEX >= 0x030C0000
    _Py_DECREF_DecRefTotal();
#elif defined(Py_REF_DEBUG)
    --_Py_RefTotal;
#endif
#ifdef Py_TRACE_REFS
    _Py_ForgetReference(object);
#endif
    free_instance(object);
}

/// The flags of what a class can do and be, where the version has them.
#if PY_VERSION_HEX >= 0x030A0000
inline constexpr unsigned long not_instantiable = Py_TPFLAGS_DISALLOW_INSTANTIATION;
inline constexpr unsigned long immutable_type = Py_TPFLAGS_IMMUTABLETYPE;
inline constexpr unsigned long sequence_type = Py_TPFLAGS_SEQUENCE;
inline constexpr unsigned long mapping_type = Py_TPFLAGS_MAPPING;
#else
inline constexpr unsigned long not_instantiable = 0;
inline constexpr unsigned long immutable_type = 0;
inline constexpr unsigned long sequence_type = 0;
inline constexpr unsigned long mapping_type = 0;
#endif

/// Lets no more types derive from a type.
inline void seal_type(PyTypeObject* type) noexcept {
    type->tp_flags &= ~static_cast<unsigned long>(Py_TPFLAGS_BASETYPE);
}

/// Lets nobody change a type's attributes any more, where the version can.
inline void make_immutable(PyTypeObject* type) noexcept { type->tp_flags |= immutable_type; }

/// Tells a type where its instances keep their dictionary or their weak references.
inline PyMemberDef offset_member(const char* name, std::size_t offset) noexcept {
#if PY_VERSION_HEX >= 0x030C0000
    return {name, Py_T_PYSSIZET, static_cast<Py_ssize_t>(offset), Py_READONLY, nullptr};
#else
    return {name, T_PYSSIZET, static_cast<Py_ssize_t>(offset), READONLY, nullptr};
#endif
}

/// Tells a type where its instances keep an object that ends with them.
inline PyMemberDef owned_member(const char* name, std::size_t offset) noexcept {
#if PY_VERSION_HEX >= 0x030C0000
    return {name, Py_T_OBJECT_EX, static_cast<Py_ssize_t>(offset), 0, nullptr};
#else
    return {name, T_OBJECT_EX, static_cast<Py_ssize_t>(offset), 0, nullptr};
#endif
}

/// Calls with a tuple and a dict, as Python does where there is no vectorcall: a new reference, or null with
/// an error set.
TETHER_COLD inline PyObject* call_by_tuple(ternaryfunc call, PyObject* callable, PyObject* const* args,
                                           Py_ssize_t nargs, PyObject* kwnames) noexcept {
    PyObject* const positional = PyTuple_New(nargs);
    if (positional == nullptr) return nullptr;
    for (Py_ssize_t i = 0; i < nargs; ++i) PyTuple_SET_ITEM(positional, i, new_ref(args[i]));
    PyObject* keywords = nullptr;
    Py_ssize_t const count = kwnames != nullptr ? PyTuple_GET_SIZE(kwnames) : 0;
    bool failed = false;
    if (count != 0) {
        keywords = PyDict_New();
        failed = keywords == nullptr;
        for (Py_ssize_t i = 0; i < count && !failed; ++i)
            failed = PyDict_SetItem(keywords, PyTuple_GET_ITEM(kwnames, i), args[nargs + i]) < 0;
    }
    PyObject* const result = failed ? nullptr : call(callable, positional, keywords);
    Py_XDECREF(keywords);
    Py_DECREF(positional);
    return result;
}

/// The same of a type.
inline PyObject* call_type(PyObject* type, PyObject* const* args, Py_ssize_t nargs,
                           PyObject* kwnames) noexcept {
    return call_by_tuple(PyType_Type.tp_call, type, args, nargs, kwnames);
}

/// What a call of a type's instance goes to; Python may have replaced it.
inline ternaryfunc type_call(PyTypeObject* type) noexcept { return type->tp_call; }

/// An object's lock on builds without the GIL, held between two calls; nothing on others.
class ObjectLock {
  public:
#if defined(Py_GIL_DISABLED) && PY_VERSION_HEX >= 0x030D0000
    void lock(PyObject* object) noexcept { PyCriticalSection_Begin(&section_, object); }
    void unlock() noexcept { PyCriticalSection_End(&section_); }

  private:
    PyCriticalSection section_;
#else
    void lock(PyObject* /*object*/) noexcept {}
    void unlock() noexcept {}
#endif
};

} // namespace tether::inline TETHER_ABI::ffi
