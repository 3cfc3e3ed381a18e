// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The C functions of attributes: data members, and getters and setters in C++.
#pragma once

#include <tether/pyclass/receiver.hpp>
#include <tether/pyclass/returns.hpp>

namespace tether::inline TETHER_ABI::detail {

template <class M> struct DataMember {
    static constexpr bool is_known = false;
};
template <class C, class V>
    requires(!std::is_function_v<V>)
struct DataMember<V C::*> {
    static constexpr bool is_known = true;
    using value_type = V;
};

/// Raises the error of a value that does not convert; gives -1.
TETHER_COLD inline int fail_attribute(const char* name, ErrState* error) noexcept {
    char place[300];
    std::snprintf(place, sizeof place, "attribute '%s'", name);
    raise_and_release(at_place(error, place));
    return -1;
}

/// Raises what `del` of an attribute without a deleter raises, as property does; gives -1.
TETHER_COLD inline int fail_delete(PyObject* self, const char* name) noexcept {
    PyErr_Format(PyExc_AttributeError, "property '%s' of '%s' object has no deleter", name,
                 ffi::TypeText(Py_TYPE(self)).bare());
    return -1;
}

/// What an option for the result is told of a getter's call.
template <class T, fixed_string Name, class R> struct GetterCall {
    struct table {
        static constexpr const char* text = Name.text;
    };
    static constexpr bool has_instance = true;
    static constexpr std::size_t count = 0;
    using owner = MethodOf<T>;
    using result = R;
    template <std::size_t At> using parameter = void;
};

/// A data member that Python sees by reference: what is changed in it is changed in its owner.
template <class V>
concept SeenByReference = PyClass<std::remove_const_t<V>> && std::is_class_v<V>;

template <class T, fixed_string Name, auto G, class... Options> struct PropertyGetter {
    using Callable = std::remove_cvref_t<decltype(G)>;
    using Policy = typename PolicyAmong<Options...>::type;

    static PyObject* get(PyObject* self, void* /*closure*/) noexcept {
        try {
            if constexpr (DataMember<Callable>::is_known) {
                return read(self);
            } else if constexpr (check_method<T, Callable>()) {
                using M = MethodPrototype<T, Callable>;
                return call(self, typename M::prototype());
            } else {
                return nullptr;
            }
        } catch (const std::exception& exception) {
            return translate(exception);
        } catch (...) {
            return translate_unknown();
        }
    }

  private:
    static PyObject* read(PyObject* self) {
        using V = typename DataMember<Callable>::value_type;
        Hold<T, false> hold;
        if (ErrState* const error = hold.take(self, Name.text)) [[unlikely]] {
            raise_and_release(error);
            return nullptr;
        }
        T& value = *hold.get();
        if constexpr (!std::is_void_v<Policy>)
            return Giving<Options...>::template give<GetterCall<T, Name, V&>, V&>(value.*G, self, nullptr, 0);
        else if constexpr (SeenByReference<V>)
            return refer_to_member(self, value.*G);
        else if constexpr (check_into_python<const V&>())
            return into_python(std::as_const(value.*G));
    }

    template <class V> static PyObject* refer_to_member(PyObject* self, V& member) {
        constexpr bool is_possible = Referable<std::remove_const_t<V>> && !std::is_const_v<V>;
        static_assert(
            is_possible,
            "tether: a data member of a declared class is seen by reference, so that what is changed in "
            "it is changed here. Add .holder = Holder::reference to the member's class, or the option "
            "returns::copy to the attribute.");
        if constexpr (is_possible)
            if constexpr (check_owner<T, V>()) return refer(member, owner_of<T>(self));
        return nullptr;
    }

    template <class R, class... A> static PyObject* call(PyObject* self, Prototype<R, A...>) {
        static_assert(sizeof...(A) == 0, "tether: a getter takes the instance and nothing else.");
        if constexpr (sizeof...(A) == 0) {
            using Target = MethodTarget<T, G, typename MethodPrototype<T, Callable>::self, Prototype<R>>;
            typename Target::receiver receiver;
            if (ErrState* const refused = receiver.take(self, Name.text)) return fail_receiver(refused);
            if constexpr (std::is_void_v<R>) {
                Target::callee(receiver)();
                return ffi::new_ref(Py_None);
            } else {
                if constexpr ((is_for_result<Options> || ...))
                    return Giving<Options...>::template give<GetterCall<T, Name, R>, R>(
                        Target::callee(receiver)(), self, nullptr, 0);
                else
                    return return_value<R>(Target::callee(receiver)());
            }
        } else {
            return nullptr;
        }
    }
};

template <class T, fixed_string Name, auto S> struct PropertySetter {
    using Callable = std::remove_cvref_t<decltype(S)>;

    static int set(PyObject* self, PyObject* value, void* /*closure*/) noexcept {
        if (value == nullptr) return fail_delete(self, Name.text);
        try {
            if constexpr (DataMember<Callable>::is_known) {
                return write(self, value);
            } else if constexpr (check_method<T, Callable>()) {
                using M = MethodPrototype<T, Callable>;
                return call(self, value, typename M::prototype());
            } else {
                return -1;
            }
        } catch (const std::exception& exception) {
            translate(exception);
        } catch (...) {
            translate_unknown();
        }
        return -1;
    }

  private:
    static int write(PyObject* self, PyObject* object) {
        using V = typename DataMember<Callable>::value_type;
        static_assert(policy_of<T> != Policy::frozen,
                      "tether: an attribute of a frozen class cannot be set. Write get "
                      "instead of get_set, or leave out .frozen.");
        static_assert(!std::is_const_v<V>,
                      "tether: a const data member cannot be set. Write get instead of get_set.");
        Argument<V> held;
        if (ErrState* const error = held.load(object)) return fail_attribute(Name.text, error);
        if constexpr (policy_of<T> != Policy::frozen && !std::is_const_v<V>) {
            Hold<T, true> hold;
            if (ErrState* const error = hold.take(self, Name.text)) [[unlikely]]
                return raise_and_release(error), -1;
            // What it held goes after the borrow: its end may call Python.
            [[maybe_unused]] V const former = std::exchange(hold.get()->*S, held.get());
            hold.release();
        }
        return 0;
    }

    template <class R, class V> static int call(PyObject* self, PyObject* object, Prototype<R, V>) {
        using Target = MethodTarget<T, S, typename MethodPrototype<T, Callable>::self, Prototype<R, V>>;
        Argument<V> held;
        if (ErrState* const error = held.load(object)) return fail_attribute(Name.text, error);
        typename Target::receiver receiver;
        if (ErrState* const refused = receiver.take(self, Name.text)) return raise_and_release(refused), -1;
        if constexpr (std::is_void_v<R>) {
            Target::callee(receiver)(held.get());
        } else {
            PyObject* const result = return_value<R>(Target::callee(receiver)(held.get()));
            if (result == nullptr) return -1;
            Py_DECREF(result);
        }
        return 0;
    }

    template <class R, class... A> static int call(PyObject*, PyObject*, Prototype<R, A...>) {
        static_assert(sizeof...(A) == 1, "tether: a setter takes the instance and the value.");
        return -1;
    }
};

/// `del` of an attribute, as the halves of a property know it.
template <class T, fixed_string Name, auto D> struct PropertyDeleter {
    static int remove(PyObject* self, PyObject* /*value*/, void* /*closure*/) noexcept {
        // A getter that gives nothing has the same form.
        PyObject* const result = PropertyGetter<T, Name, D>::get(self, nullptr);
        if (result == nullptr) return -1;
        Py_DECREF(result);
        return 0;
    }
};

} // namespace tether::inline TETHER_ABI::detail
