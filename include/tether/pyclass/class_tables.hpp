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

/// The methods and properties of a class or an enum, as CPython reads them.
struct MemberTables {
    PyMethodDef* methods;
    PyGetSetDef* properties;
};

/// What the types of a class in all interpreters share. It lives as long as the program, as they may.
struct ClassTables {
    MemberTables members;
    PyMemberDef offsets[5];
    const char* name;     ///< "module.Point"
    const char* qualname; ///< of a nested class: "Outer.Inner"
    const char* doc;
};

// Tables stand in one block with all that they point to, texts last: it is there as a whole or not at all.

inline bool has_deleter(const MemberRecord& member) noexcept {
    return member.kind == MemberKind::property && member.remove != nullptr;
}

/// The bytes that the tables of members take.
TETHER_COLD inline std::size_t room_of_members(const MemberRecord* members, std::size_t count) noexcept {
    // The ends of both tables, and the property of the instance's dict.
    std::size_t room = (count + 1) * sizeof(PyMethodDef) + (count + 2) * sizeof(PyGetSetDef);
    for (const MemberRecord* member = members; member != members + count; ++member) {
        if (has_deleter(*member)) room += sizeof(PropertyHalves);
        if (is_method(member->kind) && member->signature != nullptr)
            room += write_doc(*member->signature, first_parameter(member->kind), member->doc, nullptr);
    }
    return room;
}

/// The property of a name, a new one where there is none yet.
TETHER_COLD inline PyGetSetDef& property_of(PyGetSetDef* properties, const char* name) noexcept {
    PyGetSetDef* at = properties;
    while (at->name != nullptr && std::strcmp(at->name, name) != 0) ++at;
    at->name = name;
    return *at;
}

TETHER_COLD inline void fill_property(PyGetSetDef& property, const MemberRecord& member) noexcept {
    if (member.function.get != nullptr) property.get = member.function.get;
    if (property.get == nullptr) property.get = ffi::absent_getter;
    if (member.set != nullptr) property.set = member.set;
    // The getter's doc string comes before those of the other halves.
    bool const is_chosen = property.doc == nullptr || (member.flags & reads_property) != 0;
    if (*member.doc != 0 && is_chosen) property.doc = member.doc;
}

/// Fills a method's entry; its doc string is written to `text`. Gives the end of the text.
TETHER_COLD inline char* fill_method(PyMethodDef& method, const MemberRecord& member, char* text) noexcept {
    int const flags = member.kind == MemberKind::method         ? 0
                      : member.kind == MemberKind::class_method ? METH_CLASS
                                                                : METH_STATIC;
    const char* const doc = member.signature != nullptr ? text : member.doc;
    if (member.signature != nullptr)
        text += write_doc(*member.signature, first_parameter(member.kind), member.doc, text);
    MethodRecord record{member.name, member.function.call, member.flags | flags, doc};
    method = *record.def();
    return text;
}

/// Lays the tables of members out in zeroed memory of their size. Gives its end.
TETHER_COLD inline char* fill_members(MemberTables& tables, const MemberRecord* members, std::size_t count,
                                      char* room) noexcept {
    const MemberRecord* const end = members + count;
    tables.methods = reinterpret_cast<PyMethodDef*>(room);
    tables.properties = reinterpret_cast<PyGetSetDef*>(tables.methods + count + 1);
    auto* halves = reinterpret_cast<PropertyHalves*>(tables.properties + count + 2);
    for (const MemberRecord* member = members; member != end; ++member)
        if (member->kind == MemberKind::property)
            fill_property(property_of(tables.properties, member->name), *member);
    // Behind all setters, which a deleter takes along.
    for (const MemberRecord* member = members; member != end; ++member) {
        if (!has_deleter(*member)) continue;
        PyGetSetDef& property = property_of(tables.properties, member->name);
        *halves = {property.name, property.set, member->remove};
        property.set = &set_or_delete;
        property.closure = halves++;
    }
    auto* text = reinterpret_cast<char*>(halves);
    PyMethodDef* method = tables.methods;
    for (const MemberRecord* member = members; member != end; ++member)
        if (is_method(member->kind)) text = fill_method(*method++, *member, text);
    return text;
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

/// What the places in a class's instances are counted from, for Python, which counts from their start.
TETHER_COLD inline std::size_t origin_of(const ClassSpec& spec) noexcept {
    return spec.origin != nullptr ? spec.origin->base_size.load() : ffi::ask_more_header();
}

/// Fills the entries by which a type is told where its own pointers are.
TETHER_COLD inline void fill_offsets(const ClassSpec& spec, PyMemberDef* offset) noexcept {
    std::size_t const origin = origin_of(spec);
    if (spec.weakrefs_at != 0)
        *offset++ = ffi::offset_member("__weaklistoffset__", origin + spec.weakrefs_at);
    if (spec.dict_at != 0) *offset++ = ffi::offset_member("__dictoffset__", origin + spec.dict_at);
    if (spec.call_at != 0) *offset++ = ffi::offset_member(ffi::vectorcall_offset, origin + spec.call_at);
    if (spec.kept_at != 0) *offset++ = ffi::owned_member(kept_name, origin + spec.kept_at);
}

/// Writes "outer.name" with the NUL.
TETHER_COLD inline char* write_dotted(const char* outer, const char* name, char* text) noexcept {
    TextWriter writer{text};
    writer.put(outer);
    writer.put_one('.');
    writer.put(name);
    writer.put_one('\0');
    return text + writer.size;
}

/// The tables of a class, made once. Null with an error set. `module` is the name of the module or null.
/// `outer` is the qualified name of the class that it stands in, or null.
TETHER_COLD inline ClassTables* tables_of(const ClassSpec& spec, const char* module,
                                          const char* outer) noexcept {
    if (void* const made = spec.info->tables.load()) return static_cast<ClassTables*>(made);
    bring_shared_code();
    const char* const own = spec.info->name;
    if (spec.module != nullptr) module = spec.module;
    std::size_t constructors = 0;
    for (std::size_t i = 0; i < spec.member_count; ++i)
        if (spec.members[i].kind == MemberKind::constructor) ++constructors;
    std::size_t const names = std::strlen(module) + std::strlen(own) + 2 +
                              (outer != nullptr ? std::strlen(outer) + std::strlen(own) + 2 : 0);
    auto* const memory = static_cast<char*>(
        std::calloc(1, sizeof(ClassTables) + room_of_members(spec.members, spec.member_count) + names +
                           write_class_doc(spec, constructors, nullptr)));
    if (memory == nullptr) return PyErr_NoMemory(), nullptr;
    auto* const tables = ::new (memory) ClassTables{};
    char* text = fill_members(tables->members, spec.members, spec.member_count, memory + sizeof(ClassTables));
    tables->name = text;
    text = write_dotted(module, own, text);
    if (outer != nullptr) {
        tables->qualname = text;
        text = write_dotted(outer, own, text);
    }
    tables->doc = text;
    write_class_doc(spec, constructors, text);
    fill_offsets(spec, tables->offsets);
    if (spec.dict_at != 0)
        property_of(tables->members.properties, "__dict__") = {"__dict__", PyObject_GenericGetDict,
                                                               PyObject_GenericSetDict, nullptr, nullptr};
    void* expected = nullptr;
    if (spec.info->tables.compare_exchange(expected, tables)) return tables;
    std::free(memory);
    return static_cast<ClassTables*>(expected);
}

} // namespace tether::inline TETHER_ABI::detail
