// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Class<Base>, what a C++ type says of itself as a Python class, and what follows from it.
#pragma once

#include <tether/object/any.hpp>

namespace tether::inline TETHER_ABI {

/// Who owns the C++ object behind a Python object.
enum class Holder : unsigned char {
    none,      ///< The Python object: the value stands inside it. One allocation, no pointer.
    reference, ///< The Python object, or another that is kept alive while this one refers into it.
    unique,    ///< A std::unique_ptr, which can be taken out again.
    shared,    ///< A std::shared_ptr, one control block for both languages.
};

/// The names that Python gives to the fields and values that a declaration lists.
enum class RenameRule : unsigned char {
    none,
    camel_case,
    kebab_case,
    lowercase,
    pascal_case,
    screaming_snake_case,
    snake_case,
    uppercase
};

/// Several C++ classes as the bases of one, `Class<Bases<Reader, Writer>>`: each has a holder, unique or
/// shared, and all the same.
template <class... Base> struct Bases {};

/// The options of a class: identity and behaviour, needed wherever the class crosses the border. `name` comes
/// first, the others in the order of the alphabet:
///
///     template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point", .eq =
///     true};
///
/// Base is the base class: a declared C++ class, or the view of a Python type (PyDict, PyException, ...).
template <class Base = PyAny> struct Class {
    using base = Base;

    const char* name = "";    ///< `__name__`.
    bool by_value = true;     ///< Parameters and containers may take copies of instances.
    bool callable = false;    ///< Calls of instances go by vectorcall, for a pointer more in each.
    bool dataclass = false;   ///< All of `new_from_fields`, `eq`, `match_args`, `repr`, and `__replace__`.
    bool dict = false;        ///< Instances have a `__dict__`.
    const char* doc = "";     ///< `__doc__`.
    bool eq = false;          ///< `==` and `!=` by the type's operator.
    bool eq_int = false;      ///< The values of an enum compare equal with their numbers.
    std::size_t freelist = 0; ///< How many freed instances are kept for the next constructions.
    bool frozen = false;      ///< Instances never change: no borrow flag, `hash` is possible.
    bool generic = false;     ///< `Name[int]` gives a `types.GenericAlias`.
    bool get_all = false;     ///< All fields of the declaration can be read.
    bool hash = false;        ///< `hash()` by std::hash; needs `eq` and `frozen`.
    Holder holder = Holder::none; ///< Who owns the C++ object.
    bool identity = false;        ///< A C++ object met twice is the same Python object; needs a holder.
    bool immutable_type = false;  ///< The class's own attributes cannot be set (3.10 and newer).
    bool locked = false;          ///< Members run under the object's lock on builds without the GIL.
    bool mapping = false;         ///< `__len__` and `__getitem__` are those of a mapping only.
    bool match_args = false;      ///< `__match_args__` names the constructor's parameters.
    const char* module = nullptr; ///< `__module__`; else that of the module it is added to.
    bool new_from_fields = false; ///< The constructor takes the fields.
    bool ord = false;             ///< `<`, `<=`, `>`, `>=` by `<=>` or `<`; needs `eq`.
    bool pickle = false;          ///< `copy`, `deepcopy` and `pickle` by the fields.
    RenameRule rename_all = RenameRule::none; ///< How the names of fields and values are changed.
    const char* repr = nullptr;               ///< `repr()` by a format of the fields: "Point({x}, {y})".
    bool sequence = false;                    ///< `__len__` and `__getitem__` are those of a sequence only.
    bool set_all = false;                     ///< All fields of the declaration can be set.
    const char* str = nullptr;                ///< `str()` by a format of the fields.
    bool subclass = false;                    ///< Python and C++ classes may derive from it.
    bool unchecked = false;                   ///< No borrow flag and no lock: the author vouches.
    bool unsendable = false;                  ///< Instances are of use on the thread that made them only.
    bool weakref = false;                     ///< Instances can be weakly referenced.
};

namespace detail {

/// How members are kept from changing an instance that others are using.
enum class Policy : unsigned char { checked, frozen, locked, unchecked };

template <class T>
inline constexpr Policy policy_of = pyclass<T>.frozen      ? Policy::frozen
                                    : pyclass<T>.locked    ? Policy::locked
                                    : pyclass<T>.unchecked ? Policy::unchecked
                                                           : Policy::checked;

template <class Base> struct BaseList {
    using all = Bases<Base>;
    using first = Base;
};
template <class First, class... More> struct BaseList<Bases<First, More...>> {
    using all = Bases<First, More...>;
    using first = First;
};

/// The declared base, the first where there are several: a C++ class that is declared, or the view of a
/// Python type.
template <class T>
using base_of = typename BaseList<typename std::remove_cvref_t<decltype(pyclass<T>)>::base>::first;

/// All declared bases.
template <class T>
using all_bases_of = typename BaseList<typename std::remove_cvref_t<decltype(pyclass<T>)>::base>::all;

/// What an opt-in header makes of a kind of classes. <tether/pyclass/variant.hpp> has that of a std::variant,
/// and of its alternatives.
template <class T> struct ClassKind {
    static constexpr bool is_base = pyclass<T>.subclass; ///< types derive from it
    static constexpr bool is_alternative = false;        ///< its values stand in its base's
};

/// Whether the base is a declared C++ class too.
template <class T> inline constexpr bool has_class_base = PyClass<base_of<T>>;

consteval std::size_t text_size(const char* text) {
    std::size_t size = 0;
    while (text[size] != 0) ++size;
    return size;
}

/// Whose a method's signature is.
template <class T> struct MethodOf {
    using type = T;
    static constexpr bool is_constructor = false;
    static constexpr const char* name = pyclass<T>.name;
    static constexpr std::size_t size = text_size(pyclass<T>.name) + 1;
};

/// Whose a constructor's signature is.
template <class T> struct ConstructorOf : MethodOf<T> {
    static constexpr bool is_constructor = true;
};

} // namespace detail
} // namespace tether::inline TETHER_ABI
