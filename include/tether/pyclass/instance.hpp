// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The making and the end of instances.
#pragma once

#include <tether/error/translate.hpp>
#include <tether/pyclass/layout.hpp>

namespace tether::inline TETHER_ABI::detail {

/// Gives the state of fresh memory its beginning.
template <class T> PyObject* begin_state(PyObject* object, [[maybe_unused]] std::int32_t value) noexcept {
    if constexpr (Layout<T>::has_state) ::new (&Layout<T>::state(object)) BorrowState(value);
    return object;
}

/// The memory of an instance of a subclass, or of a class that the collector knows, without its value. Null
/// with an error set.
template <class T> PyObject* allocate(PyTypeObject* type) noexcept {
    PyObject* const object = ffi::new_instance(type);
    return object != nullptr ? begin_state<T>(object, BorrowState::unmade) : nullptr;
}

/// The same for exactly the class; `value` is what the state begins with.
template <class T> TETHER_INLINE PyObject* allocate_exact(PyTypeObject* type, std::int32_t value) noexcept {
    using L = Layout<T>;
    if (ffi::is_collected(type)) return allocate<T>(type);
    PyObject* const object = ffi::new_plain_instance(type, L::size);
    if (object == nullptr) [[unlikely]]
        return nullptr;
    if constexpr (L::prefix > sizeof(PyObject) + (L::has_state ? sizeof(BorrowState) : 0))
        std::memset(reinterpret_cast<char*>(object) + sizeof(PyObject), 0, L::prefix - sizeof(PyObject));
    return begin_state<T>(object, value);
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

/// Whether making the value cannot throw.
template <class T, class... Args> consteval bool makes_without_throwing() {
    if constexpr (std::is_constructible_v<T, Args...>)
        return std::is_nothrow_constructible_v<T, Args...>;
    else
        return noexcept(T{std::declval<Args>()...});
}

/// Makes the value in place: by a constructor, or as an aggregate.
template <class T, class... Args>
void emplace(PyObject* object, Args&&... args) noexcept(makes_without_throwing<T, Args...>()) {
    void* const at = Layout<T>::stored(object);
    if constexpr (std::is_constructible_v<T, Args...>)
        ::new (at) T(static_cast<Args&&>(args)...);
    else
        ::new (at) T{static_cast<Args&&>(args)...};
}

/// Keeps memory whose value is being made; what a constructor throws finds it given back.
template <class T> class Unmade {
  public:
    explicit Unmade(PyObject* object) noexcept : object_(object) {}

    ~Unmade() {
        if (object_ != nullptr) [[unlikely]]
            abandon<T>(object_);
    }

    Unmade(const Unmade&) = delete;
    Unmade& operator=(const Unmade&) = delete;

    PyObject* finish() noexcept { return set_made<T>(std::exchange(object_, nullptr)); }

  private:
    PyObject* object_;
};

/// A new instance of exactly the class, whose value `make` makes in its place: a new reference, or null with
/// an error set. Throws what `make` throws.
template <class T, class Make> TETHER_INLINE PyObject* new_instance_by(PyTypeObject* type, Make&& make) {
    constexpr bool throws = !noexcept(make(static_cast<PyObject*>(nullptr)));
    PyObject* const object = allocate_exact<T>(type, throws ? BorrowState::unmade : 0);
    if (object == nullptr) [[unlikely]]
        return nullptr;
    if constexpr (throws) {
        Unmade<T> unmade(object);
        make(object);
        return unmade.finish();
    } else {
        make(object);
        if (ffi::is_collected(type)) {
            set_made<T>(object);
        }
        return object;
    }
}

/// A new instance made of the arguments: a new reference, or null with an error set. Attached.
template <class T, class... Args> PyObject* new_object(Args&&... args) noexcept {
    PyTypeObject* const type = type_of(class_info<T>);
    if (type == nullptr) [[unlikely]]
        return nullptr;
    try {
        return new_instance_by<T>(type, [&](PyObject* object) noexcept(makes_without_throwing<T, Args...>()) {
            emplace<T>(object, static_cast<Args&&>(args)...);
        });
    } catch (const std::exception& exception) {
        return translate(exception);
    } catch (...) {
        return translate_unknown();
    }
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
