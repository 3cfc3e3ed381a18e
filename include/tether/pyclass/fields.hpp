// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The fields of a class: the data members that it declares, by field, get or get_set, in their order.
#pragma once

#include <tether/pyclass/field.hpp>
#include <tether/pyclass/members.hpp>
#include <tether/pyclass/rename.hpp>

namespace tether::inline TETHER_ABI::detail {

/// Whether Python may read and set the fields of a class that say nothing themselves.
template <class T> inline constexpr bool reads_fields = pyclass<T>.get_all || pyclass<T>.dataclass;
template <class T>
inline constexpr bool sets_fields = pyclass<T>.set_all || (pyclass<T>.dataclass && !pyclass<T>.frozen);

template <fixed_string Name, auto Member, class Conversion, bool HasDefault, FieldAccess Access>
struct FieldItem<Field<Name, Member, Conversion, HasDefault, Access>> {
    template <class T> static consteval MemberRecord record(const char* doc) {
        static_assert(std::is_same_v<Conversion, PlainConversion>,
                      "tether: with() converts the fields of aggregates. For a class write get_set<\"name\", "
                      "getter, setter>.");
        constexpr bool reads = Access != FieldAccess::by_class || reads_fields<T>;
        constexpr bool sets =
            Access == FieldAccess::write || (Access == FieldAccess::by_class && sets_fields<T>);
        constexpr auto name = renamed<T, Name>();
        if constexpr (reads && sets)
            return GetSet<name, Member, Member>::template record<T>(doc);
        else if constexpr (reads)
            return Get<name, Member>::template record<T>(doc);
        else if constexpr (sets)
            return Set<name, Member>::template record<T>(doc);
        else
            return {MemberKind::hidden, 0, "", "", nullptr, {}};
    }
};

/// What an item is as a field of T: `is_field`, and then its `type`, `name`, `member` and `has_default`.
template <class T, class Item> struct FieldOf {
    static constexpr bool is_field = false;
};

template <class T, fixed_string Name, auto Member, bool HasDefault> struct KnownField {
    static constexpr bool is_field = true;
    static constexpr auto name = Name;
    static constexpr auto member = Member;
    static constexpr bool has_default = HasDefault;
    using owner = T;
    using type = typename MemberOf<decltype(Member)>::type;
    using value_type = std::remove_const_t<type>;
    using Getter = PropertyGetter<T, Name, Member>;
};

template <class T, fixed_string Name, auto Member, class Conversion, bool HasDefault, FieldAccess Access>
struct FieldOf<T, FieldItem<Field<Name, Member, Conversion, HasDefault, Access>>> :
    KnownField<T, renamed<T, Name>(), Member, HasDefault> {};

template <class T, fixed_string Name, auto Member, class... Options>
    requires DataMember<decltype(Member)>::is_known
struct FieldOf<T, Get<Name, Member, Options...>> : KnownField<T, Name, Member, false> {};

template <class T, fixed_string Name, auto Member, auto Setter, class... Options>
    requires DataMember<decltype(Member)>::is_known
struct FieldOf<T, GetSet<Name, Member, Setter, Options...>> : KnownField<T, Name, Member, false> {};

/// Fields, or any types.
template <class... F> struct FieldList {
    static constexpr std::size_t size = sizeof...(F);
};

template <class Done, class T, class... Items> struct FieldsAmong;
template <class... Done, class T> struct FieldsAmong<FieldList<Done...>, T> {
    using type = FieldList<Done...>;
};
template <class... Done, class T, class First, class... Rest>
struct FieldsAmong<FieldList<Done...>, T, First, Rest...> :
    FieldsAmong<std::conditional_t<FieldOf<T, First>::is_field, FieldList<Done..., FieldOf<T, First>>,
                                   FieldList<Done...>>,
                T, Rest...> {};

/// The fields of T among its items.
template <class T, class... Items> using fields_of = typename FieldsAmong<FieldList<>, T, Items...>::type;

/// A field as what need not know its class sees it.
struct ClassField {
    const char* name;
    getter get;
};

template <class List> struct FieldTable;
template <class... F> struct FieldTable<FieldList<F...>> {
    TETHER_HIDDEN static constexpr ClassField at[sizeof...(F) + 1] = {{F::name.text, &F::Getter::get}...,
                                                                      {nullptr, nullptr}};
};

/// The values of fields, up to the one without a name, as a tuple: a new reference, or null with an error
/// set.
TETHER_NOINLINE inline PyObject* field_values(PyObject* self, const ClassField* fields) noexcept {
    Py_ssize_t count = 0;
    while (fields[count].name != nullptr) ++count;
    PyObject* const values = PyTuple_New(count);
    for (Py_ssize_t i = 0; values != nullptr && i < count; ++i) {
        PyObject* const value = fields[i].get(self, nullptr);
        if (value == nullptr) {
            Py_DECREF(values);
            return nullptr;
        }
        ffi::tuple_fill_item(values, i, value);
    }
    return values;
}

/// The names of fields as a tuple: a new reference, or null with an error set.
TETHER_NOINLINE inline PyObject* field_names(const ClassField* fields) noexcept {
    Py_ssize_t count = 0;
    while (fields[count].name != nullptr) ++count;
    PyObject* const names = PyTuple_New(count);
    for (Py_ssize_t i = 0; names != nullptr && i < count; ++i) {
        PyObject* const name = PyUnicode_InternFromString(fields[i].name);
        if (name == nullptr) {
            Py_DECREF(names);
            return nullptr;
        }
        ffi::tuple_fill_item(names, i, name);
    }
    return names;
}

} // namespace tether::inline TETHER_ABI::detail
