// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Enums: an `enum class` declared with pyclass<E>, and its values among the members.
//
//     template <> inline constexpr auto tether::pyclass<Color> = tether::Class<>{.name = "Color"};
//     template <> inline constexpr auto tether::pymethods<Color> = tether::members(
//         tether::enum_value<"RED", Color::red>(), tether::enum_value<"GREEN", Color::green>());
#pragma once

#include <tether/function/accepts.hpp>
#include <tether/pyclass/enum_info.hpp>
#include <tether/pyclass/members.hpp>
#include <tether/pyclass/rename.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// A value of an enum under its name.
template <fixed_string Name, auto Value> struct EnumValueItem {
    template <class E> static consteval MemberRecord record(const char* /*doc*/) {
        static_assert(std::is_same_v<std::remove_cvref_t<decltype(Value)>, E>,
                      "tether: enum_value: the value is none of the enum that declares it.");
        return {MemberKind::hidden, 0, "", "", nullptr, {}};
    }
};

template <class Item> inline constexpr bool is_enum_value = false;
template <fixed_string Name, auto Value>
inline constexpr bool is_enum_value<EnumValueItem<Name, Value>> = true;

template <class E, fixed_string Name> TETHER_HIDDEN inline constexpr auto enum_name = renamed<E, Name>();

template <class E> class EnumValueList {
  public:
    template <class Item> consteval void add(const char* /*doc*/, EnumValue*& /*at*/, const Item*) {}
    template <fixed_string Name, auto Value>
    consteval void add(const char* doc, EnumValue*& at, const EnumValueItem<Name, Value>*) {
        *at++ = {enum_name<E, Name>.text, static_cast<std::int64_t>(Value), doc};
    }
};

template <std::size_t Count> struct EnumValues {
    EnumValue at[Count == 0 ? 1 : Count];
};

template <class E, class... Items> consteval auto collect_values(const MemberList<Items...>& list) {
    EnumValues<(std::size_t{is_enum_value<Items>} + ... + 0)> values{};
    EnumValue* at = values.at;
    std::size_t i = 0;
    EnumValueList<E> adder;
    (adder.add(list.docs[i++], at, static_cast<const Items*>(nullptr)), ...);
    return values;
}

/// The items of an enum: beside it, or none.
template <class E> consteval auto enum_items() {
    if constexpr (!std::is_same_v<std::remove_cvref_t<decltype(pymethods<E>)>, Undeclared>)
        return pymethods<E>;
    else
        return MemberList<>{{nullptr}};
}

template <class E, class... Items> consteval auto collect_enum(const MemberList<Items...>& list) {
    struct Records {
        MemberRecord at[sizeof...(Items) + 1];
    };
    std::size_t i = 0;
    return Records{{Items::template record<E>(list.docs[i++])..., MemberRecord{}}};
}

template <class E> consteval auto all_enum_values() {
    constexpr auto list = enum_items<E>();
    return collect_values<E>(list);
}
template <class E> consteval auto all_enum_records() {
    constexpr auto list = enum_items<E>();
    return collect_enum<E>(list);
}

template <class E> TETHER_HIDDEN inline constexpr auto enum_values = all_enum_values<E>();
template <class E> TETHER_HIDDEN inline constexpr auto enum_records = all_enum_records<E>();

template <class Base> consteval auto enum_base() -> PyObject* (*)() noexcept {
    if constexpr (std::is_same_v<Base, PyAny>)
        return &imported<"enum", "Enum">;
    else
        return &Base::type_object;
}

template <class E> consteval EnumSpec make_enum_spec() {
    constexpr const auto& c = pyclass<E>;
    using Items = std::remove_cvref_t<decltype(enum_items<E>())>;
    return {&enum_info<E>,
            c.doc,
            c.module,
            enum_base<base_of<E>>(),
            enum_values<E>.at,
            std::size(enum_values<E>.at),
            enum_records<E>.at,
            Items::size,
            std::is_unsigned_v<std::underlying_type_t<E>>,
            c.eq_int};
}

/// Whether Python's own enums take what the items declare: methods, and attributes that are read.
template <class Records> consteval bool fit_enum(const Records& records) {
    for (const MemberRecord& record : records.at) {
        bool const is_read = record.kind == MemberKind::property && record.flags == reads_property;
        if (!is_method(record.kind) && !is_read && record.kind != MemberKind::hidden && *record.name != 0)
            return false;
    }
    return true;
}

/// Whether two values have the same name.
template <std::size_t Count> consteval bool has_duplicates(const EnumValues<Count>& values) {
    for (std::size_t i = 1; i < Count; ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (std::string_view(values.at[i].name) == values.at[j].name) return true;
    return false;
}

template <class E, class... Items> consteval bool any_value(const MemberList<Items...>*) {
    return (is_enum_value<Items> || ...);
}

/// Says in words what is wrong with an enum.
template <class E> consteval bool check_enum() {
    constexpr const auto& c = pyclass<E>;
    using Base = base_of<E>;
    constexpr bool is_base = std::is_same_v<Base, PyAny> || std::is_same_v<Base, PyIntEnum> ||
                             std::is_same_v<Base, PyFlag> || std::is_same_v<Base, PyIntFlag>;
    static_assert(is_base, "tether: Class<Base>: an enum's base is PyIntEnum, PyFlag or PyIntFlag, or none.");
    static_assert(!c.subclass && !c.generic,
                  "tether: an enum has no subclasses and is not generic: leave out .subclass and .generic.");
    static_assert(!c.dict && !c.weakref && !c.frozen && !c.locked && !c.unchecked && !c.unsendable &&
                      c.freelist == 0 && c.holder == Holder::none,
                  "tether: the members of an enum are Python's own objects: of the options it has name, doc, "
                  "eq_int, module and rename_all.");
    static_assert(any_value<E>(static_cast<const std::remove_cvref_t<decltype(enum_items<E>())>*>(nullptr)),
                  "tether: an enum has no values. List them in pymethods<E>: members(enum_value<\"RED\", "
                  "E::red>(), ...).");
    static_assert(
        fit_enum(enum_records<E>),
        "tether: an enum has methods and attributes that can be read; what Python calls on its members, and "
        "what it keeps of them, is the enum module's.");
    static_assert(!has_duplicates(enum_values<E>), "tether: two values of the enum have the same name.");
    return is_base;
}

template <class E> TETHER_HIDDEN inline constinit const EnumSpec enum_spec = make_enum_spec<E>();

/// An enum as the instance of its methods.
template <EnumClass E> class Receiver<E, E> {
  public:
    static constexpr bool is_known = true;

    ErrState* take(PyObject* self, const char* /*user*/) noexcept {
        std::int64_t bits = 0;
        ErrState* const error = enum_from_python(enum_info<E>, self, bits);
        value_ = static_cast<E>(bits);
        return error;
    }
    E get() const noexcept { return value_; }

  private:
    E value_{};
};
template <EnumClass E> class Receiver<E, const E&> : public Receiver<E, E> {};

template <EnumClass E> inline constexpr Accepts accepts_value<E> = Accepts{};

} // namespace detail

/// A value of an enum under its name in Python, among the members of pymethods<E>.
template <fixed_string Name, auto Value>
consteval detail::Documented<detail::EnumValueItem<Name, Value>> enum_value(const char* doc = "") {
    return {doc};
}

template <EnumClass E> struct FromPyObject<E> {
    static constexpr const char* python_type = pyclass<E>.name;

    static detail::ErrState* load(PyObject* object, E& out) noexcept {
        std::int64_t bits = 0;
        detail::ErrState* const error = detail::enum_from_python(detail::enum_info<E>, object, bits);
        out = static_cast<E>(bits);
        return error;
    }
};

template <EnumClass E> struct IntoPyObject<E> {
    static constexpr const char* python_type = pyclass<E>.name;

    static PyObject* cast(E value) noexcept {
        return detail::enum_into_python(detail::enum_info<E>, static_cast<std::int64_t>(value));
    }
};

} // namespace tether::inline TETHER_ABI
