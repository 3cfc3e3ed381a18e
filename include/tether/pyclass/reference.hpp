// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Instances whose value was there before them: a part of another instance, or one that C++ hands over.
#pragma once

#include <tether/pyclass/inheritance.hpp>
#include <tether/pyclass/instance.hpp>
#include <tether/pyclass/type_object.hpp>

namespace tether::inline TETHER_ABI::detail {

/// The object that a value is a part of: kept alive, and borrowed in place of the instance that refers to it.
struct Owner {
    PyObject* object = nullptr;   ///< null: the value lives as long as the program
    BorrowState* state = nullptr; ///< null: the reference has one of its own
};

/// An instance of T as the owner of what is in it.
template <class T> Owner owner_of(PyObject* self) noexcept {
    Owner owner{borrowed_object<T>(self), nullptr};
    if constexpr (Layout<T>::has_state) owner.state = &Layout<T>::state(self);
    return owner;
}

/// A class that can refer to a value which stands elsewhere.
template <class T>
concept Referable = PyClass<T> && Layout<T>::has_held && Layout<T>::place != Place::kept;

/// An instance without a value of its own: a new reference, or null with an error set.
TETHER_NOINLINE inline PyObject* new_held(FoundClass found, std::size_t state_at, std::size_t held_at,
                                          Owner owner) noexcept {
    PyTypeObject* const type = type_of(*found.info);
    PyObject* const object = type != nullptr ? ffi::new_instance(type) : nullptr;
    if (object == nullptr) return nullptr;
    char* const at = ffi::places_of(object);
    auto* const state = ::new (at + state_at) BorrowState(0);
    Py_XINCREF(owner.object);
    ::new (at + held_at) Held{found.info, found.value, owner.object, owner.state};
    (void)state;
    found.info->spec.load()->claim(object);
    if (ffi::is_collected(type)) PyObject_GC_Track(object);
    return object;
}

/// The instance that has a value already, where its class asks for that: a new reference, or null.
template <class T> PyObject* find_identical(FoundClass found) noexcept {
    if constexpr (has_identity<T>) {
        PyObject* const known = identities<root_of<T>>.get(found.value);
        if (known != nullptr && is_instance<T>(known)) return known;
        Py_XDECREF(known);
    }
    return nullptr;
}

/// Lets an instance keep another object alive. False with an error set.
TETHER_NOINLINE inline bool keep(PyObject* object, Held& held, PyObject* patient) noexcept {
    const ffi::CriticalSection section(object);
    if (held.kept == nullptr || !PyList_CheckExact(held.kept)) {
        PyObject* const list = PyList_New(1);
        if (list == nullptr) return false;
        PyObject* const first = held.kept != nullptr ? held.kept : ffi::new_ref(Py_None);
        ffi::list_fill_item(list, 0, first);
        held.kept = list;
    }
    for (Py_ssize_t i = 0; i < ffi::list_size(held.kept); ++i)
        if (ffi::list_item(held.kept, i) == patient) return true;
    return PyList_Append(held.kept, patient) == 0;
}

/// Enters a new instance, or gives up its reference for one to that which came first. Where that only refers
/// to the value and the new one owns it, it keeps the new one alive. Null with an error set; the new one is
/// gone then, but not what it owned.
template <class T> PyObject* remember_value(PyObject* object, FoundClass found) noexcept {
    if constexpr (has_identity<T>) {
        if (object == nullptr) return nullptr;
        if (PyObject* first = identities<root_of<T>>.add(found.value, object, &is_instance<T>)) {
            Held& held = Layout<T>::held(object);
            Held& known = Layout<T>::held(first);
            if (!held.is_reference() && known.is_reference() && !keep(first, known, object)) {
                forget(identities<root_of<T>>, found.value, first);
                known.value = nullptr; // which ends
                held.value = nullptr;
                Py_CLEAR(first);
            }
            Py_DECREF(object);
            return first;
        }
    }
    return object;
}

/// An instance that refers to a value: a new reference, or null with an error set.
template <Referable T> PyObject* refer(T& value, Owner owner) noexcept {
    FoundClass const found = find_class(&value);
    if (PyObject* const known = find_identical<T>(found)) return known;
    PyObject* const object = new_held(found, Layout<T>::state_at, Layout<T>::held_at, owner);
    if (object == nullptr) return nullptr;
    Held& held = Layout<T>::held(object);
    // A state says that this is a reference: its own where no other counts.
    if (held.state == nullptr) held.state = &Layout<T>::own_state(object);
    return remember_value<T>(object, found);
}

/// An instance that owns a value on the heap from now on: a new reference; or null with an error set, and
/// then the value is still the caller's.
template <class T>
    requires(place_of<T> == Place::unique)
PyObject* own(T* value) noexcept {
    static_assert(!std::is_polymorphic_v<T> || std::has_virtual_destructor_v<T> || std::is_final_v<T>,
                  "tether: an object of a polymorphic class is deleted through its base: give the class a "
                  "virtual destructor.");
    FoundClass const found = find_class(value);
    return remember_value<T>(new_held(found, Layout<T>::state_at, Layout<T>::held_at, {}), found);
}

/// Whether a value is the one of an instance of O.
template <class O, class T> bool is_value_of(PyObject* self, const T* value) noexcept {
    if constexpr (std::derived_from<O, T>)
        return static_cast<const T*>(Layout<O>::value(self)) == value;
    else if constexpr (std::derived_from<T, O>)
        return static_cast<const O*>(value) == Layout<O>::value(self) && is_instance<T>(self);
    else
        return false;
}

} // namespace tether::inline TETHER_ABI::detail
