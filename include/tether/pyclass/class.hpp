// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A declaration as a whole, checked and made into the constant from which the type object is made.
#pragma once

#include <tether/pyclass/convert.hpp>
#include <tether/pyclass/members.hpp>

namespace tether::inline TETHER_ABI::detail {

/// The members that a class declares: beside it, inside it, or none.
template <class T> consteval auto declared_members() {
    if constexpr (!std::is_same_v<std::remove_cvref_t<decltype(pymethods<T>)>, Undeclared>)
        return pymethods<T>;
    else if constexpr (requires { T::pymethods(); })
        return T::pymethods();
    else
        return members();
}

template <std::size_t Count> struct MemberRecords {
    MemberRecord at[Count == 0 ? 1 : Count];
};

template <class T, class... Items>
consteval MemberRecords<sizeof...(Items)> collect(const MemberList<Items...>& list) {
    std::size_t i = 0;
    return {{Items::template record<T>(list.docs[i++])...}};
}

template <class T> consteval auto collect_empty_or() {
    constexpr auto list = declared_members<T>();
    return collect<T>(list);
}

template <class T> TETHER_HIDDEN inline constexpr auto member_records = collect_empty_or<T>();

/// Whether two members, but for the halves of one property, have the same name.
template <std::size_t Count> consteval bool has_duplicates(const MemberRecords<Count>& records) {
    for (std::size_t i = 0; i < Count; ++i)
        for (std::size_t j = i + 1; j < Count; ++j) {
            const MemberRecord& a = records.at[i];
            const MemberRecord& b = records.at[j];
            if (a.name == nullptr || b.name == nullptr || *a.name != *b.name || a.kind == MemberKind::slot ||
                std::string_view(a.name) != b.name)
                continue;
            if (a.kind == MemberKind::property && b.kind == MemberKind::property &&
                ((a.function.get == nullptr) != (b.function.get == nullptr)))
                continue;
            return true;
        }
    return false;
}

/// The constructor among the items, `void` where there is none.
template <class T, class... Items> struct ConstructorAmong {
    using type = void;
};
template <class T, class First, class... Rest>
struct ConstructorAmong<T, First, Rest...> : ConstructorAmong<T, Rest...> {};
template <class T, class First, class... Rest>
    requires requires { typename First::template of<T>::Call; }
struct ConstructorAmong<T, First, Rest...> {
    using type = Construction<T, typename First::template of<T>::Call>;
};

template <class T, class... Items>
typename ConstructorAmong<T, Items...>::type* constructor_of(const MemberList<Items...>*);
template <class T>
using ConstructionOf = std::remove_pointer_t<decltype(constructor_of<T>(
    static_cast<const std::remove_cvref_t<decltype(declared_members<T>())>*>(nullptr)))>;

/// Says in words what is wrong with a class's options.
template <class T> consteval void check_options() {
    constexpr const auto& c = pyclass<T>;
    static_assert(c.name != nullptr && *c.name != 0,
                  "tether: pyclass<T> has no name. Write Class<>{.name = \"...\"}.");
    static_assert(c.frozen + c.locked + c.unchecked <= 1,
                  "tether: a class is one of frozen, locked and unchecked, or none.");
    static_assert(!(c.sequence && c.mapping), "tether: a class is a sequence or a mapping, not both.");
    static_assert(!c.hash || (c.eq && c.frozen),
                  "tether: .hash needs .eq and .frozen: equal objects must have the same hash for ever.");
    static_assert(!c.ord || c.eq, "tether: .ord needs .eq.");
    if constexpr (has_class_base<T>) {
        using Base = base_of<T>;
        static_assert(std::derived_from<T, Base>,
                      "tether: Class<Base>: the C++ class must derive from Base publicly.");
        static_assert(pyclass<Base>.subclass,
                      "tether: the base class is final: add .subclass = true to its pyclass.");
        static_assert(policy_of<Base> == policy_of<T>, "tether: a class has the borrow policy of its base: "
                                                       "write the same of .frozen, .locked and .unchecked.");
    } else {
        static_assert(base_instance_size<base_of<T>> != 0,
                      "tether: Class<Base>: Base is no class that can be derived from.");
    }
}

template <class T> constexpr unsigned long type_flags() noexcept {
    unsigned long flags = Py_TPFLAGS_DEFAULT;
    if (pyclass<T>.subclass) flags |= Py_TPFLAGS_BASETYPE;
    if (pyclass<T>.immutable_type) flags |= ffi::immutable_type;
    return flags;
}

template <class T> constexpr ClassSpec make_spec() noexcept {
    using C = ConstructionOf<T>;
    const auto& records = member_records<T>;
    ClassSpec spec{&class_info<T>,
                   pyclass<T>.doc,
                   pyclass<T>.module,
                   Layout<T>::size,
                   type_flags<T>(),
                   Layout<T>::adds_weakrefs ? Layout<T>::weakrefs_at : 0,
                   Layout<T>::adds_dict ? Layout<T>::dict_at : 0,
                   &members_t<base_of<T>>::type_object,
                   records.at,
                   std::remove_cvref_t<decltype(declared_members<T>())>::size,
                   &dealloc<T>,
                   &refuse_construction,
                   nullptr,
                   nullptr};
    if constexpr (!std::is_void_v<C>) {
        spec.make = &C::make;
        if constexpr (Layout<T>::has_state) spec.init = &C::initialize;
        spec.construct = &C::construct;
    }
    return spec;
}

template <class T> TETHER_HIDDEN inline constinit const ClassSpec class_spec = make_spec<T>();

/// Tells a base where it is in the instances of a derived class, if not in its own place.
template <class T, class Base> void adjust_base() noexcept {
    static AdjustedClass entry{&class_info<T>,
                               [](PyObject* object) noexcept -> void* {
                                   return static_cast<Base*>(Storage<T>::get(Layout<T>::stored(object)));
                               },
                               nullptr};
    (void)entry;
}

/// Checks a declaration; false, after a sentence, where it is wrong.
template <class T> consteval bool check_class() {
    check_options<T>();
    static_assert(!has_duplicates(member_records<T>), "tether: two members of the class have the same name.");
    return true;
}

} // namespace tether::inline TETHER_ABI::detail
