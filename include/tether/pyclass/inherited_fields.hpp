// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The fields of a class that derives from a declared one: the base's first, as Python's dataclasses have
// them.
#pragma once

#include <tether/pyclass/fields.hpp>
#include <tether/pyclass/pickle.hpp>

namespace tether::inline TETHER_ABI::detail {

/// Whether the members of a class are declared where it is asked: beside it, or inside it.
template <class T> consteval bool declares_members() {
    return !std::is_same_v<std::remove_cvref_t<decltype(pymethods<T>)>, Undeclared> ||
           requires { T::pymethods(); };
}

/// The members that a class declares, or none.
template <class T> consteval auto declared_members() {
    if constexpr (!std::is_same_v<std::remove_cvref_t<decltype(pymethods<T>)>, Undeclared>)
        return pymethods<T>;
    else if constexpr (requires { T::pymethods(); })
        return T::pymethods();
    else
        return MemberList<>{{nullptr}};
}

template <class T> using DeclaredMembers = std::remove_cvref_t<decltype(declared_members<T>())>;

/// The classes whose fields a class has in front of its own.
template <class T> struct FieldBases {
    using type = Bases<>;
};
template <class T>
    requires(has_class_base<T> && !ClassKind<T>::is_alternative)
struct FieldBases<T> {
    using type = all_bases_of<T>;
};
template <class T> using field_bases_of = typename FieldBases<T>::type;

template <class T, class... B> consteval bool derives_from_each(Bases<B...>) {
    return ((PyClass<B> && std::derived_from<T, B>) && ...);
}

/// Whether one of the fields has the name of F.
template <class F, class... Among>
inline constexpr bool is_named = ((Among::name.view() == F::name.view()) || ...);

/// A list, and what the others have under names of their own.
template <class... Lists> struct JoinedFields;
template <> struct JoinedFields<> {
    using type = FieldList<>;
};
template <class Only> struct JoinedFields<Only> {
    using type = Only;
};
template <class... A, class... Lists>
struct JoinedFields<FieldList<A...>, FieldList<>, Lists...> : JoinedFields<FieldList<A...>, Lists...> {};
template <class... A, class First, class... Rest, class... Lists>
struct JoinedFields<FieldList<A...>, FieldList<First, Rest...>, Lists...> :
    JoinedFields<std::conditional_t<is_named<First, A...>, FieldList<A...>, FieldList<A..., First>>,
                 FieldList<Rest...>, Lists...> {};

/// The field of F's name among others, else F itself.
template <class F, class... Among> struct FieldNamed {
    using type = F;
};
template <class F, class First, class... Rest>
struct FieldNamed<F, First, Rest...> :
    std::conditional_t<is_named<F, First>, FieldNamed<First>, FieldNamed<F, Rest...>> {};

/// The fields of a base and those of a class, which take the places of the base's of their names.
template <class Inherited, class Own> struct OverlaidFields;
template <class... I, class... Own>
struct OverlaidFields<FieldList<I...>, FieldList<Own...>> :
    JoinedFields<FieldList<typename FieldNamed<I, Own...>::type...>, FieldList<Own...>> {};

template <class T, class... Items> fields_of<T, Items...> own_fields(const MemberList<Items...>*);
/// The fields that a class itself declares.
template <class T>
using own_fields_of = decltype(own_fields<T>(static_cast<const DeclaredMembers<T>*>(nullptr)));

template <class T> struct AllFields;
template <class... B> JoinedFields<typename AllFields<B>::type...> inherited_fields(Bases<B...>);

/// The fields of a class, those of its bases in front.
template <class T>
struct AllFields :
    OverlaidFields<typename decltype(inherited_fields(field_bases_of<T>()))::type, own_fields_of<T>> {};

template <class... B> consteval bool sees_fields(Bases<B...>) {
    return ((declares_members<B>() && sees_fields(field_bases_of<B>())) && ...);
}
template <class T, class... F> consteval bool has_each_once(FieldList<F...>) {
    return (std::derived_from<T, typename F::owner> && ...);
}

/// Says in words why a class cannot have the fields of its bases; check_bases() does where it derives from
/// none.
template <class T> consteval bool check_inherited_fields() {
    if constexpr (!derives_from_each<T>(field_bases_of<T>()))
        return false;
    else {
        constexpr bool sees = sees_fields(field_bases_of<T>());
        static_assert(sees,
                      "tether: the fields of a class are those of its bases too, and the pymethods of one is "
                      "not seen here. Declare it in this file, before the class is added: tether::members() "
                      "where there is nothing.");
        constexpr bool has_once = has_each_once<T>(typename AllFields<T>::type());
        static_assert(has_once,
                      "tether: the class has a base twice, whose fields cannot be told apart. Derive from "
                      "that base virtually.");
        return sees && has_once;
    }
}

template <class F, class G> consteval bool is_same_member() {
    if constexpr (requires { F::member == G::member; })
        return F::member == G::member;
    else
        return false;
}
template <class F, class... Among> inline constexpr bool is_among = (is_same_member<F, Among>() || ...);
template <class... Among, class... F> consteval bool are_among(FieldList<Among...>, FieldList<F...>) {
    return (is_among<F, Among...> && ...);
}

/// Whether the fields of bases are all members that a class's fields are too.
template <class Fields, class... B> consteval bool keeps_fields(Bases<B...>) {
    return ((are_among(Fields(), own_fields_of<B>()) && keeps_fields<Fields>(field_bases_of<B>())) && ...);
}

template <class... Items> consteval bool has_pickle_item(const MemberList<Items...>*) {
    return (is_pickle<Items> || ...);
}
/// Whether functions say what the state of one of the bases is.
template <class... B> consteval bool are_pickled_by_functions(Bases<B...>) {
    return ((has_pickle_item(static_cast<const DeclaredMembers<B>*>(nullptr)) ||
             are_pickled_by_functions(field_bases_of<B>())) ||
            ...);
}

/// Says in words why the fields of a class are not all that its bases have of a value.
template <class T, class Fields> consteval void check_pickled_bases() {
    static_assert(
        !are_pickled_by_functions(field_bases_of<T>()),
        "tether: .pickle: a base has pickle<get, set>, so its fields are not all of its state. Write "
        "pickle<get, set> for the class too.");
    static_assert(
        keeps_fields<Fields>(field_bases_of<T>()),
        "tether: .pickle: a field has the name of another member of a base, whose value would be lost. "
        "Give it another name, or write pickle<get, set>.");
}

template <class T, class Own, bool ForPickle> consteval auto checked_fields() {
    if constexpr (check_inherited_fields<T>()) {
        using Fields = typename AllFields<T>::type;
        if constexpr (ForPickle) check_pickled_bases<T, Fields>();
        return Fields();
    } else {
        return Own();
    }
}

/// The fields that the options of a class speak of. Nothing is asked of its bases where they speak of none.
template <class T, class Own, bool Needed, bool ForPickle> struct FieldsForOptions {
    using type = Own;
};
template <class T, class Own, bool ForPickle>
    requires has_class_base<T>
struct FieldsForOptions<T, Own, true, ForPickle> {
    using type = decltype(checked_fields<T, Own, ForPickle>());
};

} // namespace tether::inline TETHER_ABI::detail
