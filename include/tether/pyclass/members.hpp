// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What a class offers, declared in one expression: members(...).
//
// An item is an empty type; beside it stands its doc string. Nothing is checked and nothing made before the
// class is added to a module, so that classes can speak of each other.
#pragma once

#include <tether/pyclass/factory.hpp>
#include <tether/pyclass/field.hpp>
#include <tether/pyclass/property.hpp>
#include <tether/pyclass/special.hpp>
#include <tether/pyclass/type_object.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// An item with its doc string.
template <class Item> struct Documented {
    const char* doc;
};

/// The members of a class: the items' types and their docs.
template <class... Items> struct MemberList {
    static constexpr std::size_t size = sizeof...(Items);
    const char* docs[sizeof...(Items) + 1];
};

/// The record of a method's trampoline.
template <class Call> consteval MemberRecord method_record(MemberKind kind, const char* doc) {
    MethodRecord const method = make_method<Call>();
    return {kind, method.flags, method.name, doc, &Call::table.head, {.call = method.function}};
}

/// Whether a literal declares what other bindings tell the garbage collector by.
consteval bool is_for_collector(std::string_view literal) {
    return literal.starts_with("__traverse__(") || literal.starts_with("__clear__(");
}

template <fixed_string S, auto F, class... Options> struct Method {
    template <class T> using special = SpecialItem<T, S, F, Options...>;

    template <class T> static consteval MemberRecord record(const char* doc) {
        if constexpr (may_be_special(S.text) && special_index(S.text) >= 0) {
            return declare_special<T, S, F, Options...>();
        } else {
            if constexpr (may_be_special(S.text))
                static_assert(
                    !is_for_collector(S.text),
                    "tether: what the garbage collector is shown is said once, for __traverse__ and "
                    "__clear__: write visit<function>().");
            return ordinary<T>(doc);
        }
    }

    template <class T> static consteval MemberRecord ordinary(const char* doc) {
        using Callable = std::remove_cvref_t<decltype(F)>;
        if constexpr (check_method<T, Callable>()) {
            using M = MethodPrototype<T, Callable>;
            using P = typename M::prototype;
            using Target = target_for<MethodTarget<T, F, typename M::self, P>, Options...>;
            using Declared = Split<void(), Options...>;
            if constexpr (Declared::template check<S, Target, P>())
                return method_record<typename Declared::template trampoline<S, Target, P>>(MemberKind::method,
                                                                                           doc);
        }
        return {};
    }
};

/// The number of the special method that an item is, -1 for any other item.
template <class Item> inline constexpr int special_of = -1;
template <fixed_string S, auto F, class... Options>
    requires(may_be_special(S.text))
inline constexpr int special_of<Method<S, F, Options...>> = special_index(S.text);

/// Says that a special method is one of the instance.
template <fixed_string S> consteval void check_not_special() {
    static_assert(special_index(S.text) < 0,
                  "tether: Python calls this special method on the instance: write method.");
}

template <fixed_string S, auto F, class... Options> struct StaticMethod {
    template <class T> static consteval MemberRecord record(const char* doc) {
        if constexpr (may_be_special(S.text)) check_not_special<S>();
        using Callable = std::remove_cvref_t<decltype(F)>;
        if constexpr (check_callable<Callable>()) {
            using P = typename PrototypeOf<Callable>::type;
            using Target = target_for<StaticMethodTarget<T, F>, Options...>;
            using Declared = Split<void(), Options...>;
            if constexpr (Declared::template check<S, Target, P>())
                return method_record<typename Declared::template trampoline<S, Target, P>>(
                    MemberKind::static_method, doc);
        }
        return {};
    }
};

template <fixed_string S, auto F, class... Options> struct ClassMethod {
    template <class T> static consteval MemberRecord record(const char* doc) {
        if constexpr (may_be_special(S.text)) check_not_special<S>();
        using Callable = std::remove_cvref_t<decltype(F)>;
        if constexpr (check_callable<Callable>()) {
            using Target = ClassMethodTarget<T, F, typename PrototypeOf<Callable>::type>;
            static_assert(Target::is_known,
                          "tether: the first parameter of a class method is the class: const PyType&.");
            if constexpr (Target::is_known) {
                using P = typename Target::prototype;
                using Declared = Split<void(), Options...>;
                if constexpr (Declared::template check<S, Target, P>())
                    return method_record<typename Declared::template trampoline<S, Target, P>>(
                        MemberKind::class_method, doc);
            }
        }
        return {};
    }
};

/// The record of a constructor: its trampoline is reached through Construction.
template <class T, fixed_string S, class Target, class P, class... Options> struct ConstructorRecord {
    using Declared = Split<void(), Options...>;
    static constexpr bool is_right = Declared::template check<S, Target, P>();
    using Call = typename Declared::template trampoline<S, Target, P>;

    static consteval MemberRecord record(const char* doc) {
        return {MemberKind::constructor, 0, "__init__", doc, &Call::table.head, {}};
    }
};

template <fixed_string S, class... A> struct Init {
    template <class T, bool Tried>
    using of = ConstructorRecord<T, S, ConstructorTarget<T, Tried, A...>, Prototype<Constructed, A...>>;

    template <class T> static consteval MemberRecord record(const char* doc) {
        static_assert(
            requires(A... args) { T(static_cast<A&&>(args)...); } ||
                requires(A... args) { T{static_cast<A&&>(args)...}; },
            "tether: init: the class has no constructor that takes these types.");
        if constexpr (of<T, false>::is_right) return of<T, false>::record(doc);
        return {};
    }
};

template <class P> struct ResultOf;
template <class R, class... A> struct ResultOf<Prototype<R, A...>> {
    using type = R;
};

template <fixed_string S, auto F, class... Options> struct InitBy {
    using prototype = typename PrototypeOf<std::remove_cvref_t<decltype(F)>>::type;
    template <class T, bool Tried> using target = FactoryTarget<T, Tried, F, prototype>;
    template <class T, bool Tried>
    using of = ConstructorRecord<T, S, target<T, Tried>, typename target<T, Tried>::prototype, Options...>;

    template <class T> static consteval MemberRecord record(const char* doc) {
        if constexpr (check_callable<std::remove_cvref_t<decltype(F)>>()) {
            using R = typename ResultOf<prototype>::type;
            static_assert(
                is_made_by<T, std::remove_cvref_t<R>>,
                "tether: init: the function gives no T, std::unique_ptr<T>, Bound<T> or Py<T>, nor a "
                "PyResult of one.");
            if constexpr (is_made_by<T, std::remove_cvref_t<R>>)
                if constexpr (of<T, false>::is_right) return of<T, false>::record(doc);
        }
        return {};
    }
};

template <fixed_string Name, auto G, class... Options> struct Get {
    template <class T> static consteval MemberRecord record(const char* doc) {
        return {MemberKind::property,
                reads_property,
                Name.text,
                doc,
                nullptr,
                {.get = &PropertyGetter<T, Name, G, Options...>::get}};
    }
};

template <fixed_string Name, auto S> struct Set {
    template <class T> static consteval MemberRecord record(const char* doc) {
        return {MemberKind::property,
                sets_property,
                Name.text,
                doc,
                nullptr,
                {.get = nullptr},
                &PropertySetter<T, Name, S>::set};
    }
};

template <fixed_string Name, auto G, auto S, class... Options> struct GetSet {
    template <class T> static consteval MemberRecord record(const char* doc) {
        return {MemberKind::property,
                reads_property | sets_property,
                Name.text,
                doc,
                nullptr,
                {.get = &PropertyGetter<T, Name, G, Options...>::get},
                &PropertySetter<T, Name, S>::set};
    }
};

template <fixed_string Name, auto D> struct Deleter {
    template <class T> static consteval MemberRecord record(const char* doc) {
        return {MemberKind::property,
                deletes_property,
                Name.text,
                doc,
                nullptr,
                {.get = nullptr},
                nullptr,
                &PropertyDeleter<T, Name, D>::remove};
    }
};

/// A field of a class, as an item; defined with the fields.
template <class F> struct FieldItem;

template <class Item> consteval Documented<Item> as_item(Documented<Item> item) { return item; }
template <fixed_string Name, auto Member, class Conversion, bool HasDefault, FieldAccess Access>
consteval auto as_item(Field<Name, Member, Conversion, HasDefault, Access>) {
    return Documented<FieldItem<Field<Name, Member, Conversion, HasDefault, Access>>>{""};
}
template <class F> consteval Documented<FieldItem<F>> as_item(DocumentedField<F> field) {
    return {field.doc};
}

/// The item of what is none.
struct NoItem {
    template <class T> static consteval MemberRecord record(const char* /*doc*/) { return {}; }
};

template <class T> consteval Documented<NoItem> as_item(T /*item*/) {
    static_assert(std::is_same_v<T, NoItem>,
                  "tether: members: this is no member of a class. Each is a call, init<\"(...)\">() or "
                  "method<\"...\", f>(), or a field<\"name\", &T::member>.");
    return {nullptr};
}

template <class... Items> consteval MemberList<Items...> list_of(Documented<Items>... items) {
    return {{items.doc..., nullptr}};
}

template <fixed_string Name, auto V> struct ClassAttribute {
    static PyObject* make() {
        if constexpr (requires { V(Python::assume_attached()); })
            return checked_value([] { return V(Python::assume_attached()); });
        else if constexpr (requires { V(); })
            return checked_value([] { return V(); });
        else
            return checked_value([] { return V; });
    }

    template <class F> static PyObject* checked_value(F f) noexcept {
        try {
            return return_value<decltype(f())>(f());
        } catch (const std::exception& exception) {
            return translate(exception);
        } catch (...) {
            return translate_unknown();
        }
    }

    template <class T> static consteval MemberRecord record(const char* doc) {
        return {MemberKind::attribute, 0, Name.text, doc, nullptr, {.make = &make}};
    }
};

} // namespace detail

/// The members of a declared class: specialise it in the one .cpp that adds the class to its module, behind
/// all pyclass declarations and outside namespaces:
///
///     template <> inline constexpr auto tether::pymethods<Point> = tether::members(
///         tether::init<"(x=0.0, y=0.0)", double, double>(), tether::method<"norm()", &Point::norm>());
///
/// A class whose members are private has `static constexpr auto pymethods() { return tether::members(...);
/// }`.
template <class T> inline constexpr auto pymethods = detail::Undeclared{};

/// Joins the items of a class.
template <class... Items> consteval auto members(detail::Documented<Items>... items) {
    return detail::MemberList<Items...>{{items.doc..., nullptr}};
}

/// The same with fields among the items: `field<"x", &Point::x>`.
template <class... Items>
    requires(sizeof...(Items) != 0)
consteval auto members(Items... items) {
    return detail::list_of(detail::as_item(items)...);
}

/// A constructor that takes the types: `init<"(x=0.0, y=0.0)", double, double>()`. Of several the first is
/// called whose arguments fit, in the order of the declaration. The doc string stands in that of the class.
template <fixed_string Signature, class... Parameters>
consteval detail::Documented<detail::Init<Signature, Parameters...>> init(const char* doc = "") {
    return {doc};
}

/// A constructor by a function that gives a T, a `std::unique_ptr<T>`, an instance that exists (`Bound<T>`,
/// `Py<T>`) or a PyResult of one: `init<"(text)", &parse>()`. Its first parameter may be the class that is
/// called, a `const PyType&`.
template <fixed_string Signature, auto F, class... Options>
consteval detail::Documented<detail::InitBy<Signature, F, Options...>> init(const char* doc = "") {
    return {doc};
}

/// A method: a member function, or a callable whose first parameter is the instance. Options are
/// default_for<"name", value>, those of namespace returns, and keep_alive<"name", "name">.
template <fixed_string Signature, auto F, class... Options>
consteval detail::Documented<detail::Method<Signature, F, Options...>> method(const char* doc = "") {
    return {doc};
}

/// A static method.
template <fixed_string Signature, auto F, class... Options>
consteval detail::Documented<detail::StaticMethod<Signature, F, Options...>>
static_method(const char* doc = "") {
    return {doc};
}

/// A class method: the first parameter is the class, a `const PyType&`.
template <fixed_string Signature, auto F, class... Options>
consteval detail::Documented<detail::ClassMethod<Signature, F, Options...>>
class_method(const char* doc = "") {
    return {doc};
}

/// An attribute that can be read: a data member, a member function, or a callable that takes the instance.
/// A data member of a declared class is seen by reference. Options are those of namespace returns.
template <fixed_string Name, auto Getter, class... Options>
consteval detail::Documented<detail::Get<Name, Getter, Options...>> get(const char* doc = "") {
    return {doc};
}

/// An attribute that can be set: a data member, a member function of one parameter, or a callable that takes
/// the instance and the value.
template <fixed_string Name, auto Setter>
consteval detail::Documented<detail::Set<Name, Setter>> set(const char* doc = "") {
    return {doc};
}

/// What `del` of an attribute does: a member function, or a callable that takes the instance.
template <fixed_string Name, auto Function>
consteval detail::Documented<detail::Deleter<Name, Function>> deleter(const char* doc = "") {
    return {doc};
}

/// An attribute that can be read and set: a data member, or a getter and a setter.
template <fixed_string Name, auto Getter, auto Setter, class... Options>
consteval detail::Documented<detail::GetSet<Name, Getter, Setter, Options...>> get_set(const char* doc = "") {
    return {doc};
}
template <fixed_string Name, auto Member, class... Options>
consteval detail::Documented<detail::GetSet<Name, Member, Member, Options...>> get_set(const char* doc = "") {
    return {doc};
}

/// An attribute of the class itself: a value, or a callable without parameters (or with Python) that gives it
/// when the class is made; it may be an instance of the class.
template <fixed_string Name, auto Value>
consteval detail::Documented<detail::ClassAttribute<Name, Value>> class_attr(const char* doc = "") {
    return {doc};
}

} // namespace tether::inline TETHER_ABI
