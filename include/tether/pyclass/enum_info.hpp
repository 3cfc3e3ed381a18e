// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A C++ enum as a class of Python's enum module: how it is made, and how its values cross the border.
//
// The members of the class are the only objects of their values: a tuple of them, in the order of the
// declaration, is all that a conversion needs.
#pragma once

#include <tether/pyclass/type_object.hpp>
#include <tether/token/imported.hpp>

#include <cstdint>

namespace tether::inline TETHER_ABI {

/// The bases of an enum's class: `Class<PyIntEnum>`. Without one it is an enum.Enum.
struct PyIntEnum {
    static PyObject* type_object() noexcept { return detail::imported<"enum", "IntEnum">(); }
};
struct PyFlag {
    static PyObject* type_object() noexcept { return detail::imported<"enum", "Flag">(); }
};
struct PyIntFlag {
    static PyObject* type_object() noexcept { return detail::imported<"enum", "IntFlag">(); }
};

namespace detail {

/// One value of an enum; the bits of an unsigned one.
struct EnumValue {
    const char* name;
    std::int64_t bits;
    const char* doc;
};

struct EnumInfo;

/// All that an enum's class is made of.
struct EnumSpec {
    EnumInfo* info;
    const char* doc;
    const char* module;
    PyObject* (*base)() noexcept;
    const EnumValue* values;
    std::size_t value_count;
    const MemberRecord* members;
    std::size_t member_count;
    bool is_unsigned;
    bool equals_int;
};

/// One a declared enum and extension.
struct EnumInfo {
    const char* name;
    CacheSlot type{};    ///< the class of each interpreter
    CacheSlot members{}; ///< the tuple of its members
    ffi::Atomic<const EnumSpec*> spec{nullptr};
    ffi::Atomic<MemberTables*> tables{nullptr}; ///< what its classes in all interpreters share
};

template <class E> TETHER_HIDDEN inline constinit EnumInfo enum_info{pyclass<E>.name};

inline PyObject* new_enum_number(std::int64_t bits, bool is_unsigned) noexcept {
    return is_unsigned ? PyLong_FromUnsignedLongLong(static_cast<std::uint64_t>(bits))
                       : PyLong_FromLongLong(bits);
}

/// Calls the base: `Enum("Color", [("RED", 0)], module=..., qualname=...)`.
TETHER_COLD inline PyObject* call_enum(const EnumSpec& spec, const char* module, const char* outer) noexcept {
    PyObject* const base = spec.base();
    if (base == nullptr) return nullptr;
    PyObject* const values = PyList_New(static_cast<Py_ssize_t>(spec.value_count));
    bool failed = values == nullptr;
    for (std::size_t i = 0; !failed && i < spec.value_count; ++i) {
        const EnumValue& value = spec.values[i];
        PyObject* const pair =
            Py_BuildValue("(sN)", value.name, new_enum_number(value.bits, spec.is_unsigned));
        failed = pair == nullptr;
        if (!failed) ffi::list_fill_item(values, static_cast<Py_ssize_t>(i), pair);
    }
    PyObject* const args = !failed ? Py_BuildValue("(sO)", spec.info->name, values) : nullptr;
    PyObject* const qualname = outer != nullptr ? PyUnicode_FromFormat("%s.%s", outer, spec.info->name)
                                                : PyUnicode_FromString(spec.info->name);
    PyObject* const kwargs =
        qualname != nullptr ? Py_BuildValue("{sssO}", "module", module, "qualname", qualname) : nullptr;
    PyObject* const made = args != nullptr && kwargs != nullptr ? PyObject_Call(base, args, kwargs) : nullptr;
    Py_XDECREF(kwargs);
    Py_XDECREF(qualname);
    Py_XDECREF(args);
    Py_XDECREF(values);
    return made;
}

/// What makes members equal to their numbers.
struct EnumEquality {
    static PyObject* number_of(PyObject* self) noexcept {
        return PyObject_GetAttr(self, interned<"_value_">());
    }

    static PyObject* equal(PyObject* self, PyObject* other) noexcept {
        if (Py_TYPE(self) == Py_TYPE(other)) return ffi::new_ref(self == other ? Py_True : Py_False);
        if (!PyLong_Check(other)) return ffi::new_ref(Py_NotImplemented);
        PyObject* const number = number_of(self);
        PyObject* const result = number != nullptr ? PyObject_RichCompare(number, other, Py_EQ) : nullptr;
        Py_XDECREF(number);
        return result;
    }

    static PyObject* hash(PyObject* self, PyObject* /*unused*/) noexcept {
        PyObject* const number = number_of(self);
        Py_hash_t const result = number != nullptr ? PyObject_Hash(number) : -1;
        Py_XDECREF(number);
        return result == -1 ? nullptr : PyLong_FromSsize_t(result);
    }

    static PyObject* number(PyObject* self, PyObject* /*unused*/) noexcept { return number_of(self); }

    static PyObject* repr(PyObject* self, PyObject* /*unused*/) noexcept {
        PyObject* const name = PyObject_GetAttr(self, interned<"_name_">());
        PyObject* const text = name != nullptr
                                   ? PyUnicode_FromFormat("%s.%U", ffi::TypeText(Py_TYPE(self)).bare(), name)
                                   : nullptr;
        Py_XDECREF(name);
        return text;
    }
};

TETHER_HIDDEN inline PyMethodDef enum_equality[] = {
    {"__eq__", &EnumEquality::equal, METH_O, nullptr},
    {"__hash__", &EnumEquality::hash, METH_NOARGS, nullptr},
    {"__int__", &EnumEquality::number, METH_NOARGS, nullptr},
    {"__index__", &EnumEquality::number, METH_NOARGS, nullptr},
    {"__repr__", &EnumEquality::repr, METH_NOARGS, nullptr},
    {}};

/// The tables of an enum's members, made once: they live as long as the program, as the descriptors may that
/// point to them. Null with MemoryError set.
TETHER_COLD inline MemberTables* tables_of(const EnumSpec& spec) noexcept {
    if (MemberTables* const made = spec.info->tables.load()) return made;
    bring_shared_code();
    auto* const memory = static_cast<char*>(
        std::calloc(1, sizeof(MemberTables) + room_of_members(spec.members, spec.member_count)));
    if (memory == nullptr) return PyErr_NoMemory(), nullptr;
    auto* const tables = ::new (memory) MemberTables{};
    fill_members(*tables, spec.members, spec.member_count, memory + sizeof(MemberTables));
    MemberTables* expected = nullptr;
    if (spec.info->tables.compare_exchange(expected, tables)) return tables;
    std::free(memory);
    return expected;
}

/// Gives the class an attribute, whose reference is taken: false with an error set, as for null.
TETHER_COLD inline bool add_descriptor(PyObject* type, const char* name, PyObject* descriptor) noexcept {
    int const failed = descriptor != nullptr ? PyObject_SetAttrString(type, name, descriptor) : -1;
    Py_XDECREF(descriptor);
    return failed == 0;
}

inline PyObject* new_enum_method(PyTypeObject* type, PyMethodDef& method) noexcept {
    if ((method.ml_flags & METH_CLASS) != 0) return PyDescr_NewClassMethod(type, &method);
    if ((method.ml_flags & METH_STATIC) == 0) return PyDescr_NewMethod(type, &method);
    PyObject* const function = PyCFunction_New(&method, nullptr);
    PyObject* const made = function != nullptr ? ffi::new_static_method(function) : nullptr;
    Py_XDECREF(function);
    return made;
}

/// Gives the class the methods and properties of tables: false with an error set.
TETHER_COLD inline bool add_enum_members(PyObject* type, const MemberTables& tables) noexcept {
    auto* const owner = reinterpret_cast<PyTypeObject*>(type);
    for (PyMethodDef* method = tables.methods; method->ml_name != nullptr; ++method)
        if (!add_descriptor(type, method->ml_name, new_enum_method(owner, *method))) return false;
    for (PyGetSetDef* property = tables.properties; property->name != nullptr; ++property)
        if (!add_descriptor(type, property->name, PyDescr_NewGetSet(owner, property))) return false;
    return true;
}

/// Fills a new class: docs, methods; false with an error set.
TETHER_COLD inline bool complete_enum(const EnumSpec& spec, PyObject* type, PyObject* members) noexcept {
    if (*spec.doc != 0) {
        PyObject* const doc = PyUnicode_FromString(spec.doc);
        int const failed = doc != nullptr ? PyObject_SetAttrString(type, "__doc__", doc) : -1;
        Py_XDECREF(doc);
        if (failed != 0) return false;
    }
    for (std::size_t i = 0; i < spec.value_count; ++i) {
        PyObject* const member = PyObject_GetAttrString(type, spec.values[i].name);
        if (member == nullptr) return false;
        ffi::tuple_fill_item(members, static_cast<Py_ssize_t>(i), member);
        if (*spec.values[i].doc == 0) continue;
        PyObject* const doc = PyUnicode_FromString(spec.values[i].doc);
        int const failed = doc != nullptr ? PyObject_SetAttrString(member, "__doc__", doc) : -1;
        Py_XDECREF(doc);
        if (failed != 0) return false;
    }
    PyGetSetDef no_properties{};
    if (spec.equals_int && !add_enum_members(type, {enum_equality, &no_properties})) return false;
    MemberTables* const tables = tables_of(spec);
    return tables != nullptr && add_enum_members(type, *tables);
}

/// Makes the class in this interpreter, where it is not there yet: borrowed, or null with an error set.
/// `module` and `outer` (the class that it is nested in) may be null.
TETHER_COLD inline PyObject* make_enum(EnumInfo& info, const char* module, const char* outer) noexcept {
    State* const state = State::current();
    auto* const cell = state != nullptr ? state->cell(info.type) : nullptr;
    auto* const members_cell = cell != nullptr ? state->cell(info.members) : nullptr;
    if (members_cell == nullptr) return nullptr;
    if (PyObject* const made = cell->load()) return made;
    const EnumSpec* const spec = info.spec.load();
    if (spec == nullptr)
        return PyErr_Format(PyExc_RuntimeError,
                            "the enum %s was not added to a module: call add_class<T>() before its first use",
                            info.name);
    if (spec->module != nullptr) module = spec->module;
    PyObject* const type = call_enum(*spec, module != nullptr ? module : "builtins", outer);
    PyObject* const members =
        type != nullptr ? PyTuple_New(static_cast<Py_ssize_t>(spec->value_count)) : nullptr;
    if (members == nullptr || !complete_enum(*spec, type, members)) {
        Py_XDECREF(type);
        Py_XDECREF(members);
        return nullptr;
    }
    // Whoever finds the members finds the class: it comes first.
    PyObject* const kept = State::publish(*cell, type);
    if (kept == type)
        State::publish(*members_cell, members);
    else
        Py_DECREF(members);
    return kept;
}

/// The tuple of the members, borrowed, or null with an error set.
inline PyObject* enum_members(EnumInfo& info) noexcept {
    if (PyObject* const members = peek(info.members)) [[likely]]
        return members;
    if (make_enum(info, nullptr, nullptr) == nullptr) return nullptr;
    State* const state = State::current();
    return state->cell(info.members)->load();
}

inline PyObject* enum_type(EnumInfo& info) noexcept {
    if (PyObject* const type = peek(info.type)) [[likely]]
        return type;
    return make_enum(info, nullptr, nullptr);
}

/// The member of a value: a new reference, or null with ValueError set, in the enum module's words. A
/// combination of flags is made.
TETHER_NOINLINE inline PyObject* enum_into_python(EnumInfo& info, std::int64_t bits) noexcept {
    PyObject* const members = enum_members(info);
    if (members == nullptr) return nullptr;
    const EnumSpec& spec = *info.spec.load_relaxed();
    std::size_t at = 0;
    if (spec.value_count != 0) {
        // Most enums count from the first value on.
        auto const offset =
            static_cast<std::uint64_t>(bits) - static_cast<std::uint64_t>(spec.values[0].bits);
        if (offset < spec.value_count && spec.values[offset].bits == bits) at = offset;
    }
    while (at < spec.value_count && spec.values[at].bits != bits) ++at;
    if (at < spec.value_count) return ffi::new_ref(ffi::tuple_item(members, static_cast<Py_ssize_t>(at)));
    PyObject* const number = new_enum_number(bits, spec.is_unsigned);
    if (number == nullptr) return nullptr;
    PyObject* const made = PyObject_CallFunctionObjArgs(enum_type(info), number, nullptr);
    Py_DECREF(number);
    return made;
}

/// The value of a member that is none of the declared: a combination of flags.
TETHER_NOINLINE inline ErrState* load_enum_number(PyObject* object, std::int64_t& bits) noexcept {
    PyObject* const number = EnumEquality::number_of(object);
    if (number == nullptr) return fetch_error();
    // Before 3.11 the complement of flags is a negative number: its bits are the right ones.
    bits = static_cast<std::int64_t>(PyLong_AsUnsignedLongLongMask(number));
    Py_DECREF(number);
    return bits == -1 && PyErr_Occurred() != nullptr ? fetch_error() : nullptr;
}

/// The value of a member: null, or the error of what is none.
TETHER_NOINLINE inline ErrState* enum_from_python(EnumInfo& info, PyObject* object,
                                                  std::int64_t& bits) noexcept {
    PyObject* const type = enum_type(info);
    if (type == nullptr) return fetch_error();
    if (reinterpret_cast<PyObject*>(Py_TYPE(object)) != type) return new_cast_error(object, info.name);
    PyObject* const members = enum_members(info);
    if (members == nullptr) return fetch_error();
    const EnumSpec& spec = *info.spec.load_relaxed();
    for (std::size_t i = 0; i < spec.value_count; ++i)
        if (ffi::tuple_item(members, static_cast<Py_ssize_t>(i)) == object) {
            bits = spec.values[i].bits;
            return nullptr;
        }
    return load_enum_number(object, bits);
}

} // namespace detail
} // namespace tether::inline TETHER_ABI
