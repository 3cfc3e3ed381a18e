// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A class's type object, made of its records.
#pragma once

#include <tether/pyclass/class_tables.hpp>
#include <tether/pyclass/freelist.hpp>

namespace tether::inline TETHER_ABI::detail {

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
        bool const is_slot = member.name[0] == '_' && member.name[1] == '_';
        int const failed = is_slot
                               ? PyObject_SetAttrString(reinterpret_cast<PyObject*>(type), member.name, value)
                               : ffi::change_type_attribute(type, member.name, value);
        Py_DECREF(value);
        if (failed != 0) return false;
    }
    PyType_Modified(type);
    return true;
}

/// Takes a class its attributes when its interpreter ends, and what its free list kept. An instance of its
/// own among them would keep it for ever: one that the collector does not look into shows nobody that it
/// refers to its type.
TETHER_COLD inline void end_class(const State& state, PyObject* object) noexcept {
    auto* const type = reinterpret_cast<PyTypeObject*>(object);
    PyMethodDef* const token = PyType_Check(object) ? ffi::class_token(type) : nullptr;
    if (token == nullptr || token->ml_name != nullptr || token->ml_meth != &class_marker) return;
    const ClassSpec* const spec = class_of(type).spec.load();
    PyObject* const raised = ffi::take_raised();
    for (std::size_t i = 0; i < spec->member_count; ++i)
        if (spec->members[i].kind == MemberKind::attribute && spec->members[i].name[0] != '_' &&
            ffi::change_type_attribute(type, spec->members[i].name, nullptr) != 0)
            PyErr_Clear();
    PyType_Modified(type);
    FreeList::release(state, type);
    if (raised != nullptr) ffi::set_raised(raised);
}

/// False with TypeError set where a base's metaclass makes its classes by a `__new__` of its own, as ABCMeta
/// does: what is made in C goes past that.
TETHER_COLD inline bool check_metaclass(const ClassSpec& spec, PyObject* base) noexcept {
    PyTypeObject* const metaclass = Py_TYPE(base);
    if (metaclass == &PyType_Type || ffi::type_new(metaclass) == ffi::type_new(&PyType_Type)) return true;
    PyErr_Format(PyExc_TypeError,
                 "the C++ class %s cannot derive from '%s': its metaclass '%s' has a __new__ of its own",
                 spec.info->name, ffi::TypeText(reinterpret_cast<PyTypeObject*>(base)).text(),
                 ffi::TypeText(metaclass).text());
    return false;
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
        if (!check_metaclass(spec, base)) return Py_DECREF(bases), nullptr;
        std::size_t const size = ffi::size_for_derived(base);
        std::size_t former = 0;
        if (size != 0 && (spec.origin->base_size.compare_exchange(former, size) || former == size)) continue;
        if (PyErr_Occurred() == nullptr)
            PyErr_Format(PyExc_TypeError, "the C++ class %s cannot derive from the type of '%R'",
                         spec.info->name, base);
        return Py_DECREF(bases), nullptr;
    }
    return bases;
}

inline ffi::VectorcallFunction call_of(const ClassInfo& info) noexcept {
    const ClassSpec* const spec = info.spec.load();
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
    unsigned long flags = spec.flags & ~ffi::immutable_type; // which comes when all attributes are there
    auto* const python_base = reinterpret_cast<PyTypeObject*>(ffi::tuple_item(bases, 0));
    if (spec.origin != nullptr && ffi::is_collected(python_base) && ffi::has_python_traverse(python_base))
        flags &= ~static_cast<unsigned long>(Py_TPFLAGS_HAVE_GC);
    if ((flags & Py_TPFLAGS_HAVE_GC) != 0) {
        list.add_function(Py_tp_traverse, spec.traverse);
        list.add_function(Py_tp_clear, spec.clear);
    }
    if (*tables.doc != 0) list.add(Py_tp_doc, const_cast<char*>(tables.doc));
    list.add(Py_tp_methods, ffi::methods_to_begin_with(tables.members.methods, spec.info->token));
    if (tables.members.properties->name != nullptr) list.add(Py_tp_getset, tables.members.properties);
    if (tables.offsets->name != nullptr) list.add(Py_tp_members, tables.offsets);
    for (std::size_t i = 0; i < spec.member_count; ++i)
        if (spec.members[i].kind == MemberKind::slot)
            list.add_function(spec.members[i].flags, spec.members[i].function.any);
    for (std::size_t i = 0; i < spec.slot_count; ++i)
        list.add_function(spec.slots[i].slot, spec.slots[i].function.any);
    if (int const slot = ffi::type_vectorcall_slot(); slot != 0) list.add_function(slot, spec.construct);
    list.slots[list.count] = {0, nullptr};
    std::size_t const origin = origin_of(spec);
    PyType_Spec type_spec{tables.name, static_cast<int>(origin + spec.size), 0,
                          static_cast<unsigned int>(flags), list.slots};
    PyTypeObject* const metaclass = spec.metaclass != nullptr ? spec.metaclass() : nullptr;
    if (spec.metaclass != nullptr && metaclass == nullptr) return nullptr;
    PyObject* const made = ffi::new_type(type_spec, module, bases, metaclass);
    auto* const type = reinterpret_cast<PyTypeObject*>(made);
    if (type == nullptr) return nullptr;
    // Python ends what stands there and shows it to the collector; nobody else is to reach it.
    if (spec.kept_at != 0 && ffi::change_type_attribute(type, kept_name, nullptr) != 0)
        return Py_DECREF(made), nullptr;
    if (spec.construct != nullptr) ffi::set_type_vectorcall(type, spec.construct);
    if (!ffi::complete_methods(type, tables.members.methods, spec.info->token))
        return Py_DECREF(made), nullptr;
    if (!ffi::name_type(type, tables.qualname) || !ffi::keep_signature(type, tables.doc))
        return Py_DECREF(made), nullptr;
    ffi::set_metaclass(type, metaclass);
    return type;
}

/// The type object in this interpreter, made now where it was not yet; `module` is null where none adds it.
TETHER_COLD inline PyTypeObject* make_type(ClassInfo& info, State* state, PyObject* module,
                                           const char* module_name, const char* outer) noexcept {
    auto* const cell = state->cell(info.slot);
    if (cell == nullptr) return nullptr;
    auto* type = reinterpret_cast<PyTypeObject*>(cell->load());
    if (type == nullptr) {
        const ClassSpec* const spec = info.spec.load();
        if (spec == nullptr) {
            PyErr_Format(PyExc_RuntimeError,
                         "the class %s was not added to a module: call add_class<T>() before its first use",
                         info.name);
            return nullptr;
        }
        PyObject* const bases = bases_of(*spec);
        if (bases == nullptr) return nullptr;
        // To make a base makes what is nested in it.
        if (PyObject* const made = cell->load()) {
            Py_DECREF(bases);
            return reinterpret_cast<PyTypeObject*>(made);
        }
        ClassTables* const tables = module_name != nullptr ? tables_of(*spec, module_name, outer) : nullptr;
        PyTypeObject* const fresh = tables != nullptr ? create_type(*spec, *tables, module, bases) : nullptr;
        Py_DECREF(bases);
        if (fresh == nullptr) {
            // Another thread may have been faster, and have sealed a base before this one could derive from
            // it.
            PyObject* const made = cell->load();
            if (made != nullptr) PyErr_Clear();
            return reinterpret_cast<PyTypeObject*>(made);
        }
        if (spec->list != nullptr) spec->list();
        State::before_end.store(&end_class);
        type = reinterpret_cast<PyTypeObject*>(State::publish(*cell, reinterpret_cast<PyObject*>(fresh)));
        if (type == fresh && !add_attributes(*spec, type)) {
            cell->store(nullptr);
            info.home.store(info.token);
            Py_DECREF(fresh);
            return nullptr;
        }
        if (type == fresh && spec->is_sealed) ffi::seal_type(type);
        if (type == fresh && (spec->flags & ffi::immutable_type) != 0) ffi::make_immutable(type);
    }
    if (State::only() == state) {
        info.type.store_relaxed(type);
        info.home.store(home_of(type, state));
    }
    return type;
}

inline PyTypeObject* make_type(ClassInfo& info, State* state) noexcept {
    return make_type(info, state, nullptr, "builtins", nullptr);
}

} // namespace tether::inline TETHER_ABI::detail
