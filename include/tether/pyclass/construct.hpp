// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Constructors: a call of the class goes by vectorcall straight to C++, as long as Python has not replaced
// `__new__` or `__init__`; else by those two. One signature and one trampoline serve all ways.
//
// As Python's own mutable types do, a class whose instances have a BorrowState leaves the value to `__init__`
// where a subclass has its own: the value is made when that calls ours.
#pragma once

#include <tether/pyclass/receiver.hpp>

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

/// Makes a value: in a new instance where `self` is the class itself, else in the instance that it is.
template <class T, class Make> TETHER_INLINE Constructed construct_in(PyObject* self, Make&& make) {
    if (PyType_Check(self)) [[likely]]
        return {new_instance_by<T>(reinterpret_cast<PyTypeObject*>(self), static_cast<Make&&>(make))};
    make(self);
    return {self};
}

/// What a constructor's trampoline calls.
template <class T, class... A> struct ConstructorTarget {
    using owner = ConstructorOf<T>;

    static auto callee(PyObject* self) noexcept {
        return [self](A... args) -> Constructed {
            return construct_in<T>(self, [&](PyObject* object) noexcept(makes_without_throwing<T, A...>()) {
                emplace<T>(object, static_cast<A&&>(args)...);
            });
        };
    }
};

/// The same for a function that gives the value.
template <class T, auto F, class... A> struct FactoryTarget {
    using owner = ConstructorOf<T>;

    static auto callee(PyObject* self) noexcept {
        return [self](A... args) -> Constructed {
            return construct_in<T>(self, [&](PyObject* object) {
                ::new (static_cast<void*>(Layout<T>::stored(object)))
                    Storage<T>{F(static_cast<A&&>(args)...)};
            });
        };
    }
};

/// The C function of a constructor: METH_FASTCALL | METH_KEYWORDS.
using ConstructorCall = PyObject* (*)(PyObject*, PyObject* const*, Py_ssize_t, PyObject*);

/// Calls it with a tuple and a dict.
TETHER_NOINLINE inline PyObject* call_constructor(ConstructorCall call, PyObject* self, PyObject* args,
                                                  PyObject* kwargs) noexcept {
    Py_ssize_t const nargs = ffi::tuple_size(args);
    Py_ssize_t const count = kwargs != nullptr ? PyDict_Size(kwargs) : 0;
    PyObject* small[16];
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
            PyTuple_SET_ITEM(names, i, ffi::new_ref(key));
            slots[nargs + i] = value;
        }
        result = call(self, slots, nargs, names);
    }
    Py_XDECREF(names);
    if (slots != small) PyMem_Free(slots);
    return result;
}

/// The slots of a class with a constructor. Call is its trampoline.
template <class T, class Call> struct Construction {
    static constexpr ConstructorCall call = [] {
        if constexpr (Call::is_shared)
            return &Call::call_shared;
        else
            return &Call::call;
    }();

    /// A class whose instances have no state makes the value in `__new__` alone.
    static initproc init() noexcept {
        if constexpr (Layout<T>::has_state)
            return &initialize;
        else
            return PyBaseObject_Type.tp_init;
    }

    /// tp_vectorcall, of exactly the class.
    static PyObject* construct(PyObject* callable, PyObject* const* args, std::size_t nargs,
                               PyObject* kwnames) noexcept {
        auto* const type = reinterpret_cast<PyTypeObject*>(callable);
        if (ffi::type_new(type) != &make || ffi::type_init(type) != init()) [[unlikely]]
            return ffi::call_type(callable, args, PyVectorcall_NARGS(nargs), kwnames);
        return call(callable, args, PyVectorcall_NARGS(nargs), kwnames);
    }

    /// tp_new
    static PyObject* make(PyTypeObject* type, PyObject* args, PyObject* kwargs) noexcept {
        bool const is_left_to_init = Layout<T>::has_state && ffi::type_init(type) != init();
        if (!is_left_to_init && ffi::class_token(type) == class_info<T>.token)
            return call_constructor(call, reinterpret_cast<PyObject*>(type), args, kwargs);
        PyObject* const object = allocate<T>(type);
        if (object == nullptr) return nullptr;
        if (is_left_to_init) {
            if (ffi::is_collected(type)) PyObject_GC_Track(object);
            return object;
        }
        if (call_constructor(call, object, args, kwargs) != nullptr) return set_made<T>(object);
        abandon<T>(object);
        return nullptr;
    }

    /// tp_init
    static int initialize(PyObject* self, PyObject* args, PyObject* kwargs) noexcept {
        if (Layout<T>::state(self).value() != BorrowState::unmade) return 0;
        if (call_constructor(call, self, args, kwargs) == nullptr) return -1;
        Layout<T>::state(self).set(0);
        return 0;
    }
};

/// tp_new of a class without a constructor.
TETHER_COLD inline PyObject* refuse_construction(PyTypeObject* type, PyObject* /*args*/,
                                                 PyObject* /*kwargs*/) noexcept {
    return PyErr_Format(PyExc_TypeError, "cannot create '%s' instances", type->tp_name);
}

} // namespace tether::inline TETHER_ABI::detail
