// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A declaration as a whole: its members, put together and checked.
#pragma once

#include <tether/pyclass/convert.hpp>
#include <tether/pyclass/option_items.hpp>
#include <tether/pyclass/slots_merge.hpp>

namespace tether::inline TETHER_ABI::detail {

template <std::size_t Count> struct MemberRecords {
    MemberRecord at[Count == 0 ? 1 : Count];
};

template <class T, class... Items>
consteval MemberRecords<sizeof...(Items)> collect(const MemberList<Items...>& list) {
    [[maybe_unused]] std::size_t i = 0; // of no members
    return {{Items::template record<T>(list.docs[i++])...}};
}

/// All members of a class, those that its options make too.
template <class T> consteval auto all_members() {
    constexpr auto list = declared_members<T>();
    if constexpr (requires { ClassKind<T>::items(); })
        return joined(ClassKind<T>::items(), with_options<T>(list));
    else
        return with_options<T>(list);
}

template <class T> using AllMembers = std::remove_cvref_t<decltype(all_members<T>())>;

/// What an option makes and the class declares itself is the class's.
template <std::size_t Count> consteval void hide_overridden(MemberRecords<Count>& records) {
    for (std::size_t i = 1; i < Count; ++i)
        for (std::size_t j = 0; j < i && records.at[i].is_implied; ++j)
            if (std::string_view(records.at[j].name) == records.at[i].name)
                records.at[i].kind = MemberKind::hidden, records.at[i].is_implied = false;
}

template <class T> consteval auto collect_all() {
    constexpr auto list = all_members<T>();
    auto records = collect<T>(list);
    hide_overridden(records);
    return records;
}

template <class T> TETHER_HIDDEN inline constexpr auto member_records = collect_all<T>();

/// Whether two members, but for the halves of one property, have the same name.
template <std::size_t Count> consteval bool has_duplicates(const MemberRecords<Count>& records) {
    for (std::size_t i = 0; i < Count; ++i)
        for (std::size_t j = i + 1; j < Count; ++j) {
            const MemberRecord& a = records.at[i];
            const MemberRecord& b = records.at[j];
            if (a.kind == MemberKind::hidden || b.kind == MemberKind::hidden || a.kind == MemberKind::slot ||
                *a.name == 0 || *a.name != *b.name || std::string_view(a.name) != b.name)
                continue;
            if (a.kind == MemberKind::constructor && b.kind == MemberKind::constructor) continue;
            if (a.kind == MemberKind::property && b.kind == MemberKind::property && (a.flags & b.flags) == 0)
                continue;
            return true;
        }
    return false;
}

/// The constructor, `void` where there is none.
template <class Call> struct ConstructionBy {
    using type = Construction<Call>;
};
template <> struct ConstructionBy<void> {
    using type = void;
};

template <class T, class... Items>
consteval typename ConstructionBy<
    typename ConstructorCallOf<T, typename ConstructorsAmong<FieldList<>, T, Items...>::type>::type>::type*
constructor_of(const MemberList<Items...>*) {
    return nullptr;
}
template <class T>
using ConstructionOf =
    std::remove_pointer_t<decltype(constructor_of<T>(static_cast<const AllMembers<T>*>(nullptr)))>;

/// Python types that a C++ class cannot derive from: they are final, or their instances differ in size.
template <class View> inline constexpr bool can_be_base = true;
template <> inline constexpr bool can_be_base<PyBool> = false;
template <> inline constexpr bool can_be_base<PyBytes> = false;
template <> inline constexpr bool can_be_base<PyCapsule> = false;
template <> inline constexpr bool can_be_base<PyEllipsis> = false;
template <> inline constexpr bool can_be_base<PyFunction> = false;
template <> inline constexpr bool can_be_base<PyInt> = false;
template <> inline constexpr bool can_be_base<PyIterator> = false;
template <> inline constexpr bool can_be_base<PyMapping> = false;
template <> inline constexpr bool can_be_base<PyMemoryView> = false;
template <> inline constexpr bool can_be_base<PyNone> = false;
template <> inline constexpr bool can_be_base<PyNotImplemented> = false;
template <> inline constexpr bool can_be_base<PyRange> = false;
template <> inline constexpr bool can_be_base<PySequence> = false;
template <> inline constexpr bool can_be_base<PySlice> = false;
template <> inline constexpr bool can_be_base<PyTuple> = false;
template <> inline constexpr bool can_be_base<PyType> = false;
template <> inline constexpr bool can_be_base<PyWeakref> = false;

/// Says in words what is wrong with a class's bases.
template <class T, class... B> consteval void check_bases(const Bases<B...>*) {
    if constexpr (ClassKind<T>::is_alternative) {
        // ClassKind checks it.
    } else if constexpr (has_class_base<T>) {
        static_assert((PyClass<B> && ...), "tether: Class<Bases<...>>: each base is a declared C++ class.");
        if constexpr ((PyClass<B> && ...)) {
            static_assert((std::derived_from<T, B> && ...),
                          "tether: Class<Base>: the C++ class must derive from Base publicly.");
            static_assert((pyclass<B>.subclass && ...),
                          "tether: the base class is final: add .subclass = true to its pyclass.");
            static_assert(((policy_of<B> == policy_of<T>) && ...),
                          "tether: a class has the borrow policy of its base: write the same of .frozen, "
                          ".locked and .unchecked.");
            static_assert(((pyclass<B>.holder == pyclass<T>.holder) && ...),
                          "tether: a class has the holder of its base: write the same .holder.");
            static_assert(((pyclass<B>.identity == pyclass<T>.identity) && ...),
                          "tether: a class has the identity of its base: write the same .identity.");
            static_assert(sizeof...(B) == 1 || Layout<T>::may_be_second_base,
                          "tether: a class with several C++ bases, and each of these, needs .holder = "
                          "Holder::unique or Holder::shared. Or leave out all bases but one.");
        }
    } else {
        static_assert(sizeof...(B) == 1, "tether: Class<Bases<...>>: each base is a declared C++ class.");
        static_assert((std::derived_from<B, PyAny> && ...),
                      "tether: Class<Base>: Base is neither a declared class nor the view of a Python type.");
        static_assert((can_be_base<B> && ...),
                      "tether: Class<Base>: no C++ class can derive from this type.");
    }
}

/// The same of who owns its values.
template <class T> consteval void check_holder() {
    static_assert(!is_on_view<T> || pyclass<T>.holder == Holder::none,
                  "tether: a class that derives from a Python type has no .holder.");
    static_assert(!pyclass<T>.identity || pyclass<T>.holder != Holder::none,
                  "tether: .identity needs a .holder.");
    if constexpr (pyclass<T>.holder == Holder::shared)
        static_assert(
            has_shared_storage<T>,
            "tether: Holder::shared: include <tether/convert/memory.hpp> before the class is declared.");
}

/// Says in words what is wrong with a class's options.
template <class T> consteval void check_options() {
    constexpr const auto& c = pyclass<T>;
    static_assert(c.name != nullptr && *c.name != 0,
                  "tether: pyclass<T> has no name. Write Class<>{.name = \"...\"}.");
    static_assert(c.name == nullptr || is_identifier(c.name),
                  "tether: the name of the class is no Python identifier: it is without its module.");
    static_assert(c.frozen + c.locked + c.unchecked <= 1,
                  "tether: a class is one of frozen, locked and unchecked, or none.");
    static_assert(!(c.sequence && c.mapping), "tether: a class is a sequence or a mapping, not both.");
    static_assert(!c.hash || (c.eq && c.frozen),
                  "tether: .hash needs .eq and .frozen: equal objects must have the same hash for ever.");
    static_assert(!c.ord || c.eq, "tether: .ord needs .eq.");
    static_assert(
        c.freelist == 0 || !is_on_view<T>,
        "tether: .freelist keeps memory that is the class's own: a class that derives from a Python "
        "type has none.");
    if constexpr (has_class_base<T>)
        static_assert(pyclass<base_of<T>>.unsendable == c.unsendable,
                      "tether: a class is unsendable if its base is, and only then: write the same of both.");
    check_bases<T>(static_cast<const all_bases_of<T>*>(nullptr));
    check_holder<T>();
}

/// Checks a declaration; false, after a sentence, where it is wrong.
/// Whether a type is a std::variant, by its shape: who has none need not read its header.
template <class T>
concept VariantShape = requires(const T& value) {
    value.valueless_by_exception();
    value.index();
};

template <class T> consteval bool check_class() {
    constexpr bool is_known = !VariantShape<T> || requires { ClassKind<T>::check(); };
    static_assert(is_known, "tether: a std::variant as a class: include <tether/pyclass/variant.hpp>.");
    if constexpr (!is_known) return false;
    if constexpr (requires { ClassKind<T>::check(); })
        if constexpr (!ClassKind<T>::check()) return false;
    check_options<T>();
    if constexpr (!PyClass<base_of<T>> && !std::derived_from<base_of<T>, PyAny>) return false;
    if constexpr (has_slot_options<T>) check_slot_options<T>();
    if constexpr (pyclass<T>.str != nullptr || pyclass<T>.repr != nullptr) {
        constexpr const auto& records = member_records<T>;
        constexpr bool knows_all = std::is_same_v<base_of<T>, PyAny> && !pyclass<T>.dict;
        report_format<check_format(pyclass<T>.repr, records.at, AllMembers<T>::size, !knows_all)>();
        report_format<check_format(pyclass<T>.str, records.at, AllMembers<T>::size, !knows_all)>();
    }
    static_assert(!has_duplicates(member_records<T>), "tether: two members of the class have the same name.");
    static_assert(!mixes_comparisons(member_records<T>.at),
                  "tether: __richcmp__ answers all six comparisons: declare it or those, not both.");
    return true;
}

} // namespace tether::inline TETHER_ABI::detail
