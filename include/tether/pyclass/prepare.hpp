// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What fills in the spec of a declared class, from which its type object is made.
#pragma once

#include <tether/pyclass/class.hpp>
#include <tether/pyclass/exception.hpp>
#include <tether/pyclass/gc.hpp>
#include <tether/pyclass/inheritance.hpp>
#include <tether/pyclass/static_property.hpp>

namespace tether::inline TETHER_ABI::detail {

/// What makes the type objects of a class's bases behind the first.
template <class... B> struct MoreBases {
    static constexpr std::size_t count = 0;
    static constexpr const BaseGetter* at = nullptr;
};
template <class First, class Second, class... More> struct MoreBases<First, Second, More...> {
    static constexpr std::size_t count = 1 + sizeof...(More);
    TETHER_HIDDEN static constexpr BaseGetter at[] = {&members_t<Second>::type_object,
                                                      &members_t<More>::type_object...};
};
template <class... B> MoreBases<B...> more_bases(const Bases<B...>*);
template <class T> using MoreBasesOf = decltype(more_bases(static_cast<const all_bases_of<T>*>(nullptr)));

template <class... Items> consteval bool sets_on_class(const MemberList<Items...>*) {
    return (is_set_on_class<Items> || ...);
}

/// What the collector calls.
template <class T, class... Items> Collection<T, Items...> collection_of(const MemberList<Items...>*);
template <class T>
using CollectionOf = decltype(collection_of<T>(static_cast<const AllMembers<T>*>(nullptr)));

/// Whether special methods or options fill slots of the class.
template <class T> inline constexpr bool has_slots = has_slot_options<T> || has_special(member_records<T>.at);

template <class T> constexpr unsigned long type_flags() noexcept {
    unsigned long flags = Py_TPFLAGS_DEFAULT;
    if (ClassKind<T>::is_base) flags |= Py_TPFLAGS_BASETYPE;
    if (pyclass<T>.immutable_type) flags |= ffi::immutable_type;
    if (pyclass<T>.sequence) flags |= ffi::sequence_type;
    if (pyclass<T>.mapping) flags |= ffi::mapping_type;
    return flags;
}

/// Makes a class known to all that it derives from, and to what translates exceptions.
template <class T> void make_known() noexcept {
    list_in_all_bases<T>();
    if constexpr (ExceptionClass<T> && std::is_copy_constructible_v<T>) translate_exceptions<T>();
}

// A class's spec and records are filled in by code, once, and live as long as the program: as constants each
// of their pointers would be a relocation, which takes more room than the code does.

/// The memory of a spec and its records, zeroed. Null with MemoryError set.
TETHER_COLD inline ClassSpec* new_spec(ClassInfo& info, std::size_t member_count) noexcept {
    auto* const memory =
        static_cast<char*>(std::calloc(1, sizeof(ClassSpec) + member_count * sizeof(MemberRecord)));
    if (memory == nullptr) return PyErr_NoMemory(), nullptr;
    auto* const spec = ::new (memory) ClassSpec{};
    spec->info = &info;
    spec->doc = "";
    spec->size = info.shape.size;
    spec->flags = Py_TPFLAGS_DEFAULT;
    spec->base = &members_t<PyAny>::type_object;
    spec->members = ::new (memory + sizeof(ClassSpec)) MemberRecord[member_count]{};
    spec->make = &refuse_construction;
    spec->dealloc = &dealloc_plain;
    return spec;
}

/// Makes a filled spec the class's, unless another thread was faster.
TETHER_COLD inline void publish_spec(ClassInfo& info, ClassSpec* spec) noexcept {
    const ClassSpec* expected = nullptr;
    if (!info.spec.compare_exchange(expected, spec)) std::free(spec);
}

/// What a record begins with, as one argument.
struct MemberForm {
    MemberKind kind;
    int flags;
};

/// Adds a record.
TETHER_COLD inline MemberRecord& put_member(ClassSpec& spec, MemberForm form, const char* name,
                                            const char* doc, const Signature* signature,
                                            void (*function)()) noexcept {
    MemberRecord& put = spec.members[spec.member_count++];
    put = {form.kind, form.flags, name, doc, signature, {.any = function}};
    return put;
}

/// Adds the record of a constructor.
TETHER_COLD inline void put_constructor(ClassSpec& spec, const char* doc,
                                        const Signature* signature) noexcept {
    put_member(spec, {MemberKind::constructor, 0}, "__init__", doc, signature, nullptr);
}

/// Says what makes instances.
TETHER_COLD inline void set_construction(ClassSpec& spec, ConstructorCall call) noexcept {
    bool const has_state = spec.info->shape.state_at != 0;
    spec.call = call;
    spec.make = &make_instance;
    if (has_state) spec.init = &initialize_instance;
    spec.construct = has_state ? &construct<true> : &construct<false>;
}

/// Adds the record of a member. Its C function is read from where it is in the union: a constant then, while
/// the union would be memory to copy from.
template <class T, std::size_t I> TETHER_INLINE void put_member_of(ClassSpec& spec) noexcept {
    constexpr const MemberRecord& record = member_records<T>.at[I];
    if constexpr (record.kind == MemberKind::constructor)
        return put_constructor(spec, record.doc, record.signature);
    void (*function)() = nullptr;
    if constexpr (is_method(record.kind) && (record.flags & METH_KEYWORDS) != 0)
        function = reinterpret_cast<void (*)()>(record.function.call.keywords);
    else if constexpr (is_method(record.kind) && (record.flags & METH_FASTCALL) != 0)
        function = reinterpret_cast<void (*)()>(record.function.call.positional);
    else if constexpr (is_method(record.kind))
        function = reinterpret_cast<void (*)()>(record.function.call.one);
    else if constexpr (record.kind == MemberKind::property && (record.flags & reads_property) != 0)
        function = reinterpret_cast<void (*)()>(record.function.get);
    else
        function = record.function.any;
    MemberRecord& put =
        put_member(spec, {record.kind, record.flags}, record.name, record.doc, record.signature, function);
    if constexpr (record.kind == MemberKind::property) {
        put.set = record.set;
        put.remove = record.remove;
    }
}

/// What a KeptValue shows of a value of a class; null where that and its bases hold nothing.
template <class T, class G> auto shown_by() noexcept {
    void (*show)(void*, Visitor&) = nullptr;
    bool shows = G::holds;
    if constexpr (has_class_base<T>) shows = shows || class_info<base_of<T>>.show.load() != nullptr;
    if (shows) show = &G::show;
    return show;
}

template <class T, std::size_t... I>
TETHER_INLINE void fill_spec(ClassSpec& spec, std::index_sequence<I...> /*members*/) noexcept {
    using C = ConstructionOf<T>;
    using L = Layout<T>;
    if constexpr (*pyclass<T>.doc != 0) spec.doc = pyclass<T>.doc;
    if constexpr (pyclass<T>.module != nullptr) spec.module = pyclass<T>.module;
    constexpr unsigned long flags = type_flags<T>();
    if constexpr (flags != Py_TPFLAGS_DEFAULT) spec.flags = flags;
    if constexpr (L::adds_weakrefs) spec.weakrefs_at = L::weakrefs_at;
    if constexpr (L::adds_dict) spec.dict_at = L::dict_at;
    if constexpr (!std::is_same_v<base_of<T>, PyAny>) spec.base = &members_t<base_of<T>>::type_object;
    if constexpr (has_class_base<T>) {
        spec.more_bases = MoreBasesOf<T>::at;
        spec.more_base_count = MoreBasesOf<T>::count;
        spec.list = &make_known<T>;
    } else if constexpr (L::may_be_second_base) {
        spec.base = &CommonBase<L::place>::type_object;
    }
    if constexpr (is_on_view<T>) {
        if constexpr (ExceptionClass<T>) spec.list = &make_known<T>;
        spec.origin = &class_info<root_of<T>>;
        if constexpr (!has_class_base<T>) spec.kept_at = L::held_at + offsetof(Held, kept);
    }
    (put_member_of<T, I>(spec), ...);
    if constexpr (requires { ClassKind<T>::items(); }) spec.is_sealed = true;
    using G = CollectionOf<T>;
    if constexpr (Referable<T>) spec.claim = &claim<T>;
    if constexpr (L::may_be_second_base) spec.end = &end_value<T>;
    // The bases' own were shown to be none or set before: a class comes after its base.
    if constexpr (is_on_view<T>) spec.info->show.store(shown_by<T, G>());
    if constexpr (G::is_tracked) {
        spec.flags |= Py_TPFLAGS_HAVE_GC;
        spec.traverse = &G::traverse;
        spec.clear = &G::clear;
    }
    if constexpr (sets_on_class(static_cast<const AllMembers<T>*>(nullptr)))
        spec.metaclass = &static_metaclass;
    if constexpr (has_slots<T>) {
        spec.slots = slot_records<T, AllMembers<T>>.at;
        spec.slot_count = slot_records<T, AllMembers<T>>.count;
    }
    if constexpr (L::call_at != 0) {
        if constexpr (declares_call(member_records<T>.at)) {
            spec.call_instance = instance_call<T, AllMembers<T>>();
            spec.flags |= ffi::has_vectorcall;
            spec.call_at = L::call_at;
        }
    }
    if constexpr (is_on_view<T>)
        spec.dealloc = nullptr; // Python's own for such types, which ends in that of the base
    else if constexpr (!ends_at_once<T> || L::weakrefs_at != 0 || L::dict_at != 0 || pyclass<T>.unsendable ||
                       pyclass<T>.freelist != 0)
        spec.dealloc = &dealloc<T>;
    if constexpr (is_on_view<T>) {
        // The base's `__new__` makes the object, and ours to fill is `__init__`.
        spec.make = nullptr;
        spec.init = &refuse_initialization;
        if constexpr (!std::is_void_v<C>) {
            spec.call = C::call;
            spec.init = &initialize_on_view<root_of<T>>;
        }
    } else if constexpr (!std::is_void_v<C>) {
        set_construction(spec, C::call);
    }
}

/// Says what a class is made of; its type object can then be made. Null with MemoryError set.
template <class T> ClassInfo* prepare() noexcept {
    ClassInfo& info = class_info<T>;
    if (info.spec.load() == nullptr) {
        ClassSpec* const spec = new_spec(info, AllMembers<T>::size);
        if (spec == nullptr) return nullptr;
        fill_spec<T>(*spec, std::make_index_sequence<AllMembers<T>::size>());
        publish_spec(info, spec);
    }
    return &info;
}

} // namespace tether::inline TETHER_ABI::detail
