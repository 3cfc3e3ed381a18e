// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The making and the end of instances.
#pragma once

#include <tether/error/translate.hpp>
#include <tether/pyclass/layout.hpp>

namespace tether::inline TETHER_ABI::detail {

/// The memory of an instance without its value, of the class (`exact`) or of a subclass. Null with an error
/// set.
template <class T> PyObject* allocate(PyTypeObject* type, bool exact) noexcept {
    using L = Layout<T>;
    PyObject* object = nullptr;
    if (exact && !ffi::is_collected(type)) [[likely]] {
        object = ffi::new_plain_instance(type, L::size);
        if (object == nullptr) return nullptr;
        if constexpr (L::prefix > sizeof(PyObject))
            std::memset(reinterpret_cast<char*>(object) + sizeof(PyObject), 0, L::prefix - sizeof(PyObject));
    } else {
        object = ffi::new_instance(type);
        if (object == nullptr) return nullptr;
    }
    if constexpr (L::has_state) ::new (&L::state(object)) BorrowState;
    if constexpr (L::has_state) L::state(object).set(BorrowState::unmade);
    return object;
}

/// Says that the value is made.
template <class T> PyObject* set_made(PyObject* object) noexcept {
    if constexpr (Layout<T>::has_state) Layout<T>::state(object).set(0);
    if (ffi::is_collected(Py_TYPE(object))) PyObject_GC_Track(object);
    return object;
}

/// Frees an instance whose value was not made.
template <class T> void abandon(PyObject* object) noexcept {
    if constexpr (Layout<T>::has_state)
        Py_DECREF(object);
    else
        ffi::free_instance(object);
}

/// Makes the value in place: by a constructor, or as an aggregate.
template <class T, class... Args> void emplace(PyObject* object, Args&&... args) {
    void* const at = Layout<T>::stored(object);
    if constexpr (std::is_constructible_v<T, Args...>)
        ::new (at) T(static_cast<Args&&>(args)...);
    else
        ::new (at) T{static_cast<Args&&>(args)...};
}

/// A new instance made of the arguments: a new reference, or null with an error set. Attached.
template <class T, class... Args> PyObject* new_object(Args&&... args) noexcept {
    PyTypeObject* const type = type_of(class_info<T>);
    if (type == nullptr) return nullptr;
    PyObject* const object = allocate<T>(type, true);
    if (object == nullptr) return nullptr;
    try {
        emplace<T>(object, static_cast<Args&&>(args)...);
    } catch (const std::exception& exception) {
        translate(exception);
        abandon<T>(object);
        return nullptr;
    } catch (...) {
        translate_unknown();
        abandon<T>(object);
        return nullptr;
    }
    return set_made<T>(object);
}

/// What an instance has besides its value, given back at its end. The collector does not know it any more.
template <class T> void clear_extras(PyObject* object) noexcept {
    using L = Layout<T>;
    if constexpr (L::weakrefs_at != 0)
        if (*reinterpret_cast<PyObject**>(reinterpret_cast<char*>(object) + L::weakrefs_at) != nullptr)
            PyObject_ClearWeakRefs(object);
    if constexpr (L::dict_at != 0)
        Py_CLEAR(*reinterpret_cast<PyObject**>(reinterpret_cast<char*>(object) + L::dict_at));
}

/// tp_dealloc.
template <class T> void dealloc(PyObject* object) {
    using L = Layout<T>;
    if (ffi::is_collected(Py_TYPE(object))) PyObject_GC_UnTrack(object);
    clear_extras<T>(object);
    if constexpr (!std::is_trivially_destructible_v<typename L::Stored>) {
        if constexpr (L::has_state) {
            if (L::state(object).value() != BorrowState::unmade) std::destroy_at(L::stored(object));
        } else {
            std::destroy_at(L::stored(object));
        }
    }
    ffi::free_instance(object);
}

} // namespace tether::inline TETHER_ABI::detail
