// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What a reference or a pointer that a function gives means: the options of a function that returns one.
#pragma once

#include <tether/function/giving.hpp>
#include <tether/pyclass/object.hpp>
#include <tether/pyclass/reference.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// The class that a result refers or points to.
template <class R> using class_of_result = std::remove_cv_t<std::remove_pointer_t<std::remove_cvref_t<R>>>;

/// The same through a PyResult, an optional or a pointer that owns.
template <class R> struct ClassOfGiven {
    using type = class_of_result<R>;
};
template <class R> struct ClassOfGiven<PyResult<R>> : ClassOfGiven<R> {};
template <class R>
    requires requires { typename R::element_type; }
struct ClassOfGiven<R> {
    using type = typename R::element_type;
};
template <class R> using class_of_given = typename ClassOfGiven<std::remove_cvref_t<R>>::type;

template <class R> consteval bool is_const_result() {
    using Value = std::remove_reference_t<R>;
    if constexpr (std::is_pointer_v<std::remove_cv_t<Value>>)
        return std::is_const_v<std::remove_pointer_t<Value>>;
    else
        return std::is_const_v<Value>;
}

/// A pointer to it; null for a null pointer.
template <class R> class_of_result<R>* address_of_result(R&& result) noexcept {
    using T = class_of_result<R>;
    if constexpr (std::is_pointer_v<std::remove_cvref_t<R>>)
        return const_cast<T*>(result);
    else
        return const_cast<T*>(&result);
}

/// Says, once and in words, why a result cannot be given by a policy.
template <class R> consteval bool check_given() {
    constexpr bool is_right = (std::is_lvalue_reference_v<R> || std::is_pointer_v<std::remove_cvref_t<R>>) &&
                              PyClass<class_of_result<R>>;
    static_assert(is_right, "tether: returns::...: the result is neither a reference nor a pointer to a "
                            "declared class. Leave the option out.");
    return is_right;
}

template <class R> consteval bool check_referred() {
    if constexpr (check_given<R>()) {
        using T = class_of_result<R>;
        static_assert(Referable<T>,
                      "tether: a class whose values are referred to needs a holder: add .holder = "
                      "Holder::reference to its pyclass, or write returns::copy.");
        static_assert(!Referable<T> || !is_const_result<R>() || policy_of<T> == Policy::frozen,
                      "tether: Python could change what a const reference refers to. Write returns::copy, "
                      "make the class frozen, or return T&.");
        return Referable<T>;
    }
    return false;
}

/// The parameter of a name, or the count of all.
template <class Call, fixed_string Name> consteval std::size_t parameter_named() {
    std::size_t at = 0;
    while (at < Call::count && Call::table.parts().name(at) != Name.view()) ++at;
    return at;
}

/// The class behind a parameter, `void` where it is no declared class.
template <class P, class Value = std::remove_cv_t<std::remove_pointer_t<std::remove_cvref_t<P>>>>
struct ClassOfParameter {
    using type = void;
};
template <class P, PyClass T> struct ClassOfParameter<P, T> {
    using type = T;
};
template <class P, class T> struct ClassOfParameter<P, Bound<T>> : ClassOfParameter<T> {};
template <class P, class T> struct ClassOfParameter<P, Borrowed<T>> : ClassOfParameter<T> {};
template <class P, class T> struct ClassOfParameter<P, Py<T>> : ClassOfParameter<T> {};
template <class P, class T> struct ClassOfParameter<P, object<T>> : ClassOfParameter<T> {};
template <class P, class T> struct ClassOfParameter<P, PyRef<T>> : ClassOfParameter<T> {};
template <class P, class T> struct ClassOfParameter<P, PyRefMut<T>> : ClassOfParameter<T> {};

/// An object that an option names, in a call: "self", "return" or a parameter.
template <class Call, fixed_string Name> struct Named {
    static constexpr bool is_self = Name.view() == "self" && Call::has_instance;
    static constexpr bool is_result = Name.view() == "return";
    static constexpr std::size_t at = parameter_named<Call, Name>();
    static constexpr bool is_known = is_self || is_result || at < Call::count;

    static auto find_class() {
        if constexpr (is_self)
            return std::type_identity<typename Call::owner::type>();
        else if constexpr (is_result)
            return std::type_identity<class_of_given<typename Call::result>>();
        else
            return std::type_identity<
                typename ClassOfParameter<typename Call::template parameter<at>>::type>();
    }
    using type = typename decltype(find_class())::type;

    /// Null where the argument is missing.
    static PyObject* get(PyObject* result, PyObject* self, PyObject* const* args,
                         std::size_t bound) noexcept {
        if constexpr (is_self)
            return self;
        else if constexpr (is_result)
            return result;
        else
            return at < bound ? args[at] : nullptr;
    }
};

template <class T> Owner owner_or_object(PyObject* object) noexcept {
    if constexpr (PyClass<T>)
        return owner_of<T>(object);
    else
        return {object, nullptr};
}

/// Says in words why a part of O cannot be seen by reference.
template <class O, class T> consteval bool check_owner() {
    constexpr bool is_right = policy_of<T> == policy_of<O> || policy_of<T> == Policy::frozen ||
                              (policy_of<T> == Policy::unchecked && policy_of<O> == Policy::checked) ||
                              policy_of<O> == Policy::unchecked;
    static_assert(
        is_right,
        "tether: a part that is seen by reference has the borrow policy of its owner (.frozen, .locked, "
        ".unchecked), or is frozen. Write the same in both classes, or returns::copy.");
    return is_right;
}

} // namespace detail

/// What becomes of a reference or pointer to a declared class that a function returns. One of them is an
/// option of the function: `method<"start()", &Line::start, returns::reference>()`.
namespace returns {

/// A copy, which is the new instance's own.
struct copy : detail::ResultPolicy {
    template <class Call, class R>
    static PyObject* give(R&& result, PyObject* /*self*/, PyObject* const* /*args*/, std::size_t /*bound*/) {
        if constexpr (detail::check_given<R>()) {
            using T = detail::class_of_result<R>;
            constexpr bool has_copies = std::is_copy_constructible_v<T>;
            static_assert(has_copies, "tether: returns::copy: the class has no copies.");
            const T* const value = detail::address_of_result<R>(static_cast<R&&>(result));
            if (value == nullptr) return ffi::new_ref(Py_None);
            if constexpr (has_copies) return detail::new_object<T>(*value);
        }
        return nullptr;
    }
};

/// The value itself, kept alive by the instance whose method gave it. Where it is that instance's value, that
/// instance.
struct reference : detail::ResultPolicy {
    template <class Call, class R>
    static PyObject* give(R&& result, PyObject* self, PyObject* const* /*args*/, std::size_t /*bound*/) {
        static_assert(Call::has_instance,
                      "tether: returns::reference: what owns the result is the instance of a method. For a "
                      "function write returns::reference_to<\"parameter\">, or returns::permanent.");
        if constexpr (Call::has_instance && detail::check_referred<R>()) {
            auto* const value = detail::address_of_result<R>(static_cast<R&&>(result));
            if (value == nullptr) return ffi::new_ref(Py_None);
            using O = typename Call::owner::type;
            if (detail::is_value_of<O>(self, value)) return ffi::new_ref(self);
            if constexpr (detail::check_owner<O, detail::class_of_result<R>>())
                return detail::refer(*value, detail::owner_of<O>(self));
        }
        return nullptr;
    }
};

/// The value itself, kept alive by the argument of a name.
template <fixed_string Parameter> struct reference_to : detail::ResultPolicy {
    template <class Call, class R>
    static PyObject* give(R&& result, PyObject* self, PyObject* const* args, std::size_t bound) {
        using Named = detail::Named<Call, Parameter>;
        static_assert(Named::is_known && !Named::is_result,
                      "tether: returns::reference_to: the signature has no parameter of this name.");
        if constexpr (Named::is_known && !Named::is_result && detail::check_referred<R>()) {
            auto* const value = detail::address_of_result<R>(static_cast<R&&>(result));
            PyObject* const owner = Named::get(nullptr, self, args, bound);
            if (value == nullptr || owner == nullptr || owner == Py_None) return ffi::new_ref(Py_None);
            using O = typename Named::type;
            if constexpr (PyClass<O>)
                if (detail::is_value_of<O>(owner, value)) return ffi::new_ref(owner);
            return detail::refer(*value, detail::owner_or_object<O>(owner));
        }
        return nullptr;
    }
};

/// The value itself, which lives as long as the program.
struct permanent : detail::ResultPolicy {
    template <class Call, class R>
    static PyObject* give(R&& result, PyObject* /*self*/, PyObject* const* /*args*/, std::size_t /*bound*/) {
        if constexpr (detail::check_referred<R>()) {
            auto* const value = detail::address_of_result<R>(static_cast<R&&>(result));
            if (value == nullptr) return ffi::new_ref(Py_None);
            return detail::refer(*value, {});
        }
        return nullptr;
    }
};

/// What a pointer from `new` points to belongs to the new instance.
struct take_ownership : detail::ResultPolicy {
    template <class Call, class R>
    static PyObject* give(R&& result, PyObject* /*self*/, PyObject* const* /*args*/, std::size_t /*bound*/) {
        static_assert(std::is_pointer_v<std::remove_cvref_t<R>>,
                      "tether: returns::take_ownership: only a pointer hands its object over.");
        if constexpr (std::is_pointer_v<std::remove_cvref_t<R>> && detail::check_given<R>()) {
            using T = detail::class_of_result<R>;
            constexpr bool is_possible =
                detail::place_of<T> == detail::Place::unique || detail::place_of<T> == detail::Place::shared;
            static_assert(is_possible, "tether: returns::take_ownership: add .holder = Holder::unique to the "
                                       "class, or Holder::shared.");
            if constexpr (is_possible) {
                T* const value = detail::address_of_result<R>(static_cast<R&&>(result));
                if (value == nullptr) return ffi::new_ref(Py_None);
                if constexpr (detail::place_of<T> == detail::Place::shared) {
                    return detail::SharedStorage<T>::own(value);
                } else {
                    PyObject* const object = detail::own(value);
                    if (object == nullptr) detail::delete_value(value);
                    return object;
                }
            }
        }
        return nullptr;
    }
};

/// The instance whose method was called, since the result is `*this`. RuntimeError where it is not.
struct self : detail::ResultPolicy {
    template <class Call, class R>
    static PyObject* give(R&& result, PyObject* object, PyObject* const* /*args*/, std::size_t /*bound*/) {
        static_assert(Call::has_instance, "tether: returns::self is for methods.");
        if constexpr (Call::has_instance && detail::check_given<R>()) {
            auto* const value = detail::address_of_result<R>(static_cast<R&&>(result));
            if (detail::is_value_of<typename Call::owner::type>(object, value)) [[likely]]
                return ffi::new_ref(object);
            PyErr_Format(PyExc_RuntimeError,
                         "%s() gave another object than its own, which returns::self says it "
                         "would not",
                         Call::table.text);
            return nullptr;
        }
        return nullptr;
    }
};

} // namespace returns

/// Lets one object of a call keep another alive: `keep_alive<"self", "callback">` as an option of a method.
/// Each is "self", "return" or the name of a parameter; the first is of a class with a holder.
template <fixed_string Nurse, fixed_string Patient> struct keep_alive : detail::CallEffect {
    template <class Call>
    static bool after(PyObject* result, PyObject* self, PyObject* const* args, std::size_t bound) noexcept {
        using N = detail::Named<Call, Nurse>;
        using P = detail::Named<Call, Patient>;
        static_assert(N::is_known && P::is_known,
                      "tether: keep_alive: the names are \"self\", \"return\" and those of parameters.");
        if constexpr (N::is_known && P::is_known) {
            using T = typename N::type;
            constexpr bool can_keep = [] {
                if constexpr (PyClass<T>)
                    return detail::Layout<T>::has_held;
                else
                    return false;
            }();
            static_assert(can_keep,
                          "tether: keep_alive: what keeps the other alive is of a declared class with a "
                          "holder. Add .holder = Holder::reference to its pyclass.");
            if constexpr (can_keep) {
                PyObject* const nurse = N::get(result, self, args, bound);
                PyObject* const patient = P::get(result, self, args, bound);
                if (nurse == nullptr || patient == nullptr || nurse == Py_None || patient == Py_None)
                    return true;
                return detail::keep(nurse, detail::Layout<T>::held(nurse), patient);
            }
        }
        return true;
    }
};

} // namespace tether::inline TETHER_ABI
