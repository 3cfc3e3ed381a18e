// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// How a value is put into its instance and how it ends, by who owns it.
#pragma once

#include <tether/error/translate.hpp>
#include <tether/pyclass/identity.hpp>
#include <tether/pyclass/kept_value.hpp>

namespace tether::inline TETHER_ABI::detail {

/// What a class of Holder::shared does; <tether/convert/memory.hpp> has it.
template <class T> struct SharedStorage;

/// Whether it was included: check_holder() says so in words where it was not.
template <class T> inline constexpr bool has_shared_storage = requires { sizeof(SharedStorage<T>); };

/// Deletes a value of exactly the type.
template <class T> void delete_value(T* value) noexcept {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdelete-non-virtual-dtor"
    delete value;
#pragma GCC diagnostic pop
}

/// Says that an instance has a value of its own.
template <class T> void hold_own(PyObject* object, T* value) noexcept {
    Held& held = Layout<T>::held(object);
    held.made = &class_info<T>;
    held.value = value;
    held.state = nullptr;
    if constexpr (has_identity<T>) remember(identities<root_of<T>>, value, object);
}

/// Gives an instance that derives from a Python type the object that owns its value. Throws where there is no
/// memory.
template <class T> void keep_value(PyObject* object, T* value) {
    PyObject* const kept = KeptValue::create(
        value, [](void* owned) noexcept { delete_value(static_cast<T*>(owned)); }, class_info<T>.show,
        Unsendable<T> ? &this_thread : nullptr);
    if (kept == nullptr) {
        delete_value(value);
        throw_error(PyErr::from_state(fetch_error()));
    }
    Held& held = Layout<T>::held(object);
    if (held.made != nullptr) {
        // What the arguments of its `__init__` called has made one.
        Py_DECREF(kept);
        throw_error(PyErr::from_state(new_message(
            &PyRuntimeError::type_object, "the value of this object was made while its __init__() ran",
            PyRuntimeError::type_name)));
    }
    held.kept = kept;
    held.made = &class_info<T>;
    held.value = value;
    held.state = &KeptValue::of(kept).state;
}

/// Hands a value that stands on the heap to an instance without one.
template <class T> void adopt_value(PyObject* object, T* value) {
    static_assert(Layout<T>::place == Place::unique || Layout<T>::place == Place::kept);
    if constexpr (Layout<T>::place == Place::kept)
        keep_value(object, value);
    else
        hold_own(object, value);
}

/// Puts the value that `make` gives into an instance without one. It is never moved.
template <class T, class Make>
TETHER_INLINE void put_value(PyObject* object,
                             Make&& make) noexcept(Layout<T>::is_inside && noexcept(make())) {
    constexpr Place place = Layout<T>::place;
    if constexpr (ClassKind<T>::is_alternative) {
        Layout<T>::put(object, make);
    } else if constexpr (place == Place::inside) {
        ::new (static_cast<void*>(Layout<T>::stored(object))) T(make());
    } else if constexpr (place == Place::reference) {
        hold_own<T>(object, ::new (static_cast<void*>(Layout<T>::stored(object))) T(make()));
    } else if constexpr (place == Place::shared) {
        if constexpr (has_shared_storage<T>) SharedStorage<T>::put(object, static_cast<Make&&>(make));
    } else {
        adopt_value<T>(object, new T(make()));
    }
}

template <class T> inline constexpr bool ends_trivially = std::is_trivially_destructible_v<T>;
/// The cheaper question for the compiler, of most values.
template <class T>
    requires std::is_trivially_copyable_v<T>
inline constexpr bool ends_trivially<T> = true;

/// Whether an instance of a class ends without anything to do for its value.
template <class T>
inline constexpr bool ends_at_once = Layout<T>::place == Place::inside && ends_trivially<T>;

/// Ends the value of an instance as the class does whose value it is.
void end_made(PyObject* object, const ClassInfo& made) noexcept;

/// Ends the value of an instance of exactly the class or of a Python class derived from it, if it has one.
template <class T> void end_value(PyObject* object) noexcept {
    using L = Layout<T>;
    if constexpr (L::place == Place::inside) {
        if constexpr (!ends_at_once<T>) {
            if constexpr (L::has_state)
                if (L::own_state(object).value() == BorrowState::unmade) return;
            L::stored(object)->T::~T();
        }
    } else {
        Held& held = L::held(object);
        if constexpr (L::may_be_second_base) {
            // `__class__` was assigned: Python allows that where the layouts are the same.
            if (held.made != nullptr && held.made != &class_info<T>) [[unlikely]]
                return end_made(object, *held.made);
        }
        PyObject* const kept = std::exchange(held.kept, nullptr);
        if constexpr (has_identity<T>)
            if (held.value != nullptr) forget(identities<root_of<T>>, held.value, object);
        auto* const value = static_cast<T*>(std::exchange(held.value, nullptr));
        if constexpr (L::place == Place::shared) {
            if constexpr (has_shared_storage<T>) SharedStorage<T>::end(object);
        } else if (value != nullptr && !held.is_reference()) {
            if constexpr (L::place == Place::reference && L::is_inside)
                value->T::~T();
            else if constexpr (L::place == Place::unique)
                delete_value(value);
        }
        Py_XDECREF(kept);
    }
}

} // namespace tether::inline TETHER_ABI::detail
