// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// members(...): what a class offers, declared in one expression.
//
// An item is an empty type; beside it stands its doc string. Nothing is checked and nothing made before the
// class is added to a module, so that classes can speak of each other.
#pragma once

#include <tether/pyclass/construct.hpp>
#include <tether/pyclass/property.hpp>
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

template <fixed_string S, auto F, class... Options> struct Method {
    template <class T> static consteval MemberRecord record(const char* doc) {
        using Callable = std::remove_cvref_t<decltype(F)>;
        if constexpr (check_method<T, Callable>()) {
            using M = MethodPrototype<T, Callable>;
            using P = typename M::prototype;
            using Target = MethodTarget<T, F, typename M::self, P>;
            using Declared = Split<void(), Options...>;
            if constexpr (Declared::template check<S, Target, P>())
                return method_record<typename Declared::template trampoline<S, Target, P>>(MemberKind::method,
                                                                                           doc);
        }
        return {};
    }
};

template <fixed_string S, auto F, class... Options> struct StaticMethod {
    template <class T> static consteval MemberRecord record(const char* doc) {
        using Callable = std::remove_cvref_t<decltype(F)>;
        if constexpr (check_callable<Callable>()) {
            using P = typename PrototypeOf<Callable>::type;
            using Target = StaticMethodTarget<T, F>;
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

    static consteval MemberRecord record() {
        return {MemberKind::constructor, 0, "__init__", "", &Call::table.head, {}};
    }
};

template <fixed_string S, class... A> struct Init {
    template <class T>
    using of = ConstructorRecord<T, S, ConstructorTarget<T, A...>, Prototype<Constructed, A...>>;

    template <class T> static consteval MemberRecord record(const char* /*doc*/) {
        static_assert(
            std::is_constructible_v<T, A...> || requires(A... args) { T{static_cast<A&&>(args)...}; },
            "tether: init: the class has no constructor that takes these types.");
        if constexpr (of<T>::is_right) return of<T>::record();
        return {};
    }
};

template <class T, auto F, class P> struct FactoryOf;
template <class T, auto F, class R, class... A> struct FactoryOf<T, F, Prototype<R, A...>> {
    using target = FactoryTarget<T, F, A...>;
    using prototype = Prototype<Constructed, A...>;
};

template <fixed_string S, auto F, class... Options> struct InitBy {
    template <class T>
    using factory = FactoryOf<T, F, typename PrototypeOf<std::remove_cvref_t<decltype(F)>>::type>;
    template <class T>
    using of =
        ConstructorRecord<T, S, typename factory<T>::target, typename factory<T>::prototype, Options...>;

    template <class T> static consteval MemberRecord record(const char* /*doc*/) {
        if constexpr (check_callable<std::remove_cvref_t<decltype(F)>>())
            if constexpr (of<T>::is_right) return of<T>::record();
        return {};
    }
};

template <fixed_string Name, auto G> struct Get {
    template <class T> static consteval MemberRecord record(const char* doc) {
        return {MemberKind::property, 0, Name.text, doc, nullptr, {.get = &PropertyGetter<T, Name, G>::get}};
    }
};

template <fixed_string Name, auto S> struct Set {
    template <class T> static consteval MemberRecord record(const char* doc) {
        return {MemberKind::property,
                0,
                Name.text,
                doc,
                nullptr,
                {.get = nullptr},
                &PropertySetter<T, Name, S>::set};
    }
};

template <fixed_string Name, auto G, auto S> struct GetSet {
    template <class T> static consteval MemberRecord record(const char* doc) {
        return {MemberKind::property,
                0,
                Name.text,
                doc,
                nullptr,
                {.get = &PropertyGetter<T, Name, G>::get},
                &PropertySetter<T, Name, S>::set};
    }
};

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

/// A constructor that takes the types: `init<"(x=0.0, y=0.0)", double, double>()`.
template <fixed_string Signature, class... Parameters>
consteval detail::Documented<detail::Init<Signature, Parameters...>> init() {
    return {""};
}

/// A constructor by a function that gives a T: `init<"(text)", &parse>()`.
template <fixed_string Signature, auto F, class... Options>
consteval detail::Documented<detail::InitBy<Signature, F, Options...>> init() {
    return {""};
}

/// A method: a member function, or a callable whose first parameter is the instance. Options are
/// default_for<"name", value>.
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
template <fixed_string Name, auto Getter>
consteval detail::Documented<detail::Get<Name, Getter>> get(const char* doc = "") {
    return {doc};
}

/// An attribute that can be set: a data member, a member function of one parameter, or a callable that takes
/// the instance and the value.
template <fixed_string Name, auto Setter> consteval detail::Documented<detail::Set<Name, Setter>> set() {
    return {""};
}

/// An attribute that can be read and set: a data member, or a getter and a setter.
template <fixed_string Name, auto Getter, auto Setter = Getter>
consteval detail::Documented<detail::GetSet<Name, Getter, Setter>> get_set(const char* doc = "") {
    return {doc};
}

/// An attribute of the class itself: a value, or a callable without parameters (or with Python) that gives it
/// when the class is made; it may be an instance of the class.
template <fixed_string Name, auto Value>
consteval detail::Documented<detail::ClassAttribute<Name, Value>> class_attr(const char* doc = "") {
    return {doc};
}

} // namespace tether::inline TETHER_ABI
