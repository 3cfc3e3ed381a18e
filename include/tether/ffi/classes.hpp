// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Types made by extensions, under one spelling for every Python.
#pragma once

#include <tether/ffi/numbers.hpp>
#include <tether/ffi/type.hpp>
#include <tether/ffi/vectorcall.hpp>

#include <cstddef>
#include <cstring>

#if PY_VERSION_HEX < 0x030C0000
#include <structmember.h>
#endif

namespace tether::inline TETHER_ABI::ffi {

/// The heap type of a specification; the module and the bases may be null, the metaclass too: then it is the
/// bases', from 3.12 on. A new reference, or null with an error set: MemoryError where Python sets none.
inline PyObject* new_type(PyType_Spec& spec, PyObject* module = nullptr, PyObject* bases = nullptr,
                          [[maybe_unused]] PyTypeObject* metaclass = nullptr) noexcept {
#if TETHER_API_HEX >= 0x030C0000
    PyObject* const type = PyType_FromMetaclass(metaclass, module, &spec, bases);
#else
    PyObject* const type = module != nullptr ? PyType_FromModuleAndSpec(module, &spec, bases)
                                             : PyType_FromSpecWithBases(&spec, bases);
#endif
    if (type == nullptr && PyErr_Occurred() == nullptr) PyErr_NoMemory();
    return type;
}

/// What a class is recognised by: the methods that its type was given last.
inline PyMethodDef* class_token(PyTypeObject* type) noexcept { return type_methods(type); }

#if !TETHER_OBJECTS_ARE_OPAQUE
/// The dictionary of any type, static builtin ones of 3.12 too: borrowed; whoever changes it says so by
/// PyType_Modified.
inline PyObject* dict_of_type(PyTypeObject* type) noexcept {
#if TETHER_API_HEX >= 0x030C0000
    PyObject* const dict = PyType_GetDict(type);
    Py_DECREF(dict); // the type keeps it
    return dict;
#else
    return type->tp_dict;
#endif
}
#endif

/// The descriptor that makes a function a static method: a new reference or null with an error set.
inline PyObject* new_static_method(PyObject* function) noexcept {
#if TETHER_OBJECTS_ARE_OPAQUE
    PyObject* const maker = PyMapping_GetItemString(PyEval_GetBuiltins(), "staticmethod");
    PyObject* const made = maker != nullptr ? call_one(maker, function) : nullptr;
    Py_XDECREF(maker);
    return made;
#else
    return PyStaticMethod_New(function);
#endif
}

/// Sets an attribute of a type itself, or takes it away where the value is null, whatever its metaclass says:
/// 0, or -1 with an error set. Where several were changed, PyType_Modified comes after them.
inline int change_type_attribute(PyTypeObject* type, const char* name, PyObject* value) noexcept {
#if TETHER_OBJECTS_ARE_OPAQUE
    PyObject* const key = PyUnicode_InternFromString(name);
    if (key == nullptr) return -1;
    auto const change = reinterpret_cast<setattrofunc>(PyType_GetSlot(&PyType_Type, Py_tp_setattro));
    int const status = change(reinterpret_cast<PyObject*>(type), key, value);
    Py_DECREF(key);
    return status;
#else
    PyObject* const dict = dict_of_type(type);
    return value != nullptr ? PyDict_SetItemString(dict, name, value) : PyDict_DelItemString(dict, name);
#endif
}

/// What a type is made with as its methods.
inline PyMethodDef* methods_to_begin_with(PyMethodDef* methods,
                                          [[maybe_unused]] PyMethodDef* token) noexcept {
#if TETHER_OBJECTS_ARE_OPAQUE
    (void)methods;
    return token; // which cannot be given to it later
#else
    return methods->ml_name != nullptr ? methods : nullptr;
#endif
}

/// Gives a type made so all its methods and its token; false with an error set.
inline bool complete_methods(PyTypeObject* type, [[maybe_unused]] PyMethodDef* methods,
                             [[maybe_unused]] PyMethodDef* token) noexcept {
#if TETHER_OBJECTS_ARE_OPAQUE
    for (PyMethodDef* method = methods; method->ml_name != nullptr; ++method) {
        PyObject* descriptor = nullptr;
        if ((method->ml_flags & METH_CLASS) != 0) {
            descriptor = PyDescr_NewClassMethod(type, method);
        } else if ((method->ml_flags & METH_STATIC) != 0) {
            PyObject* const function = PyCFunction_NewEx(method, reinterpret_cast<PyObject*>(type), nullptr);
            descriptor = function != nullptr ? new_static_method(function) : nullptr;
            Py_XDECREF(function);
        } else {
            descriptor = PyDescr_NewMethod(type, method);
        }
        int const failed =
            descriptor != nullptr ? change_type_attribute(type, method->ml_name, descriptor) : -1;
        Py_XDECREF(descriptor);
        if (failed != 0) return false;
    }
#else
    type->tp_methods = token;
#endif
    return true;
}

/// The order in which attributes are looked up, a tuple. Borrowed.
inline PyObject* type_mro(PyTypeObject* type) noexcept {
#ifdef Py_LIMITED_API
    PyObject* const order = PyObject_GetAttrString(reinterpret_cast<PyObject*>(type), "__mro__");
    if (order == nullptr) PyErr_Clear();
    Py_XDECREF(order); // the type keeps it
    return order;
#else
    return type->tp_mro;
#endif
}

#ifdef Py_LIMITED_API
/// -1 with an error set where it cannot be told.
inline Py_ssize_t size_attribute(PyTypeObject* type, const char* name) noexcept {
    PyObject* const number = PyObject_GetAttrString(reinterpret_cast<PyObject*>(type), name);
    Py_ssize_t const size = number != nullptr ? PyLong_AsSsize_t(number) : -1;
    Py_XDECREF(number);
    return size;
}
inline Py_ssize_t basic_size(PyTypeObject* type) noexcept { return size_attribute(type, "__basicsize__"); }
inline Py_ssize_t item_size(PyTypeObject* type) noexcept { return size_attribute(type, "__itemsize__"); }
#else
inline Py_ssize_t basic_size(PyTypeObject* type) noexcept { return type->tp_basicsize; }
inline Py_ssize_t item_size(PyTypeObject* type) noexcept { return type->tp_itemsize; }
#endif

/// The size of the instances that a derived class has in front, 0 where it cannot know that, maybe with an
/// error set.
inline std::size_t size_for_derived(PyObject* base) noexcept {
    if (!PyType_Check(base)) return 0;
    auto* const type = reinterpret_cast<PyTypeObject*>(base);
    if (item_size(type) != 0 || PyType_IsSubtype(type, &PyType_Type) != 0) return 0;
    Py_ssize_t const size = basic_size(type);
    std::size_t const unit = sizeof(void*);
    return size > 0 ? (static_cast<std::size_t>(size) + unit - 1) / unit * unit : 0;
}

/// Whether a type or one of its bases was made by a class statement, and looks into instances as those do.
inline bool has_python_traverse(PyTypeObject* type) noexcept {
    for (; type != nullptr; type = base_type(type))
        if (PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE) && type_methods(type) == nullptr) return true;
    return false;
}

/// Whether the collector knows the type's instances.
inline bool is_collected(PyTypeObject* type) noexcept {
    return PyType_HasFeature(type, Py_TPFLAGS_HAVE_GC) != 0;
}

/// How a type makes and initialises instances: Python may have replaced either.
inline newfunc type_new(PyTypeObject* type) noexcept { return TETHER_TYPE_FIELD(newfunc, type, tp_new); }
inline initproc type_init(PyTypeObject* type) noexcept { return TETHER_TYPE_FIELD(initproc, type, tp_init); }

/// Gives a type its doc string with the signature in front, which Python 3.9 leaves out; false with an error
/// set.
inline bool keep_signature(PyTypeObject* type, const char* doc) noexcept {
#if TETHER_API_HEX < 0x030A0000
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
#if TETHER_OBJECTS_ARE_OPAQUE
    int const failed = PyObject_SetAttrString(reinterpret_cast<PyObject*>(type), "__qualname__", name);
    Py_DECREF(name);
    return failed == 0;
#else
    PyObject*& place = reinterpret_cast<PyHeapTypeObject*>(type)->ht_qualname;
    Py_XDECREF(place);
    place = name;
    return true;
#endif
}

/// Gives a fresh type another metaclass of the same layout, before 3.12, where no type is made with one. Null
/// stands for the base's.
inline void set_metaclass([[maybe_unused]] PyTypeObject* type,
                          [[maybe_unused]] PyTypeObject* metaclass) noexcept {
#if TETHER_API_HEX < 0x030C0000
    auto* const object = reinterpret_cast<PyObject*>(type);
    if (metaclass == nullptr) metaclass = Py_TYPE(reinterpret_cast<PyObject*>(base_type(type)));
    if (Py_TYPE(object) != &PyType_Type || metaclass == &PyType_Type) return;
    Py_INCREF(reinterpret_cast<PyObject*>(metaclass));
    Py_SET_TYPE(object, metaclass);
#endif
}

/// What a name is in a type or its bases, as it stands there: a new reference, or null, with an error set or
/// not.
inline PyObject* find_in_type(PyTypeObject* type, PyObject* name) noexcept {
    PyObject* const bases = type_mro(type);
    for (Py_ssize_t i = 0; bases != nullptr && i < tuple_size(bases); ++i) {
#if TETHER_OBJECTS_ARE_OPAQUE
        PyObject* const dict = PyObject_GetAttrString(tuple_item(bases, i), "__dict__");
        PyObject* const found = dict != nullptr ? PyObject_GetItem(dict, name) : nullptr;
        Py_XDECREF(dict);
        if (found != nullptr) return found;
        if (!PyErr_ExceptionMatches(PyExc_KeyError)) return nullptr;
        PyErr_Clear();
#else
        auto* const base = reinterpret_cast<PyTypeObject*>(tuple_item(bases, i));
        PyObject* const found = PyDict_GetItemWithError(dict_of_type(base), name);
        if (found != nullptr) return new_ref(found);
        if (PyErr_Occurred() != nullptr) return nullptr;
#endif
    }
    return nullptr;
}

/// How the collector looks into a type's instances; null where it does not.
inline traverseproc type_traverse(PyTypeObject* type) noexcept {
    return TETHER_TYPE_FIELD(traverseproc, type, tp_traverse);
}
inline inquiry type_clear(PyTypeObject* type) noexcept { return TETHER_TYPE_FIELD(inquiry, type, tp_clear); }

/// What attributes of a type itself are set by, and what compares objects without an order of their own.
inline int set_type_attribute(PyObject* type, PyObject* name, PyObject* value) noexcept {
    return TETHER_TYPE_FIELD(setattrofunc, &PyType_Type, tp_setattro)(type, name, value);
}
inline PyObject* compare_as_object(PyObject* self, PyObject* other, int op) noexcept {
#ifdef PYPY_VERSION
    static constexpr const char* names[] = {"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"};
    return PyObject_CallMethod(reinterpret_cast<PyObject*>(&PyBaseObject_Type), names[op], "OO", self, other);
#else
    return TETHER_TYPE_FIELD(richcmpfunc, &PyBaseObject_Type, tp_richcompare)(self, other, op);
#endif
}

/// The slot for what a call of a type goes to, 0 where a type cannot be made with one. A binary for the
/// limited API asks the Python that runs.
inline int type_vectorcall_slot() noexcept {
#ifdef Py_LIMITED_API
    return Py_Version >= 0x030E0000 ? 82 : 0; // Py_tp_vectorcall
#else
    return 0;
#endif
}

/// Gives a type the function that a call of it goes to, where it was not made with it.
inline void set_type_vectorcall([[maybe_unused]] PyTypeObject* type,
                                [[maybe_unused]] VectorcallFunction function) noexcept {
#if !TETHER_OBJECTS_ARE_OPAQUE
    type->tp_vectorcall = function;
#endif
}

/// The flags of what a class can do and be, where the version has them.
#if TETHER_API_HEX >= 0x030A0000
inline constexpr unsigned long not_instantiable = Py_TPFLAGS_DISALLOW_INSTANTIATION;
inline constexpr unsigned long immutable_type = Py_TPFLAGS_IMMUTABLETYPE;
inline constexpr unsigned long sequence_type = 1UL << 5; // Py_TPFLAGS_SEQUENCE
inline constexpr unsigned long mapping_type = 1UL << 6;  // Py_TPFLAGS_MAPPING
#else
inline constexpr unsigned long not_instantiable = 0;
inline constexpr unsigned long immutable_type = 0;
inline constexpr unsigned long sequence_type = 0;
inline constexpr unsigned long mapping_type = 0;
#endif

#if TETHER_OBJECTS_ARE_OPAQUE
/// `__init_subclass__` of a type that nobody may derive from.
inline PyObject* refuse_derived(PyObject* type, PyObject* /*args*/, PyObject* /*kwargs*/) noexcept {
    PyTypeObject* const base = base_type(reinterpret_cast<PyTypeObject*>(type));
    return PyErr_Format(PyExc_TypeError, "type '%s' is not an acceptable base type", TypeText(base).text());
}

TETHER_HIDDEN inline PyMethodDef refuse_derived_method = {
    "__init_subclass__", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(&refuse_derived)),
    METH_VARARGS | METH_KEYWORDS, nullptr};
#endif

/// Lets no more types derive from a type; false with an error set.
inline bool seal_type(PyTypeObject* type) noexcept {
#if TETHER_OBJECTS_ARE_OPAQUE
    PyObject* const method = PyDescr_NewClassMethod(type, &refuse_derived_method);
    int const failed = method != nullptr ? change_type_attribute(type, "__init_subclass__", method) : -1;
    Py_XDECREF(method);
    return failed == 0;
#else
    type->tp_flags &= ~static_cast<unsigned long>(Py_TPFLAGS_BASETYPE);
    return true;
#endif
}

/// Whether a type can be kept from changes once it is made.
inline constexpr bool has_immutable_types =
    immutable_type != 0 && (!TETHER_OBJECTS_ARE_OPAQUE || TETHER_API_HEX >= 0x030E0000);

/// Lets nobody change a type's attributes any more, where the version can: the limited API from 3.14 on.
inline void make_immutable([[maybe_unused]] PyTypeObject* type) noexcept {
#if !TETHER_OBJECTS_ARE_OPAQUE
    type->tp_flags |= immutable_type;
#elif TETHER_API_HEX >= 0x030E0000
    if (PyType_Freeze(type) < 0) PyErr_Clear(); // a base can be changed
#endif
}

/// Whether a method can meet an instance that is laid out otherwise: PyPy lets a class derive from two that
/// Python would not mix, and an instance's class be changed to any other.
#ifdef PYPY_VERSION
inline constexpr bool mixes_layouts = true;
#else
inline constexpr bool mixes_layouts = false;
#endif

/// What reads a property that has no getter: null where Python says by itself that it cannot be read.
#ifdef PYPY_VERSION
inline PyObject* refuse_to_read(PyObject* /*self*/, void* /*closure*/) noexcept {
    PyErr_SetString(PyExc_AttributeError, "attribute is not readable");
    return nullptr;
}
inline constexpr getter absent_getter = &refuse_to_read;
#else
inline constexpr getter absent_getter = nullptr;
#endif

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

/// What a call of a type's instance goes to; Python may have replaced it.
inline ternaryfunc type_call(PyTypeObject* type) noexcept {
    return TETHER_TYPE_FIELD(ternaryfunc, type, tp_call);
}

/// Calls a type by its `__new__` and `__init__`, its arguments in an array.
inline PyObject* call_type(PyObject* type, PyObject* const* args, Py_ssize_t nargs,
                           PyObject* kwnames) noexcept {
    return call_by_tuple(type_call(&PyType_Type), type, args, nargs, kwnames);
}

} // namespace tether::inline TETHER_ABI::ffi
