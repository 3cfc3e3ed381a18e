// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The tables of methods and properties that CPython reads, made once a class.
#pragma once

#include <tether/pyclass/class_spec.hpp>

namespace tether::inline TETHER_ABI::detail {

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
                 ffi::TypeText(Py_TYPE(self)).bare(), value != nullptr ? "setter" : "deleter");
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
        int const flags = member.kind == MemberKind::method         ? 0
                          : member.kind == MemberKind::class_method ? METH_CLASS
                                                                    : METH_STATIC;
        const char* const doc = member.signature != nullptr
                                    ? join_doc(*member.signature, first_parameter(member.kind), member.doc)
                                    : member.doc;
        if (doc == nullptr) return false;
        MethodRecord record{member.name, member.function.call, member.flags | flags, doc};
        tables.methods[methods++] = *record.def();
        return true;
    }
    case MemberKind::property: {
        PyGetSetDef& property = property_of(tables.properties, member.name);
        if (member.function.get != nullptr) property.get = member.function.get;
        if (property.get == nullptr) property.get = ffi::absent_getter;
        if (member.set != nullptr) property.set = member.set;
        // The getter's doc string comes before those of the other halves.
        bool const is_chosen = property.doc == nullptr || (member.flags & reads_property) != 0;
        if (*member.doc != 0 && is_chosen) property.doc = member.doc;
        return member.remove == nullptr || add_deleter(property, member.remove);
    }
    default: return true;
    }
}

/// Writes a doc string as the lines below a signature.
TETHER_COLD inline void write_indented(TextWriter& text, std::string_view doc) noexcept {
    while (!doc.empty()) {
        std::string_view const line = doc.substr(0, doc.find('\n'));
        doc.remove_prefix(line.size() < doc.size() ? line.size() + 1 : line.size());
        text.put(line.empty() ? "\n" : "\n    ");
        text.put(line);
    }
}

/// Writes a class's doc string with those of its constructors: one's signature is in front, as `inspect`
/// reads it, and its doc string behind; of several each signature has a line in front, and its doc string
/// below. Gives the size with the NUL; writes nowhere where `out` is null.
TETHER_COLD inline std::size_t write_class_doc(const ClassSpec& spec, std::size_t constructors,
                                               char* out) noexcept {
    TextWriter text{out};
    std::string_view const doc = spec.doc;
    std::string_view behind;
    std::size_t at = 0;
    for (std::size_t i = 0; i < spec.member_count; ++i) {
        const MemberRecord& member = spec.members[i];
        if (member.kind != MemberKind::constructor) continue;
        if (at++ != 0) text.put_one('\n');
        write_call(text, member.signature->parts(), FirstParameter::none);
        if (constructors == 1) {
            text.put(signature_end);
            behind = member.doc;
        } else {
            write_indented(text, member.doc);
        }
    }
    if (constructors > 1 && !doc.empty()) text.put("\n\n");
    text.put(doc);
    if (!doc.empty() && !behind.empty()) text.put("\n\n");
    text.put(behind);
    text.put_one('\0');
    return text.size;
}

/// Joins the doc string of a class to those of its constructors. False with MemoryError set.
TETHER_COLD inline bool add_constructors(const ClassSpec& spec, ClassTables& tables) noexcept {
    std::size_t count = 0;
    for (std::size_t i = 0; i < spec.member_count; ++i)
        if (spec.members[i].kind == MemberKind::constructor) ++count;
    if (count == 0) return true;
    auto* const joined = static_cast<char*>(std::malloc(write_class_doc(spec, count, nullptr)));
    if (joined == nullptr) return PyErr_NoMemory(), false;
    write_class_doc(spec, count, joined);
    tables.doc = joined;
    return true;
}

/// What the places in a class's instances are counted from, for Python, which counts from their start.
TETHER_COLD inline std::size_t origin_of(const ClassSpec& spec) noexcept {
    return spec.origin != nullptr ? spec.origin->base_size.load() : ffi::ask_more_header();
}

/// The tables of a class, made once. Null with an error set. `module` is the name of the module or null.
/// `outer` is the qualified name of the class that it stands in, or null.
TETHER_COLD inline ClassTables* tables_of(const ClassSpec& spec, const char* module,
                                          const char* outer) noexcept {
    if (void* const made = spec.info->tables.load()) return static_cast<ClassTables*>(made);
    bring_shared_code();
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
    std::size_t const origin = origin_of(spec);
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
    if (!spec.info->tables.compare_exchange(expected, tables)) return static_cast<ClassTables*>(expected);
    return tables;
}

} // namespace tether::inline TETHER_ABI::detail
