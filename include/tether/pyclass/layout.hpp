// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Where the parts of an instance stand: the base's, the borrow state, weak references, the dict, the value.
//
// A class derived from another has the same parts in front and its value in the same place, so that the
// base's members find their part of it without a look-up. Where C++ puts the base elsewhere, or an alignment
// moves the value, the base learns of it when the derived class is added (DerivedClass).
#pragma once

#include <tether/pyclass/held.hpp>

#include <new>

namespace tether::inline TETHER_ABI::detail {

constexpr std::size_t align_up(std::size_t size, std::size_t alignment) noexcept {
    return (size + alignment - 1) / alignment * alignment;
}

/// Where the value of an instance stands.
enum class Place : unsigned char {
    inside,    ///< in the instance
    reference, ///< in the instance, or in another
    unique,    ///< on the heap, or in another instance
    shared,    ///< on the heap, by a std::shared_ptr, or in another instance
    kept,      ///< on the heap, by a KeptValue that the instance keeps: it derives from a Python type
};

/// The declared class at the head of a class's bases.
template <class T> struct RootOf {
    using type = T;
};
template <class T>
    requires has_class_base<T>
struct RootOf<T> : RootOf<base_of<T>> {};
template <class T> using root_of = typename RootOf<T>::type;

/// Whether the bases of a class end in a Python type other than object.
template <class T> inline constexpr bool is_on_view = !std::is_same_v<base_of<root_of<T>>, PyAny>;

template <class T>
inline constexpr Place place_of = is_on_view<T>                            ? Place::kept
                                  : pyclass<T>.holder == Holder::reference ? Place::reference
                                  : pyclass<T>.holder == Holder::unique    ? Place::unique
                                  : pyclass<T>.holder == Holder::shared    ? Place::shared
                                                                           : Place::inside;

/// Room for a value.
template <class T, bool IsInside> struct Storage {
    alignas(T) unsigned char bytes[sizeof(T)];
};
template <class T> struct Storage<T, false> {};

/// What a class's layout begins with, where it has no declared base. Behind a Python type, whose size is
/// known at run time, places are counted from its end.
template <class T> struct BaseLayout {
    static constexpr std::size_t prefix = is_on_view<T> ? 0 : ffi::header_size;
    static constexpr std::size_t size = 0;
    static constexpr std::size_t state_at = prefix;
    static constexpr std::size_t thread_at = 0;
    static constexpr std::size_t weakrefs_at = 0;
    static constexpr std::size_t dict_at = 0;
    static constexpr std::size_t call_at = 0;
    static constexpr bool is_unsendable = false;
};

template <class T>
    requires has_class_base<T>
struct BaseLayout<T> : Layout<base_of<T>> {
    static constexpr bool is_unsendable = pyclass<base_of<T>>.unsendable;
};

/// The BorrowState at a place of an instance.
inline BorrowState& state_at(PyObject* object, std::size_t offset) noexcept {
    return *std::launder(reinterpret_cast<BorrowState*>(ffi::places_of(object) + offset));
}

template <class T> struct Layout {
    static constexpr Place place = place_of<T>;
    static constexpr bool is_inside =
        place == Place::inside || (place == Place::reference && !std::is_abstract_v<T>);
    using Stored = Storage<T, is_inside>;
    using Base = BaseLayout<T>;

    /// Memory for objects is aligned so; a value that needs more finds its place at run time.
    static constexpr std::size_t object_alignment = 2 * sizeof(void*);
    static constexpr bool is_over_aligned = alignof(Stored) > object_alignment;

    /// Whether instances have a BorrowState: where members must be kept apart, or a Python subclass may leave
    /// the value unmade.
    static constexpr bool has_state =
        policy_of<T> == Policy::checked || pyclass<T>.subclass || place != Place::inside || has_class_base<T>;

    /// Whether instances have a Held, which is then right behind the state; a std::shared_ptr behind it.
    static constexpr bool has_held = place != Place::inside;
    static constexpr std::size_t held_size =
        has_held ? sizeof(Held) + (place == Place::shared ? 2 * sizeof(void*) : 0) : 0;

    /// Whether a class may have this one as a base that is not its first.
    static constexpr bool may_be_second_base = place == Place::unique || place == Place::shared;

    static constexpr std::size_t state_at = Base::state_at;
    static constexpr std::size_t held_at = align_up(state_at + sizeof(BorrowState), alignof(void*));
    static constexpr std::size_t behind_state = has_class_base<T> ? Base::prefix
                                                : has_state       ? held_at + held_size
                                                                  : align_up(Base::prefix, alignof(void*));
    static constexpr bool adds_thread = pyclass<T>.unsendable && !Base::is_unsendable;
    static constexpr std::size_t thread_at = Base::is_unsendable ? Base::thread_at : behind_state;
    static constexpr std::size_t behind_thread = behind_state + (adds_thread ? sizeof(void*) : 0);
    static constexpr bool is_found_by_weakref =
        ffi::WeakPointer::needs_weakref && pyclass<root_of<T>>.identity && !is_on_view<T>;
    static constexpr bool adds_weakrefs =
        (pyclass<T>.weakref || is_found_by_weakref) && Base::weakrefs_at == 0;
    static constexpr bool adds_dict = pyclass<T>.dict && Base::dict_at == 0;
    static constexpr std::size_t weakrefs_at = adds_weakrefs ? behind_thread : Base::weakrefs_at;
    static constexpr std::size_t dict_at =
        adds_dict ? behind_thread + (adds_weakrefs ? sizeof(PyObject*) : 0) : Base::dict_at;
    static constexpr bool adds_call = pyclass<T>.callable && Base::call_at == 0;
    static constexpr std::size_t behind_dict =
        behind_thread + (std::size_t{adds_weakrefs} + std::size_t{adds_dict}) * sizeof(PyObject*);
    static constexpr std::size_t call_at = adds_call ? behind_dict : Base::call_at;
    static constexpr std::size_t prefix = behind_dict + (adds_call ? sizeof(ffi::VectorcallFunction) : 0);
    static constexpr std::size_t value_at = align_up(prefix, alignof(Stored));

    static constexpr std::size_t end =
        is_inside ? value_at + sizeof(Stored) + (is_over_aligned ? alignof(Stored) - object_alignment : 0)
                  : prefix;
    // Python takes two bases for one another's where neither adds to the size.
    static constexpr std::size_t least = is_inside && has_class_base<T> ? Base::size + sizeof(void*) : 0;
    static constexpr std::size_t size = align_up(end > least ? end : least, alignof(void*));

    static constexpr ClassShape shape{static_cast<std::uint32_t>(size), static_cast<std::uint32_t>(prefix),
                                      has_state && !is_on_view<T> ? static_cast<std::uint32_t>(state_at) : 0};

    /// A part of an instance.
    static char* part(PyObject* object, std::size_t at) noexcept {
        if constexpr (is_on_view<T>)
            return reinterpret_cast<char*>(object) + class_info<root_of<T>>.base_size.load_relaxed() + at;
        else
            return ffi::places_of(object) + at;
    }

    /// The place for a value inside an instance of exactly the class.
    static T* stored(PyObject* object) noexcept {
        char* at = ffi::places_of(object) + (is_over_aligned ? prefix : value_at);
        if constexpr (is_over_aligned) {
            auto const address = reinterpret_cast<std::uintptr_t>(at);
            at += align_up(address, alignof(Stored)) - address;
        }
        return std::launder(reinterpret_cast<T*>(at));
    }

    /// The value of an instance of the class or of one derived from it. Null only where has_held: it may not
    /// be made, or be another class's.
    static T* value(PyObject* object) noexcept {
        if constexpr (has_held) {
            const Held& held = Layout::held(object);
            if constexpr (place == Place::kept)
                if (held.kept == nullptr) return nullptr; // the collector took it
            if (held.made == &class_info<T>) [[likely]]
                return static_cast<T*>(held.value);
            if constexpr (pyclass<T>.subclass)
                return static_cast<T*>(find_held(object, held.made, class_info<T>));
            else
                return nullptr;
        } else {
            if constexpr (pyclass<T>.subclass) {
                if (class_info<T>.has_adjusted.load()) [[unlikely]]
                    if (void* const found = find_adjusted(object, class_info<T>))
                        return static_cast<T*>(found);
            }
            return stored(object);
        }
    }

    /// The instance's own state.
    static BorrowState& own_state(PyObject* object) noexcept {
        if constexpr (is_on_view<T>)
            return *std::launder(reinterpret_cast<BorrowState*>(part(object, state_at)));
        else
            return detail::state_at(object, state_at);
    }

    /// The state that counts: that of the object which an instance refers into or whose KeptValue it has,
    /// else its own.
    static BorrowState& state(PyObject* object) noexcept {
        if constexpr (has_held) {
            const Held& held = Layout::held(object);
            if (held.state != nullptr && (place != Place::kept || held.kept != nullptr)) return *held.state;
            return own_state(object);
        } else {
            return detail::state_at(object, state_at);
        }
    }

    static Held& held(PyObject* object) noexcept
        requires has_held
    {
        return *std::launder(reinterpret_cast<Held*>(part(object, held_at)));
    }
};

/// The object whose state and lock count for an instance: the one that it refers into, or itself.
template <class T> PyObject* borrowed_object(PyObject* object) noexcept {
    if constexpr (Layout<T>::has_held) {
        const Held& held = Layout<T>::held(object);
        PyObject* const owner = held.is_reference() ? held.owner() : nullptr;
        if (owner != nullptr) return owner;
    }
    return object;
}

/// A class whose instances are of use on one thread only.
template <class T>
concept Unsendable = PyClass<T> && pyclass<T>.unsendable;

/// The thread that made an instance: an address that no other running thread has.
TETHER_HIDDEN inline thread_local char this_thread = 0;

template <Unsendable T> const char*& thread_of(PyObject* object) noexcept {
    return *reinterpret_cast<const char**>(Layout<T>::part(object, Layout<T>::thread_at));
}

/// Whether this is the thread that made the instance.
template <class T> bool is_at_home([[maybe_unused]] PyObject* object) noexcept {
    if constexpr (Unsendable<T>)
        return thread_of<T>(object) == &this_thread || thread_of<T>(object) == nullptr;
    else
        return true;
}

/// Why an instance cannot be used here: RuntimeError.
TETHER_COLD inline ErrState* thread_error(const ClassInfo& info) noexcept {
    char text[200];
    std::snprintf(text, sizeof text, "%.100s is unsendable, but sent to another thread", info.name);
    return new_message(&PyRuntimeError::type_object, text, PyRuntimeError::type_name);
}

/// Whether an object is an instance of a declared class.
template <class T> bool is_instance(PyObject* object) noexcept {
    if (is_exact(object, class_info<T>)) return true;
    if constexpr (ClassKind<T>::is_base)
        return Layout<T>::may_be_second_base ? derives_in_any_way(Py_TYPE(object), class_info<T>)
                                             : derives(ffi::base_type(Py_TYPE(object)), class_info<T>);
    else
        return false;
}

} // namespace tether::inline TETHER_ABI::detail
