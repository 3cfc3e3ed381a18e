// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// `pickle`, `copy` and `deepcopy`: by the fields of a class, or by two functions.
#pragma once

#include <tether/pyclass/from_fields.hpp>
#include <tether/token/intern.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// What instances have besides their value, as `__reduce__` gives it: null where there is nothing, or with an
/// error set.
TETHER_NOINLINE inline PyObject* extra_state(PyObject* self, const ClassInfo& info) noexcept {
    const ClassSpec& spec = *info.spec.load();
    if (is_exact(self, info) && spec.dict_at == 0 && spec.origin == nullptr) return nullptr;
    PyObject* state = nullptr;
    if (ffi::get_optional_attr(self, interned<"__getstate__">(), &state) < 0) return nullptr;
    if (state != nullptr) {
        PyObject* const getter = state;
        state = PyObject_CallObject(getter, nullptr);
        Py_DECREF(getter);
    } else if (ffi::get_optional_attr(self, interned<"__dict__">(), &state) < 0) {
        return nullptr;
    }
    if (state == nullptr) return nullptr;
    int const is_full = state == Py_None ? 0 : PyObject_IsTrue(state);
    if (is_full <= 0) Py_CLEAR(state);
    return state;
}

/// What `__reduce__` gives behind the arguments: each null where there is nothing.
struct Carried {
    PyObject* state = nullptr;
    PyObject* items = nullptr;   ///< an iterator, of a list
    PyObject* entries = nullptr; ///< an iterator, of a dict

    Carried() noexcept = default;
    Carried(const Carried&) = delete;
    Carried& operator=(const Carried&) = delete;

    ~Carried() {
        Py_XDECREF(state);
        Py_XDECREF(items);
        Py_XDECREF(entries);
    }

    /// Adds what an instance has of the Python type that its class derives from. False with an error set:
    /// TypeError where that keeps what only itself knows.
    TETHER_COLD bool add_base_content(PyObject* self) noexcept {
        if (PyExceptionInstance_Check(self)) return add_exception_arguments(self);
        if (PyList_Check(self)) return (items = PyObject_GetIter(self)) != nullptr;
        if (PyDict_Check(self)) {
            PyObject* const pairs = PyDict_Items(self);
            entries = pairs != nullptr ? PyObject_GetIter(pairs) : nullptr;
            Py_XDECREF(pairs);
            return entries != nullptr;
        }
        PyTypeObject* const base = ffi::builtin_base(Py_TYPE(self));
        if (base == &PyBaseObject_Type) return true; // what class statements made keeps all in its dictionary
        PyErr_Format(PyExc_TypeError, "cannot pickle '%s' object: what its base '%s' holds would be lost",
                     ffi::TypeText(Py_TYPE(self)).text(), ffi::TypeText(base).text());
        return false;
    }

  private:
    /// BaseException takes its arguments from a state that is a dict.
    bool add_exception_arguments(PyObject* self) noexcept {
        PyObject* const arguments = PyObject_GetAttrString(self, "args");
        PyObject* const whole = state != nullptr && PyDict_Check(state) ? PyDict_Copy(state) : PyDict_New();
        bool const is_whole =
            arguments != nullptr && whole != nullptr && PyDict_SetItemString(whole, "args", arguments) == 0;
        Py_XDECREF(arguments);
        Py_XDECREF(std::exchange(state, whole));
        return is_whole;
    }
};

/// Raises TypeError, as object does for what it cannot pickle; gives null.
TETHER_COLD inline PyObject* refuse_pickling(PyTypeObject* type) noexcept {
    return PyErr_Format(PyExc_TypeError, "cannot pickle '%s' object", ffi::TypeText(type).text());
}

/// Whether what a class knows of its values is all of the instances of a type: it is the class, or Python
/// derived it from that. A class of C++ that derives from it has a value of its own, which would not be made.
TETHER_NOINLINE inline bool is_whole(PyTypeObject* type, const ClassInfo& info) noexcept {
    return &class_of(type) == &info;
}

/// `(type(self)._restore, arguments[, state, items, entries])`; steals the arguments.
TETHER_NOINLINE inline PyObject* reduce(PyObject* self, PyObject* arguments, const ClassInfo& info) noexcept {
    if (arguments == nullptr) return nullptr;
    if (!is_whole(Py_TYPE(self), info)) return Py_DECREF(arguments), refuse_pickling(Py_TYPE(self));
    PyObject* const restore = PyObject_GetAttrString(reinterpret_cast<PyObject*>(Py_TYPE(self)), "_restore");
    Carried carried;
    if (restore != nullptr) carried.state = extra_state(self, info);
    PyObject* result = nullptr;
    if (PyErr_Occurred() == nullptr &&
        (info.spec.load()->origin == nullptr || carried.add_base_content(self))) {
        auto const given = [](PyObject* object) noexcept { return object != nullptr ? object : Py_None; };
        if (carried.items != nullptr || carried.entries != nullptr)
            result = PyTuple_Pack(5, restore, arguments, given(carried.state), given(carried.items),
                                  given(carried.entries));
        else
            result = carried.state != nullptr ? PyTuple_Pack(3, restore, arguments, carried.state)
                                              : PyTuple_Pack(2, restore, arguments);
    }
    Py_XDECREF(restore);
    Py_DECREF(arguments);
    return result;
}

/// A new instance of the class or of a subclass, whose value `make` makes; no `__init__` runs.
template <class T, class Make> PyObject* restore_in(PyObject* cls, Make&& make) {
    auto* const type = reinterpret_cast<PyTypeObject*>(cls);
    if constexpr (is_on_view<T>) {
        if (!is_whole(type, class_info<T>)) return refuse_pickling(type);
        return new_on_view<T>(type, static_cast<Make&&>(make)); // the base makes its part itself
    } else {
        if (ffi::class_token(type) == class_info<T>.token) return construct_in<T>(cls, make).object;
        if (!is_whole(type, class_info<T>)) return refuse_pickling(type);
        PyObject* const object = allocate(type, Layout<T>::shape);
        if (object == nullptr) return nullptr;
        Unmade unmade(object, Layout<T>::shape);
        construct_in<T>(object, make);
        return unmade.finish();
    }
}

/// The method `__reduce__`.
consteval MemberRecord reduce_record(PyObject* (*function)(PyObject*, PyObject*)) {
    MemberRecord made{
        MemberKind::method, METH_NOARGS, "__reduce__", "__reduce__($self, /)\n--\n\n", nullptr, {}};
    made.function.call.one = function;
    made.is_implied = true;
    return made;
}

/// The record of `_restore`, a class method.
template <class Call> consteval MemberRecord restore_record() {
    MethodRecord const method = make_method<Call>();
    MemberRecord made{MemberKind::class_method,
                      method.flags,
                      method.name,
                      "Makes an instance anew: for pickle.",
                      &Call::table.head,
                      {.call = method.function}};
    made.is_implied = true;
    return made;
}

/// Whether a type has another attribute of a name than one of its bases: -1 with an error set.
TETHER_COLD inline int has_another(PyTypeObject* type, PyObject* base, PyObject* name) noexcept {
    PyObject* own = nullptr;
    PyObject* former = nullptr;
    int result = -1;
    if (ffi::get_optional_attr(reinterpret_cast<PyObject*>(type), name, &own) >= 0 &&
        ffi::get_optional_attr(base, name, &former) >= 0) {
        result = own != former;
        if (own != nullptr && former != nullptr) result = PyObject_RichCompareBool(own, former, Py_NE);
    }
    Py_XDECREF(own);
    Py_XDECREF(former);
    return result;
}

/// `__reduce_ex__` of a class on a Python type, whose own would leave the C++ value out. As that of object it
/// calls a `__reduce__`, and takes a `__getstate__`, that the class or one derived from it has.
TETHER_COLD inline PyObject* reduce_on_view(PyObject* self, PyObject* protocol) noexcept {
    const ClassInfo& origin = *class_of(Py_TYPE(self)).spec.load()->origin;
    PyTypeObject* type = Py_TYPE(self);
    while (ffi::class_token(type) != origin.token) type = ffi::base_type(type);
    auto* const base = reinterpret_cast<PyObject*>(ffi::base_type(type));
    int another = has_another(Py_TYPE(self), base, interned<"__reduce__">());
    if (another > 0) return PyObject_CallMethod(self, "__reduce__", nullptr);
    if (another == 0) another = has_another(Py_TYPE(self), base, interned<"__getstate__">());
    if (another < 0) return nullptr;
    return another > 0 ? PyObject_CallMethod(base, "__reduce_ex__", "OO", self, protocol)
                       : refuse_pickling(Py_TYPE(self));
}

/// The item of classes on Python types. Exceptions are left to Python, which makes them of their arguments.
struct ReduceOnView {
    template <class T> static consteval MemberRecord record(const char* /*doc*/) {
        MemberRecord made{MemberKind::method,
                          METH_O,
                          "__reduce_ex__",
                          "__reduce_ex__($self, protocol, /)\n--\n\n",
                          nullptr,
                          {}};
        made.function.call.one = &reduce_on_view;
        made.is_implied = true;
        return made;
    }
};
template <class T>
inline constexpr bool reduces_on_view =
    is_on_view<T> && !has_class_base<T> && !std::derived_from<base_of<T>, PyBaseException>;

/// The items of `pickle = true`.
template <class List> struct ReduceFields {
    template <class T> static PyObject* reduce(PyObject* self, PyObject* /*unused*/) noexcept {
        return detail::reduce(self, field_values(self, FieldTable<List>::at), class_info<T>);
    }

    template <class T> static consteval MemberRecord record(const char* /*doc*/) {
        return reduce_record(&reduce<T>);
    }
};

/// "_restore(x, y, /)".
template <class... F> consteval auto restore_signature() {
    char text[12 + ((F::name.view().size() + 2) + ... + 0)]{};
    std::size_t at = 0;
    const auto put = [&](std::string_view part) {
        for (char const c : part) text[at++] = c;
    };
    put("_restore(");
    ((put(F::name.view()), put(", ")), ...);
    put("/)");
    return fixed_string(text);
}

template <class List> struct RestoreFields;
template <class... F> struct RestoreFields<FieldList<F...>> {
    // Every field is in the pickle, so none is left out.
    template <class Field> using Given = KnownField<typename Field::owner, Field::name, Field::member, false>;

    template <class T> struct Target {
        using owner = MethodOf<T>;

        static auto callee(PyObject* cls) noexcept {
            return [cls](typename F::value_type... values) -> Constructed {
                return {restore_in<T>(cls, [&](PyObject* object) {
                    emplace<T>(object, make_from_fields<T, Given<F>...>(
                                           static_cast<typename F::value_type&&>(values)...));
                })};
            };
        }
    };

    static constexpr auto signature = restore_signature<F...>();

    template <class T> static consteval MemberRecord record(const char* /*doc*/) {
        if constexpr (check_from_fields<T, F...>())
            return restore_record<
                TrampolineOf<signature, Target<T>, Prototype<Constructed, typename F::value_type...>>>();
        return {};
    }
};

/// The item of `pickle<get, set>`.
template <auto Get, auto Set> struct Pickle {
    template <class T> static PyObject* reduce(PyObject* self, PyObject* /*unused*/) noexcept {
        PyObject* const state = PropertyGetter<T, "__reduce__", Get>::get(self, nullptr);
        if (state == nullptr) return nullptr;
        PyObject* const arguments = PyTuple_Pack(1, state);
        Py_DECREF(state);
        return detail::reduce(self, arguments, class_info<T>);
    }

    template <class T> static consteval MemberRecord record(const char* /*doc*/) {
        return reduce_record(&reduce<T>);
    }
};

template <class P> struct OnlyParameter;
template <class R, class A> struct OnlyParameter<Prototype<R, A>> {
    using type = A;
};

template <auto Set> struct RestoreBy {
    using A = typename OnlyParameter<typename PrototypeOf<std::remove_cvref_t<decltype(Set)>>::type>::type;

    template <class T> struct Target {
        using owner = MethodOf<T>;

        static auto callee(PyObject* cls) noexcept {
            return [cls](A state) -> Constructed {
                return {restore_in<T>(cls, [&](PyObject* object) {
                    auto made = Set(static_cast<A&&>(state));
                    if constexpr (is_result<decltype(made)>)
                        emplace<T>(object, *std::move(made));
                    else
                        emplace<T>(object, std::move(made));
                })};
            };
        }
    };

    template <class T> static consteval MemberRecord record(const char* /*doc*/) {
        return restore_record<TrampolineOf<"_restore(state, /)", Target<T>, Prototype<Constructed, A>>>();
    }
};

template <class Item> inline constexpr bool is_pickle = false;
template <auto Get, auto Set> inline constexpr bool is_pickle<Pickle<Get, Set>> = true;

} // namespace detail

/// `pickle`, `copy` and `deepcopy` by two functions: the first gives the state of an instance, any value that
/// converts both ways; the second makes a T of it.
///
///     pickle<&Counter::count, [](int count) { return Counter(count); }>()
template <auto Get, auto Set> consteval detail::Documented<detail::Pickle<Get, Set>> pickle() { return {""}; }

} // namespace tether::inline TETHER_ABI
