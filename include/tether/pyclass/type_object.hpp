// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A class's type object, made of plain records: nothing here depends on the C++ type.
#pragma once

#include <tether/function/function.hpp>
#include <tether/pyclass/info.hpp>
#include <tether/pyclass/slots.hpp>

namespace tether::inline TETHER_ABI::detail {

/// What a member of a class is.
enum class MemberKind : unsigned char {
    method,
    class_method,
    static_method,
    property,
    slot,
    attribute,
    constructor,
    special, ///< a special method, whose slots ClassSpec has; the flags are its number among them
    static_property,
    hidden ///< nothing that Python sees
};

/// What a record of a property has. With -fsanitize=undefined g++ compares no address with null when it
/// compiles.
enum PropertyHalf : int { reads_property = 1, sets_property = 2, deletes_property = 4 };

/// What a member's C function is: one of these by the record's kind.
union MemberFunction {
    AnyCFunction call;
    getter get;
    PyObject* (*make)();
    PyObject* (*describe)(const char* doc); ///< of a static property: its descriptor
    unaryfunc unary;
    hashfunc hash;
    richcmpfunc compare;
    void (*any)();
};

/// The C function of a constructor: METH_FASTCALL | METH_KEYWORDS.
using ConstructorCall = PyObject* (*)(PyObject*, PyObject* const*, Py_ssize_t, PyObject*);

/// One member, as the type object is made of it.
struct MemberRecord {
    MemberKind kind;
    int flags;             ///< of a method: its calling convention; of a slot: its number; of a property: its
                           ///< PropertyHalf's
    const char* name = ""; ///< empty where there is none
    const char* doc;
    const Signature* signature;
    MemberFunction function;
    setter set = nullptr;    ///< of a property
    setter remove = nullptr; ///< of a property: its deleter
    bool is_implied = false; ///< by an option: a declared member of the name comes first
};

/// Gives the type object of a base: borrowed, or null with an error set.
using BaseGetter = PyObject* (*)() noexcept;

/// All that a class's type object is made of.
struct ClassSpec {
    ClassInfo* info;
    const char* doc;
    const char* module; ///< null: that of the module it is added to
    std::size_t size;
    unsigned long flags;
    std::size_t weakrefs_at;
    std::size_t dict_at;
    std::size_t kept_at; ///< what an instance owns that Python is to end, of a class on a Python type
    BaseGetter base;
    const BaseGetter* more_bases;
    std::size_t more_base_count;
    ClassInfo* origin; ///< the class that derives from a Python type, from whose end places are counted
    void (*claim)(PyObject* object) noexcept; ///< what is noted in a new instance
    void (*list)() noexcept;                  ///< makes the class known to its bases; or null
    MemberRecord* members;
    std::size_t member_count;
    destructor dealloc;
    newfunc make;
    initproc init;
    vectorcallfunc construct;
    ConstructorCall call; ///< what `construct`, `make` and `init` end in
    traverseproc traverse;
    inquiry clear;
    PyTypeObject* (*metaclass)() noexcept; ///< null: that of the base
    const SlotRecord* slots;               ///< of special methods and of options
    std::size_t slot_count;
    std::size_t call_at;          ///< the function that calls of an instance go to
    vectorcallfunc call_instance; ///< that function
};

/// The two halves of a property that can be deleted; its closure.
struct PropertyHalves {
    const char* name;
    setter set;
    setter remove;
};

/// Sets or deletes the attribute, where there is a half for it.
inline int set_or_delete(PyObject* self, PyObject* value, void* closure) noexcept {
    const auto& halves = *static_cast<const PropertyHalves*>(closure);
    if (setter const half = value != nullptr ? halves.set : halves.remove; half != nullptr) [[likely]]
        return half(self, value, nullptr);
    PyErr_Format(PyExc_AttributeError, "property '%s' of '%s' object has no %s", halves.name,
                 bare_name(Py_TYPE(self)), value != nullptr ? "setter" : "deleter");
    return -1;
}

/// The member of a type on a Python type that owns the C++ value.
inline constexpr const char* kept_name = "C++";

/// What the types of a class in all interpreters share. It lives as long as the program, as they may.
struct ClassTables {
    PyMethodDef* methods;
    PyGetSetDef* properties;
    PyMemberDef offsets[5];
    const char* name;     ///< "module.Point"
    const char* qualname; ///< of a nested class: "Outer.Inner"
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

/// Gives a property, whose other halves come first, its deleter; false with MemoryError set.
TETHER_COLD inline bool add_deleter(PyGetSetDef& property, setter remove) noexcept {
    auto* const halves = static_cast<PropertyHalves*>(std::malloc(sizeof(PropertyHalves)));
    if (halves == nullptr) return PyErr_NoMemory(), false;
    *halves = {property.name, property.set, remove};
    property.set = &set_or_delete;
    property.closure = halves;
    return true;
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
        const char* const doc =
            member.signature != nullptr ? join_doc(*member.signature, first, member.doc) : member.doc;
        if (doc == nullptr) return false;
        MethodRecord record{member.name, member.function.call, member.flags | flags, doc};
        tables.methods[methods++] = *record.def();
        return true;
    }
    case MemberKind::property: {
        PyGetSetDef& property = property_of(tables.properties, member.name);
        if (member.function.get != nullptr) property.get = member.function.get;
        if (member.set != nullptr) property.set = member.set;
        if (member.remove != nullptr) return add_deleter(property, member.remove);
        if (*member.doc != 0) property.doc = member.doc;
        return true;
    }
    default: return true;
    }
}

/// Puts the constructors' signatures in front of a class's doc string: one as `inspect` reads it, of several
/// a line each. False with MemoryError set.
TETHER_COLD inline bool add_constructors(const ClassSpec& spec, ClassTables& tables) noexcept {
    std::size_t count = 0;
    std::size_t size = std::strlen(tables.doc) + 2;
    const Signature* only = nullptr;
    for (std::size_t i = 0; i < spec.member_count; ++i) {
        if (spec.members[i].kind != MemberKind::constructor) continue;
        only = spec.members[i].signature;
        size += write_text_signature(only->parts(), FirstParameter::none, nullptr);
        ++count;
    }
    if (count == 0) return true;
    if (count == 1) {
        tables.doc = join_doc(*only, FirstParameter::none, tables.doc);
        return tables.doc != nullptr;
    }
    auto* const joined = static_cast<char*>(std::malloc(size));
    if (joined == nullptr) return PyErr_NoMemory(), false;
    char* at = joined;
    for (std::size_t i = 0; i < spec.member_count; ++i) {
        if (spec.members[i].kind != MemberKind::constructor) continue;
        at += write_text_signature(spec.members[i].signature->parts(), FirstParameter::none, at);
        at -= std::strlen("\n--\n\n");
        at[-1] = '\n';
    }
    *at = '\n';
    std::strcpy(*tables.doc != 0 ? at + 1 : at - 1, tables.doc);
    tables.doc = joined;
    return true;
}

/// The tables of a class, made once. Null with an error set. `module` is the name of the module or null.
/// `outer` is the qualified name of the class that it stands in, or null.
TETHER_COLD inline ClassTables* tables_of(const ClassSpec& spec, const char* module,
                                          const char* outer) noexcept {
    if (void* const made = spec.info->tables.load(std::memory_order_acquire))
        return static_cast<ClassTables*>(made);
    auto* const tables = static_cast<ClassTables*>(std::calloc(1, sizeof(ClassTables)));
    if (tables == nullptr) return PyErr_NoMemory(), nullptr;
    tables->methods = static_cast<PyMethodDef*>(std::calloc(spec.member_count + 1, sizeof(PyMethodDef)));
    tables->properties = static_cast<PyGetSetDef*>(std::calloc(spec.member_count + 2, sizeof(PyGetSetDef)));
    if (spec.module != nullptr) module = spec.module;
    std::size_t const size = std::strlen(module) + std::strlen(spec.info->name) + 2;
    auto* const name = static_cast<char*>(std::malloc(size));
    if (tables->methods == nullptr || tables->properties == nullptr || name == nullptr)
        return PyErr_NoMemory(), nullptr;
    std::snprintf(name, size, "%s.%s", module, spec.info->name);
    tables->name = name;
    if (outer != nullptr) {
        std::size_t const room = std::strlen(outer) + std::strlen(spec.info->name) + 2;
        auto* const qualname = static_cast<char*>(std::malloc(room));
        if (qualname == nullptr) return PyErr_NoMemory(), nullptr;
        std::snprintf(qualname, room, "%s.%s", outer, spec.info->name);
        tables->qualname = qualname;
    }
    tables->doc = spec.doc;
    PyMemberDef* offset = tables->offsets;
    std::size_t const origin = spec.origin != nullptr ? spec.origin->base_size.load() : 0;
    if (spec.weakrefs_at != 0)
        *offset++ = ffi::offset_member("__weaklistoffset__", origin + spec.weakrefs_at);
    if (spec.dict_at != 0) *offset++ = ffi::offset_member("__dictoffset__", origin + spec.dict_at);
    if (spec.call_at != 0) *offset++ = ffi::offset_member(ffi::vectorcall_offset, origin + spec.call_at);
    if (spec.kept_at != 0) *offset++ = ffi::owned_member(kept_name, origin + spec.kept_at);
    std::size_t methods = 0;
    for (std::size_t i = 0; i < spec.member_count; ++i)
        if (spec.members[i].remove == nullptr && !add_member(*tables, methods, spec.members[i]))
            return nullptr;
    for (std::size_t i = 0; i < spec.member_count; ++i)
        if (spec.members[i].remove != nullptr && !add_member(*tables, methods, spec.members[i]))
            return nullptr;
    if (spec.dict_at != 0)
        property_of(tables->properties, "__dict__") = {"__dict__", PyObject_GenericGetDict,
                                                       PyObject_GenericSetDict, nullptr, nullptr};
    if (!add_constructors(spec, *tables)) return nullptr;
    void* expected = nullptr;
    if (!spec.info->tables.compare_exchange_strong(expected, tables, std::memory_order_acq_rel))
        return static_cast<ClassTables*>(expected);
    return tables;
}

/// Collects the slots of a type on the stack.
struct SlotList {
    static constexpr std::size_t capacity = 100;

    /// What comes later for the same slot takes its place.
    void add(int number, void* pointer) noexcept {
        std::size_t at = 0;
        while (at < count && slots[at].slot != number) ++at;
        if (pointer == nullptr || at + 1 >= capacity) return;
        slots[at] = {number, pointer};
        if (at == count) ++count;
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
        if (member.kind != MemberKind::attribute && member.kind != MemberKind::static_property) continue;
        PyObject* const value = member.kind == MemberKind::attribute ? member.function.make()
                                                                     : member.function.describe(member.doc);
        if (value == nullptr) {
            PyObject* const cause = ffi::take_raised();
            PyErr_Format(PyExc_RuntimeError, "the class attribute %s.%s could not be made", spec.info->name,
                         member.name);
            PyObject* const raised = ffi::take_raised();
            PyException_SetCause(raised, cause);
            ffi::set_raised(raised);
            return false;
        }
        // Through the type, which keeps its slots in step: None takes `__hash__` or `__contains__` away.
        bool const is_slot =
            member.name[0] == '_' && member.name[1] == '_' && (spec.flags & ffi::immutable_type) == 0;
        int const failed = is_slot
                               ? PyObject_SetAttrString(reinterpret_cast<PyObject*>(type), member.name, value)
                               : PyDict_SetItemString(ffi::type_dict(type), member.name, value);
        Py_DECREF(value);
        if (failed != 0) return false;
    }
    PyType_Modified(type);
    return true;
}

/// The bases of a class: a new tuple, or null with an error set. Where one is a Python type, its size is
/// kept.
TETHER_COLD inline PyObject* bases_of(const ClassSpec& spec) noexcept {
    PyObject* const bases = PyTuple_New(static_cast<Py_ssize_t>(1 + spec.more_base_count));
    for (std::size_t i = 0; bases != nullptr && i <= spec.more_base_count; ++i) {
        PyObject* const base = i == 0 ? spec.base() : spec.more_bases[i - 1]();
        if (base == nullptr) return Py_DECREF(bases), nullptr;
        ffi::tuple_fill_item(bases, static_cast<Py_ssize_t>(i), ffi::new_ref(base));
        if (spec.origin == nullptr || spec.origin != spec.info) continue;
        std::size_t const size = ffi::size_for_derived(base);
        std::size_t former = 0;
        if (size != 0 && (spec.origin->base_size.compare_exchange_strong(former, size) || former == size))
            continue;
        PyErr_Format(PyExc_TypeError, "the C++ class %s cannot derive from the type of '%R'", spec.info->name,
                     base);
        return Py_DECREF(bases), nullptr;
    }
    return bases;
}

inline vectorcallfunc call_of(const ClassInfo& info) noexcept {
    const ClassSpec* const spec = info.spec.load(std::memory_order_acquire);
    return spec != nullptr ? spec->call_instance : nullptr;
}

/// The type object of a class: a new reference, or null with an error set.
TETHER_COLD inline PyTypeObject* create_type(const ClassSpec& spec, ClassTables& tables, PyObject* module,
                                             PyObject* bases) noexcept {
    SlotList list;
    list.add_function(Py_tp_dealloc, spec.dealloc);
    list.add_function(Py_tp_new, spec.make);
    list.add_function(Py_tp_init, spec.init);
    // Instances that a class statement made look into themselves, and those of types derived from them.
    unsigned long flags = spec.flags;
    auto* const python_base = reinterpret_cast<PyTypeObject*>(PyTuple_GET_ITEM(bases, 0));
    if (spec.origin != nullptr && ffi::is_collected(python_base) && ffi::has_python_traverse(python_base))
        flags &= ~static_cast<unsigned long>(Py_TPFLAGS_HAVE_GC);
    if ((flags & Py_TPFLAGS_HAVE_GC) != 0) {
        list.add_function(Py_tp_traverse, spec.traverse);
        list.add_function(Py_tp_clear, spec.clear);
    }
    if (*tables.doc != 0) list.add(Py_tp_doc, const_cast<char*>(tables.doc));
    if (tables.methods->ml_name != nullptr) list.add(Py_tp_methods, tables.methods);
    if (tables.properties->name != nullptr) list.add(Py_tp_getset, tables.properties);
    if (tables.offsets->name != nullptr) list.add(Py_tp_members, tables.offsets);
    for (std::size_t i = 0; i < spec.member_count; ++i)
        if (spec.members[i].kind == MemberKind::slot)
            list.add_function(spec.members[i].flags, spec.members[i].function.any);
    for (std::size_t i = 0; i < spec.slot_count; ++i)
        list.add_function(spec.slots[i].slot, spec.slots[i].function.any);
    list.slots[list.count] = {0, nullptr};
    std::size_t const origin = spec.origin != nullptr ? spec.origin->base_size.load() : 0;
    PyType_Spec type_spec{tables.name, static_cast<int>(origin + spec.size), 0,
                          static_cast<unsigned int>(flags), list.slots};
    PyObject* const made = module != nullptr ? PyType_FromModuleAndSpec(module, &type_spec, bases)
                                             : PyType_FromSpecWithBases(&type_spec, bases);
    auto* const type = reinterpret_cast<PyTypeObject*>(made);
    if (type == nullptr) return nullptr;
    // Python ends what stands there and shows it to the collector; nobody else is to reach it.
    if (spec.kept_at != 0 && PyDict_DelItemString(ffi::type_dict(type), kept_name) != 0)
        return Py_DECREF(made), nullptr;
    if (spec.construct != nullptr) ffi::set_type_vectorcall(type, spec.construct);
    ffi::set_class_token(type, spec.info->token);
    PyTypeObject* const metaclass = spec.metaclass != nullptr
                                        ? spec.metaclass()
                                        : Py_TYPE(reinterpret_cast<PyObject*>(ffi::base_type(type)));
    if (metaclass == nullptr || !ffi::name_type(type, tables.qualname) ||
        !ffi::keep_signature(type, tables.doc)) {
        Py_DECREF(made);
        return nullptr;
    }
    if (Py_TYPE(made) == &PyType_Type && metaclass != &PyType_Type) ffi::set_metaclass(type, metaclass);
    return type;
}

/// The type object in this interpreter, made now where it was not yet; `module` is null where none adds it.
TETHER_COLD inline PyTypeObject* make_type(ClassInfo& info, State* state, PyObject* module,
                                           const char* module_name, const char* outer) noexcept {
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
        PyObject* const bases = bases_of(*spec);
        if (bases == nullptr) return nullptr;
        ClassTables* const tables = module_name != nullptr ? tables_of(*spec, module_name, outer) : nullptr;
        PyTypeObject* const fresh = tables != nullptr ? create_type(*spec, *tables, module, bases) : nullptr;
        Py_DECREF(bases);
        if (fresh == nullptr) return nullptr;
        if (spec->list != nullptr) spec->list();
        type = reinterpret_cast<PyTypeObject*>(State::publish(*cell, reinterpret_cast<PyObject*>(fresh)));
        if (type == fresh && !add_attributes(*spec, type)) {
            cell->store(nullptr, std::memory_order_release);
            info.home.store(nullptr, std::memory_order_release);
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
    return make_type(info, state, nullptr, "builtins", nullptr);
}

} // namespace tether::inline TETHER_ABI::detail
