// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A std::variant as a class, and each of its alternatives as a class that derives from it and stands in it.
//
//     using Shape = std::variant<Circle, Square>;
//     template <> inline constexpr auto tether::pyclass<Shape> = Class<>{.name = "Shape", .frozen = true};
//     template <> inline constexpr auto tether::pyclass<Circle> =
//         Class<Shape>{.name = "Circle", .dataclass = true, .frozen = true};
//
// Every instance holds the variant, whichever its class is, so that C++ takes a `const Shape&` of any of them
// and a `const Circle&` of a circle, with nothing copied.
#pragma once

#include <tether/pyclass.hpp>

#include <variant>

namespace tether::inline TETHER_ABI::detail {

template <class T> inline constexpr bool is_variant = false;
template <class... A> inline constexpr bool is_variant<std::variant<A...>> = true;

/// A std::variant that is declared as a class.
template <class T>
concept VariantClass = PyClass<T> && is_variant<T>;

/// A class whose declared base is a std::variant.
template <class T>
concept AlternativeClass = PyClass<T> && VariantClass<base_of<T>>;

template <class T, class V> inline constexpr bool is_alternative_of = false;
template <AlternativeClass T, class V>
inline constexpr bool is_alternative_of<T, V> = std::is_same_v<base_of<T>, V>;

template <class T, class V> inline constexpr int count_in_variant = 0;
template <class T, class... A>
inline constexpr int count_in_variant<T, std::variant<A...>> = (std::is_same_v<T, A> + ...);

/// What the alternatives have in front is the variant's.
template <AlternativeClass T> struct Layout<T> : Layout<base_of<T>> {
    using Variant = base_of<T>;

    static constexpr bool adds_thread = false;
    static constexpr bool adds_weakrefs = false;
    static constexpr bool adds_dict = false;
    static constexpr bool adds_call = false;

    /// One of its own, lest Python take one alternative for another and let `__class__` be assigned.
    static constexpr std::size_t size = Layout<Variant>::size + sizeof(void*);
    static constexpr ClassShape shape{static_cast<std::uint32_t>(size), Layout<Variant>::shape.prefix,
                                      Layout<Variant>::shape.state_at};

    static T* stored(PyObject* object) noexcept { return std::get_if<T>(Layout<Variant>::stored(object)); }
    static T* value(PyObject* object) noexcept { return stored(object); }

    /// Puts the value that `make` gives into an instance without one, as the variant's.
    template <class Make> static void put(PyObject* object, Make& make) {
        struct Made {
            Make& make;
            operator T() const { return make(); } // NOLINT(google-explicit-constructor)
        };
        ::new (static_cast<void*>(Layout<Variant>::stored(object)))
            Variant(std::in_place_type<T>, Made{make});
    }
};

template <AlternativeClass T> struct ClassKind<T> {
    static constexpr bool is_base = false;
    static constexpr bool is_alternative = true;

    static consteval bool check() {
        constexpr const auto& c = pyclass<T>;
        constexpr bool is_one = count_in_variant<T, base_of<T>> == 1;
        constexpr bool adds_nothing =
            !c.callable && !c.dict && !c.subclass && !c.unsendable && !c.weakref && c.holder == Holder::none;
        static_assert(
            is_one, "tether: Class<Variant>: the class must be one of the variant's alternatives, and once.");
        static_assert(c.frozen, "tether: an alternative of a declared std::variant is frozen: add .frozen = "
                                "true to its pyclass.");
        static_assert(
            adds_nothing,
            "tether: an alternative has the layout of its std::variant: leave out .callable, .dict, "
            ".holder, .subclass, .unsendable and .weakref. The variant may have .dict and .weakref.");
        return is_one && c.frozen && adds_nothing;
    }
};

template <class... A>
    requires PyClass<std::variant<A...>>
struct ClassKind<std::variant<A...>> {
    using Variant = std::variant<A...>;

    static constexpr bool is_base = true;
    static constexpr bool is_alternative = false;

    static consteval auto items() {
        return joined_all(MemberList<>{}, item_if<is_alternative_of<A, Variant>, Nested<A>>()...);
    }

    static consteval bool check() {
        constexpr const auto& c = pyclass<Variant>;
        constexpr bool are_declared = (is_alternative_of<A, Variant> && ...);
        constexpr bool adds_nothing = std::is_same_v<base_of<Variant>, PyAny> && !c.callable && !c.subclass &&
                                      !c.unsendable && c.freelist == 0 && c.holder == Holder::none;
        static_assert(are_declared,
                      "tether: each alternative of a declared std::variant is a class that is declared with "
                      "the variant as its base: Class<Variant>.");
        static_assert(c.frozen, "tether: a declared std::variant is frozen, since another alternative would "
                                "be another class: add .frozen = true to its pyclass.");
        static_assert(
            adds_nothing,
            "tether: only its alternatives derive from a declared std::variant: leave out .callable, "
            ".freelist, .holder, .subclass and .unsendable, and write Class<>.");
        if constexpr (are_declared && c.frozen && adds_nothing) {
            constexpr bool is_made = !std::is_void_v<ConstructionOf<Variant>> || c.pickle;
            static_assert(!is_made,
                          "tether: a declared std::variant is made by its alternatives: leave out init, "
                          ".dataclass, .new_from_fields and .pickle, and write them of these.");
            return !is_made;
        }
        return false;
    }

    /// The instance of what a variant holds: a new reference, or null with an error set.
    template <class... Args> static PyObject* give(Args&&... args) noexcept {
        try {
            if constexpr ((std::is_same_v<std::remove_cvref_t<Args>, Variant> && ...) && sizeof...(Args) == 1)
                return (give_held(static_cast<Args&&>(args)), ...);
            else
                return give_held(Variant(static_cast<Args&&>(args)...));
        } catch (const std::exception& exception) {
            return translate(exception);
        } catch (...) {
            return translate_unknown();
        }
    }

  private:
    template <class V> static PyObject* give_held(V&& value) {
        return std::visit(
            []<class T>(T&& held) { return new_object<std::remove_cvref_t<T>>(static_cast<T&&>(held)); },
            static_cast<V&&>(value));
    }
};

} // namespace tether::inline TETHER_ABI::detail
