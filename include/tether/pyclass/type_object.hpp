// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A class's type object, made of plain records: nothing here depends on the C++ type.
#pragma once

#include <tether/function/function.hpp>
#include <tether/pyclass/info.hpp>

namespace tether::inline TETHER_ABI::detail {

/// What a member of a class is.
enum class MemberKind : unsigned char {
    method,
    class_method,
    static_method,
    property,
    slot,
    attribute,
    constructor
};

/// What a member's C function is: one of these by the record's kind.
union MemberFunction {
    AnyCFunction call;
    getter get;
    PyObject* (*make)();
    void (*any)();
};

/// One member, as the type object is made of it.
struct MemberRecord {
    MemberKind kind;
    int flags; ///< of a method: its calling convention; of a slot: its number
    const char* name;
    const char* doc;
    const Signature* signature;
    MemberFunction function;
    setter set = nullptr;    ///< of a property
    setter remove = nullptr; ///< of a property: its deleter
};

/// All that a class's type object is made of.
struct ClassSpec {
    ClassInfo* info;
    const char* doc;
    const char* module; ///< null: that of the module it is added to
    std::size_t size;
    unsigned long flags;
    std::size_t weakrefs_at;
    std::size_t dict_at;
    PyObject* (*base)() noexcept;
    const MemberRecord* members;
    std::size_t member_count;
    destructor dealloc;
    newfunc make;
    initproc init;
    vectorcallfunc construct;
};

/// What the types of a class in all interpreters share. It lives as long as the program, as they may.
struct ClassTables {
    PyMethodDef* methods;
    PyGetSetDef* properties;
    PyMemberDef offsets[3];
    const char* name; ///< "module.Point"
    const char* doc;
};

/// The text of a doc string with the signature in front of it, from malloc. Null with MemoryError set.
TETHER_COLD inline const char* join_doc(const Signature& signature, FirstParameter first,
                                        const char* doc) noexcept {
    SignatureParts const parts = signature.parts();
    std::size_t const size = write_text_signature(parts, first, nullptr);
    auto* const joined = static_cast<char*>(std::malloc(size + std::strlen(doc)));
    if (joined == nullptr) {
        PyErr_NoMemory();
        return nullptr;
    }
    write_text_signature(parts, first, joined);
    std::strcpy(joined + size - 1, doc);
    return joined;
}

/// The property of a name, a new one where there is none yet.
TETHER_COLD inline PyGetSetDef& property_of(PyGetSetDef* properties, const char* name) noexcept {
    PyGetSetDef* at = properties;
    while (at->name != nullptr && std::strcmp(at->name, name) != 0) ++at;
    at->name = name;
    return *at;
}

/// Adds a member to the tables; false with MemoryError set.
TETHER_COLD inline bool add_member(ClassTables& tables, std::size_t& methods,
                                   const MemberRecord& member) noexcept {
    switch (member.kind) {
    case MemberKind::method:
    case MemberKind::class_method:
    case MemberKind::static_method: {
        FirstParameter const first = member.kind == MemberKind::method         ? FirstParameter::self
                                     : member.kind == MemberKind::class_method ? FirstParameter::type
                                                                               : FirstParameter::none;
        int const flags = member.kind == MemberKind::method         ? 0
                          : member.kind == MemberKind::class_method ? METH_CLASS
                                                                    : METH_STATIC;
        const char* const doc = join_doc(*member.signature, first, member.doc);
        if (doc == nullptr) return false;
        MethodRecord record{member.name, member.function.call, member.flags | flags, doc};
        tables.methods[methods++] = *record.def();
        return true;
    }
    case MemberKind::property: {
        PyGetSetDef& property = property_of(tables.properties, member.name);
        if (member.function.get != nullptr) property.get = member.function.get;
        if (member.set != nullptr) property.set = member.set;
        if (*member.doc != 0) property.doc = member.doc;
        return true;
    }
    case MemberKind::constructor:
        tables.doc = join_doc(*member.signature, FirstParameter::none, tables.doc);
        return tables.doc != nullptr;
    default: return true;
    }
}

/// The tables of a class, made once. Null with an error set. `module` is the name of the module or null.
TETHER_COLD inline ClassTables* tables_of(const ClassSpec& spec, const char* module) noexcept {
    if (void* const made = spec.info->tables.load(std::memory_order_acquire))
        return static_cast<ClassTables*>(made);
    auto* const tables = static_cast<ClassTables*>(std::calloc(1, sizeof(ClassTables)));
    if (tables == nullptr) return PyErr_NoMemory(), nullptr;
    tables->methods = static_cast<PyMethodDef*>(std::calloc(spec.member_count + 1, sizeof(PyMethodDef)));
    tables->properties = static_cast<PyGetSetDef*>(std::calloc(spec.member_count + 1, sizeof(PyGetSetDef)));
    if (spec.module != nullptr) module = spec.module;
    std::size_t const size = std::strlen(module) + std::strlen(spec.info->name) + 2;
    auto* const name = static_cast<char*>(std::malloc(size));
    if (tables->methods == nullptr || tables->properties == nullptr || name == nullptr)
        return PyErr_NoMemory(), nullptr;
    std::snprintf(name, size, "%s.%s", module, spec.info->name);
    tables->name = name;
    tables->doc = spec.doc;
    PyMemberDef* offset = tables->offsets;
    if (spec.weakrefs_at != 0) *offset++ = ffi::offset_member("__weaklistoffset__", spec.weakrefs_at);
    if (spec.dict_at != 0) *offset++ = ffi::offset_member("__dictoffset__", spec.dict_at);
    std::size_t methods = 0;
    for (std::size_t i = 0; i < spec.member_count; ++i)
        if (!add_member(*tables, methods, spec.members[i])) return nullptr;
    void* expected = nullptr;
    if (!spec.info->tables.compare_exchange_strong(expected, tables, std::memory_order_acq_rel))
        return static_cast<ClassTables*>(expected);
    return tables;
}

/// Collects the slots of a type on the stack.
struct SlotList {
    static constexpr std::size_t capacity = 100;

    void add(int number, void* pointer) noexcept {
        if (pointer != nullptr && count + 1 < capacity) slots[count++] = {number, pointer};
    }

    // SAFETY: on every platform that CPython runs on, a function's address fits a void*.
    template <class F> void add_function(int number, F* function) noexcept {
        if (function != nullptr) add(number, reinterpret_cast<void*>(function));
    }

    PyType_Slot slots[capacity];
    std::size_t count = 0;
};

/// Fills in the class attributes, which may be instances of the class: false with an error set.
TETHER_COLD inline bool add_attributes(const ClassSpec& spec, PyTypeObject* type) noexcept {
    for (std::size_t i = 0; i < spec.member_count; ++i) {
        const MemberRecord& member = spec.members[i];
        if (member.kind != MemberKind::attribute) continue;
        PyObject* const value = member.function.make();
        if (value == nullptr) {
            PyObject* const cause = ffi::take_raised();
            PyErr_Format(PyExc_RuntimeError, "the class attribute %s.%s could not be made", spec.info->name,
                         member.name);
            PyObject* const raised = ffi::take_raised();
            PyException_SetCause(raised, cause);
            ffi::set_raised(raised);
            return false;
        }
        int const failed = PyDict_SetItemString(ffi::type_dict(type), member.name, value);
        Py_DECREF(value);
        if (failed != 0) return false;
    }
    PyType_Modified(type);
    return true;
}

/// The type object of a class: a new reference, or null with an error set.
TETHER_COLD inline PyTypeObject* create_type(const ClassSpec& spec, ClassTables& tables,
                                             PyObject* module) noexcept {
    PyObject* const base = spec.base();
    if (base == nullptr) return nullptr;
    SlotList list;
    list.add_function(Py_tp_dealloc, spec.dealloc);
    list.add_function(Py_tp_new, spec.make);
    list.add_function(Py_tp_init, spec.init);
    if (*tables.doc != 0) list.add(Py_tp_doc, const_cast<char*>(tables.doc));
    if (tables.methods->ml_name != nullptr) list.add(Py_tp_methods, tables.methods);
    if (tables.properties->name != nullptr) list.add(Py_tp_getset, tables.properties);
    if (tables.offsets->name != nullptr) list.add(Py_tp_members, tables.offsets);
    for (std::size_t i = 0; i < spec.member_count; ++i)
        if (spec.members[i].kind == MemberKind::slot)
            list.add_function(spec.members[i].flags, spec.members[i].function.any);
    list.slots[list.count] = {0, nullptr};
    PyType_Spec type_spec{tables.name, static_cast<int>(spec.size), 0, static_cast<unsigned int>(spec.flags),
                          list.slots};
    PyObject* const bases = PyTuple_Pack(1, base);
    if (bases == nullptr) return nullptr;
    PyObject* const made = module != nullptr ? PyType_FromModuleAndSpec(module, &type_spec, bases)
                                             : PyType_FromSpecWithBases(&type_spec, bases);
    Py_DECREF(bases);
    auto* const type = reinterpret_cast<PyTypeObject*>(made);
    if (type == nullptr) return nullptr;
    if (spec.construct != nullptr) ffi::set_type_vectorcall(type, spec.construct);
    ffi::set_class_token(type, spec.info->token);
    return type;
}

/// The type object in this interpreter, made now where it was not yet; `module` is null where none adds it.
TETHER_COLD inline PyTypeObject* make_type(ClassInfo& info, State* state, PyObject* module) noexcept {
    std::atomic<PyObject*>* const cell = state->cell(info.slot);
    if (cell == nullptr) return nullptr;
    auto* type = reinterpret_cast<PyTypeObject*>(cell->load(std::memory_order_acquire));
    if (type == nullptr) {
        const ClassSpec* const spec = info.spec.load(std::memory_order_acquire);
        if (spec == nullptr) {
            PyErr_Format(PyExc_RuntimeError,
                         "the class %s was not added to a module: call add_class<T>() before its first use",
                         info.name);
            return nullptr;
        }
        ClassTables* const tables =
            tables_of(*spec, module != nullptr ? PyModule_GetName(module) : "builtins");
        PyTypeObject* const fresh = tables != nullptr ? create_type(*spec, *tables, module) : nullptr;
        if (fresh == nullptr) return nullptr;
        type = reinterpret_cast<PyTypeObject*>(State::publish(*cell, reinterpret_cast<PyObject*>(fresh)));
        if (type == fresh && !add_attributes(*spec, type)) {
            cell->store(nullptr, std::memory_order_release);
            Py_DECREF(fresh);
            return nullptr;
        }
    }
    if (State::only() == state) {
        info.type.store(type, std::memory_order_relaxed);
        info.home.store(state, std::memory_order_release);
    }
    return type;
}

inline PyTypeObject* make_type(ClassInfo& info, State* state) noexcept {
    return make_type(info, state, nullptr);
}

} // namespace tether::inline TETHER_ABI::detail
