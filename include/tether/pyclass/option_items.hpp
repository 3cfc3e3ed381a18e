// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The members that a class has by its options, as items behind those that it declares.
#pragma once

#include <tether/pyclass/dataclass.hpp>
#include <tether/pyclass/inherited_fields.hpp>
#include <tether/pyclass/overloads.hpp>
#include <tether/pyclass/pickle.hpp>

namespace tether::inline TETHER_ABI::detail {

/// The item of `generic`.
struct ClassGetItem {
    static PyObject* get(PyObject* cls, PyObject* arguments) noexcept {
        return Py_GenericAlias(cls, arguments);
    }

    template <class T> static consteval MemberRecord record(const char* /*doc*/) {
        MemberRecord made{MemberKind::class_method,
                          METH_O,
                          "__class_getitem__",
                          "__class_getitem__($type, item, /)\n--\n\n",
                          nullptr,
                          {}};
        made.function.call.one = &get;
        made.is_implied = true;
        return made;
    }
};

template <class Item, class T>
concept ConstructorItem = requires { typename Item::template of<T, false>; };

/// The constructors among items.
template <class Done, class T, class... Items> struct ConstructorsAmong;
template <class... Done, class T> struct ConstructorsAmong<FieldList<Done...>, T> {
    using type = FieldList<Done...>;
};
template <class... Done, class T, class First, class... Rest>
struct ConstructorsAmong<FieldList<Done...>, T, First, Rest...> :
    ConstructorsAmong<FieldList<Done...>, T, Rest...> {};
template <class... Done, class T, class First, class... Rest>
    requires ConstructorItem<First, T>
struct ConstructorsAmong<FieldList<Done...>, T, First, Rest...> :
    ConstructorsAmong<FieldList<Done..., First>, T, Rest...> {};

/// Their trampoline, `void` where there is none.
template <class T, class List> struct ConstructorCallOf {
    using type = void;
};
template <class T, class Only> struct ConstructorCallOf<T, FieldList<Only>> {
    using type = typename Only::template of<T, false>::Call;
};
template <class T, class First, class Second, class... Rest>
struct ConstructorCallOf<T, FieldList<First, Second, Rest...>> {
    using type = OverloadedCall<typename First::template of<T, true>::Call,
                                typename Second::template of<T, true>::Call,
                                typename Rest::template of<T, true>::Call...>;
};

/// Joins two lists.
template <class... A, class... B>
consteval MemberList<A..., B...> joined(const MemberList<A...>& a, const MemberList<B...>& b) {
    MemberList<A..., B...> result{};
    for (std::size_t i = 0; i < sizeof...(A); ++i) result.docs[i] = a.docs[i];
    for (std::size_t i = 0; i < sizeof...(B); ++i) result.docs[sizeof...(A) + i] = b.docs[i];
    return result;
}

/// One item, or none.
template <bool Is, class Item> consteval auto item_if() {
    if constexpr (Is)
        return MemberList<Item>{{""}};
    else
        return MemberList<>{};
}

template <class... Items, class... Lists> consteval auto joined_all(const MemberList<Items...>& list) {
    return list;
}
template <class First, class Second, class... Rest>
consteval auto joined_all(const First& first, const Second& second, const Rest&... rest) {
    return joined_all(joined(first, second), rest...);
}

template <class Item> struct RestoreOf {
    using type = void;
};
template <auto Get, auto Set> struct RestoreOf<Pickle<Get, Set>> {
    using type = RestoreBy<Set>;
};

/// The declared pickle<get, set>'s other half.
template <class... Items> consteval auto restores() {
    if constexpr ((is_pickle<Items> || ...))
        return joined_all(MemberList<>{}, item_if<is_pickle<Items>, typename RestoreOf<Items>::type>()...);
    else
        return MemberList<>{};
}

/// Which constructor `match_args` names.
template <class List> struct FirstConstructor {
    using type = void;
};
template <class First, class... Rest> struct FirstConstructor<FieldList<First, Rest...>> {
    using type = First;
};

/// A class's items, and those that its options make.
template <class T, class... Items> consteval auto with_options(const MemberList<Items...>& list) {
    constexpr const auto& c = pyclass<T>;
    constexpr bool has_pickle = (is_pickle<Items> || ...);
    if constexpr (!(c.dataclass || c.generic || c.match_args || c.new_from_fields || c.pickle || has_pickle ||
                    reduces_on_view<T>)) {
        return list;
    } else {
        constexpr bool has_new = c.new_from_fields || c.dataclass;
        constexpr bool by_fields = c.pickle && !has_pickle;
        using Constructors = typename ConstructorsAmong<FieldList<>, T, Items...>::type;
        constexpr bool needs_fields = has_new || by_fields || (c.match_args && Constructors::size == 0);
        using Fields = typename FieldsForOptions<T, fields_of<T, Items...>, needs_fields, by_fields>::type;
        using First =
            std::conditional_t<has_new, NewFromFields<Fields>, typename FirstConstructor<Constructors>::type>;
        return joined_all(list, item_if<has_new, NewFromFields<Fields>>(),
                          item_if<c.dataclass, DataclassRepr<Fields>>(),
                          item_if<c.dataclass && !c.eq, DataclassEq<Fields, T>>(),
                          item_if<c.dataclass && c.frozen && !c.hash, DataclassHash<Fields>>(),
                          item_if<c.dataclass, Replace<Fields>>(),
                          item_if<c.dataclass || c.match_args, MatchArgs<First, Fields>>(),
                          item_if<c.generic, ClassGetItem>(), item_if<by_fields, ReduceFields<Fields>>(),
                          item_if<by_fields, RestoreFields<Fields>>(), restores<Items...>(),
                          item_if<reduces_on_view<T>, ReduceOnView>());
    }
}

} // namespace tether::inline TETHER_ABI::detail
