// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Constructors: a call of the class goes by vectorcall straight to C++, as long as Python has not replaced
// `__new__` or `__init__`; else by those two. One signature and one trampoline serve all ways.
//
// As Python's own mutable types do, a class whose instances have a BorrowState leaves the value to `__init__`
// where a subclass has its own: the value is made when that calls ours.
#pragma once

#include <tether/pyclass/receiver.hpp>
#include <tether/pyclass/type_object.hpp>

namespace tether::inline TETHER_ABI::detail {

/// What a constructor's trampoline gives: the instance itself.
struct Constructed {
    PyObject* object;
};

} // namespace tether::inline TETHER_ABI::detail

template <> struct tether::IntoPyObject<tether::detail::Constructed> {
    static PyObject* cast(const detail::Constructed& made) noexcept { return made.object; }
};

namespace tether::inline TETHER_ABI::detail {

/// Where a value is to be made: in a new instance where `self` is the class itself, else in the instance that
/// it is. Null with an error set.
TETHER_INLINE_FOR_SPEED PyObject* begin_plain_value(PyObject* self, ClassShape shape, bool throws) noexcept {
    if (!PyType_Check(self)) [[unlikely]]
        return self;
    return allocate_exact(reinterpret_cast<PyTypeObject*>(self), shape, throws ? BorrowState::unmade : 0);
}

/// The same for all classes.
template <class T> TETHER_INLINE PyObject* begin_value(PyObject* self, bool throws) noexcept {
    PyObject* object = self;
    if (PyType_Check(self)) [[likely]] {
        object = allocate_exact<T>(reinterpret_cast<PyTypeObject*>(self), throws ? BorrowState::unmade : 0);
        if (object == nullptr) [[unlikely]]
            return nullptr;
    }
    claim<T>(object);
    return object;
}

/// Says of a new instance that its value is made; gives the instance.
TETHER_INLINE PyObject* end_value(PyObject* self, PyObject* object, ClassShape shape, bool throws) noexcept {
    if (object != self && (throws || ffi::is_collected(Py_TYPE(object)))) set_made(object, shape);
    return object;
}

/// Makes a value by a callable.
template <class T, class Make> Constructed construct_in(PyObject* self, Make&& make) {
    PyObject* const object = begin_value<T>(self, true);
    if (object == nullptr) [[unlikely]]
        return {nullptr};
    Unmade unmade(object == self ? nullptr : object, Layout<T>::shape);
    make(object);
    unmade.keep();
    return {end_value(self, object, Layout<T>::shape, true)};
}

/// One of several constructors, while it is tried.
struct Attempt {
    PyObject* self;
    bool fits = false; ///< the arguments were converted: what comes now is the constructor's own
};

/// What a constructor works for, which is behind an Attempt where there are several.
template <bool Tried> PyObject* begin_construction(PyObject* self) noexcept {
    if constexpr (Tried) {
        auto* const attempt = reinterpret_cast<Attempt*>(self);
        attempt->fits = true;
        return attempt->self;
    } else {
        return self;
    }
}

/// What a constructor's trampoline calls.
template <class T, bool Tried, class... A> struct ConstructorTarget {
    using owner = ConstructorOf<T>;

    /// The common form, written out: less is instantiated for it.
    static constexpr bool is_common = Layout<T>::place == Place::inside && !is_on_view<T> &&
                                      !ClassKind<T>::is_alternative &&
                                      requires(A... args) { T(static_cast<A&&>(args)...); };

    /// Memory comes before arguments that cannot fail to be copied: none of them need wait in a register.
    static constexpr bool is_early = is_common && (std::is_arithmetic_v<A> && ...);

    PyObject* self;
    PyObject* object = nullptr; ///< where the value is to be made

    static ConstructorTarget callee(PyObject* of) noexcept {
        PyObject* const self = begin_construction<Tried>(of);
        if constexpr (is_early)
            return {self, begin(self)};
        else
            return {self};
    }

    Constructed operator()(A... args) const {
        if constexpr (is_common) {
            PyObject* const made = is_early ? object : begin(self);
            if (made == nullptr) [[unlikely]]
                return {nullptr};
            constexpr ClassShape shape = Layout<T>::shape;
            if constexpr (throws) {
                Unmade unmade(made == self ? nullptr : made, shape);
                ::new (static_cast<void*>(Layout<T>::stored(made))) T(static_cast<A&&>(args)...);
                unmade.keep();
            } else {
                ::new (static_cast<void*>(Layout<T>::stored(made))) T(static_cast<A&&>(args)...);
            }
            return {end_value(self, made, shape, throws)};
        } else {
            return construct_in<T>(self,
                                   [&](PyObject* made) { emplace<T>(made, static_cast<A&&>(args)...); });
        }
    }

  private:
    static constexpr bool throws = !noexcept(T(std::declval<A>()...));

    static PyObject* begin(PyObject* self) noexcept {
        constexpr ClassShape shape = Layout<T>::shape;
        if constexpr (is_plain_memory<T>)
            return begin_plain_value(self, shape, throws);
        else
            return begin_value<T>(self, throws);
    }
};

/// Calls it with a tuple and a dict.
TETHER_NOINLINE inline PyObject* call_constructor(ConstructorCall call, PyObject* self, PyObject* args,
                                                  PyObject* kwargs) noexcept {
    Py_ssize_t const nargs = ffi::tuple_size(args);
    Py_ssize_t const count = kwargs != nullptr ? PyDict_Size(kwargs) : 0;
    if (PyObject* const* const items = ffi::tuple_items(args); items != nullptr && count == 0)
        return call(self, items, nargs, nullptr);
    PyObject* small[16] = {};
    PyObject** slots = small;
    if (nargs + count > 16) {
        slots = static_cast<PyObject**>(
            PyMem_Malloc(static_cast<std::size_t>(nargs + count) * sizeof(PyObject*)));
        if (slots == nullptr) return PyErr_NoMemory();
    }
    for (Py_ssize_t i = 0; i < nargs; ++i) slots[i] = ffi::tuple_item(args, i);
    PyObject* names = count != 0 ? PyTuple_New(count) : nullptr;
    PyObject* result = nullptr;
    if (count == 0 || names != nullptr) {
        PyObject* key = nullptr;
        PyObject* value = nullptr;
        Py_ssize_t at = 0;
        for (Py_ssize_t i = 0; count != 0 && PyDict_Next(kwargs, &at, &key, &value) != 0; ++i) {
            ffi::tuple_fill_item(names, i, ffi::new_ref(key));
            slots[nargs + i] = value;
        }
        result = call(self, slots, nargs, names);
    }
    Py_XDECREF(names);
    if (slots != small) PyMem_Free(slots);
    return result;
}

/// A constructor that gave an instance that exists: no place for one in `__init__`.
TETHER_COLD inline int refuse_other_instance(PyObject* self, PyObject* made) noexcept {
    if (made == nullptr) return -1;
    Py_DECREF(made);
    PyErr_Format(PyExc_TypeError,
                 "the constructor gave another object, and %.100s.__init__() can only fill its own: override "
                 "__new__ instead",
                 ffi::TypeText(Py_TYPE(self)).bare());
    return -1;
}

/// The C function of a constructor's trampoline.
template <class Call>
inline constexpr ConstructorCall constructor_call = [] {
    if constexpr (Call::is_shared)
        return &Call::call_shared;
    else
        return &Call::call;
}();

/// The constructor of a class. Call is its trampoline.
template <class Call> struct Construction {
    static constexpr ConstructorCall call = constructor_call<Call>;
};

PyObject* make_instance(PyTypeObject* type, PyObject* args, PyObject* kwargs) noexcept;
int initialize_instance(PyObject* self, PyObject* args, PyObject* kwargs) noexcept;

/// Whether `__init__` is ours, or that of object where the class leaves all to `__new__`.
inline bool has_own_init(PyTypeObject* type, ClassShape shape) noexcept {
    return ffi::type_init(type) ==
           (shape.state_at != 0 ? &initialize_instance : ffi::type_init(&PyBaseObject_Type));
}

/// tp_vectorcall, of exactly a class.
template <bool HasState>
PyObject* construct(PyObject* callable, PyObject* const* args, std::size_t nargs,
                    PyObject* kwnames) noexcept {
    auto* const type = reinterpret_cast<PyTypeObject*>(callable);
    if (ffi::type_new(type) != &make_instance || !has_own_init(type, {0, 0, HasState})) [[unlikely]]
        return ffi::call_type(callable, args, ffi::positional_count(nargs), kwnames);
    return exact_class(type).spec.load()->call(callable, args, ffi::positional_count(nargs), kwnames);
}

/// tp_new
inline PyObject* make_instance(PyTypeObject* type, PyObject* args, PyObject* kwargs) noexcept {
    const ClassInfo& info = class_of(type);
    ConstructorCall const call = info.spec.load()->call;
    bool const is_left_to_init = !has_own_init(type, info.shape) && info.shape.state_at != 0;
    if (!is_left_to_init && ffi::class_token(type) == info.token)
        return call_constructor(call, reinterpret_cast<PyObject*>(type), args, kwargs);
    PyObject* const object = allocate(type, info.shape);
    if (object == nullptr) return nullptr;
    if (is_left_to_init) {
        if (ffi::is_collected(type)) PyObject_GC_Track(object);
        return object;
    }
    PyObject* const made = call_constructor(call, object, args, kwargs);
    if (made == object) return set_made(object, info.shape);
    abandon(object, info.shape);
    return made;
}

/// tp_init of a class whose instances have a state.
inline int initialize_instance(PyObject* self, PyObject* args, PyObject* kwargs) noexcept {
    const ClassInfo& info = class_of(Py_TYPE(self));
    BorrowState& state = state_at(self, info.shape.state_at);
    if (!state.begin_making()) {
        // What the arguments call may come here again.
        if (state.value() != BorrowState::making) return 0;
        raise_and_release(borrow_error(self, state, true, nullptr));
        return -1;
    }
    PyObject* const made = call_constructor(info.spec.load()->call, self, args, kwargs);
    state.set(made == self ? 0 : BorrowState::unmade);
    return made == self ? 0 : refuse_other_instance(self, made);
}

/// tp_init of a class that derives from a Python type: what `__new__` of that made gets its value.
template <class Root> int initialize_on_view(PyObject* self, PyObject* args, PyObject* kwargs) noexcept {
    if (Layout<Root>::held(self).made != nullptr) return 0;
    const ClassInfo& info = class_of(Py_TYPE(self));
    PyObject* const made = call_constructor(info.spec.load()->call, self, args, kwargs);
    if (made != self) return refuse_other_instance(self, made);
    // What Python's exceptions are given, `errno` and `value` and others, they keep by their `__init__`.
    if constexpr (std::derived_from<base_of<Root>, PyBaseException>)
        return ffi::type_init(ffi::builtin_base(Py_TYPE(self)))(self, args, nullptr);
    else
        return 0;
}

/// tp_init of such a class without a constructor.
TETHER_COLD inline int refuse_initialization(PyObject* self, PyObject* /*args*/,
                                             PyObject* /*kwargs*/) noexcept {
    PyErr_Format(PyExc_TypeError, "cannot create '%s' instances", ffi::TypeText(Py_TYPE(self)).text());
    return -1;
}

/// tp_new of a class without a constructor.
TETHER_COLD inline PyObject* refuse_construction(PyTypeObject* type, PyObject* /*args*/,
                                                 PyObject* /*kwargs*/) noexcept {
    return PyErr_Format(PyExc_TypeError, "cannot create '%s' instances", ffi::TypeText(type).text());
}

} // namespace tether::inline TETHER_ABI::detail
