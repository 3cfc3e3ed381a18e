// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Where the parts of an instance stand: the base's, the borrow state, weak references, the dict, the value.
//
// A class derived from another has the same parts in front and its value in the same place, so that the
// base's members find their part of it without a look-up. Where C++ puts the base elsewhere, or an alignment
// moves the value, the base learns of it when the derived class is added (AdjustedClass).
#pragma once

#include <tether/pyclass/borrow_state.hpp>

#include <memory>
#include <new>

namespace tether::inline TETHER_ABI::detail {

constexpr std::size_t align_up(std::size_t size, std::size_t alignment) noexcept {
    return (size + alignment - 1) / alignment * alignment;
}

/// The value of a class whose objects own it in place.
template <class T, Holder H = pyclass<T>.holder> struct Storage {
    T value;

    static T* get(Storage* storage) noexcept { return std::addressof(storage->value); }
};

/// The size of the instances of a view's Python type, whose fields stand in front of a derived class's. Views
/// that can be a base say so.
template <class View> inline constexpr std::size_t base_instance_size = 0;
template <> inline constexpr std::size_t base_instance_size<PyAny> = sizeof(PyObject);

template <class T> struct Layout {
    using Stored = Storage<T>;
    using Base = base_of<T>;

    /// Memory for objects is aligned so; a value that needs more finds its place at run time.
    static constexpr std::size_t object_alignment = 2 * sizeof(void*);
    static constexpr bool is_over_aligned = alignof(Stored) > object_alignment;

    /// Whether instances have a BorrowState: where members must be kept apart, or a Python subclass may leave
    /// the value unmade.
    static constexpr bool has_state = policy_of<T> == Policy::checked || pyclass<T>.subclass ||
                                      pyclass<T>.holder != Holder::none || has_class_base<T>;

    static consteval std::size_t base_prefix() {
        if constexpr (has_class_base<T>)
            return Layout<Base>::prefix;
        else
            return align_up(base_instance_size<Base>, alignof(void*));
    }

    static consteval std::size_t find_state() {
        if constexpr (has_class_base<T>)
            return Layout<Base>::state_at;
        else
            return base_prefix();
    }

    static consteval std::size_t inherited(std::size_t which) {
        if constexpr (has_class_base<T>)
            return which == 0 ? Layout<Base>::weakrefs_at : Layout<Base>::dict_at;
        else
            return 0;
    }

    static constexpr std::size_t state_at = find_state();
    static constexpr std::size_t behind_state =
        align_up(has_state && !has_class_base<T> ? base_prefix() + sizeof(BorrowState) : base_prefix(),
                 alignof(void*));
    static constexpr bool adds_weakrefs = pyclass<T>.weakref && inherited(0) == 0;
    static constexpr bool adds_dict = pyclass<T>.dict && inherited(1) == 0;
    static constexpr std::size_t weakrefs_at = adds_weakrefs ? behind_state : inherited(0);
    static constexpr std::size_t dict_at =
        adds_dict ? behind_state + (adds_weakrefs ? sizeof(PyObject*) : 0) : inherited(1);
    static constexpr std::size_t prefix =
        behind_state + (std::size_t{adds_weakrefs} + std::size_t{adds_dict}) * sizeof(PyObject*);
    static constexpr std::size_t value_at = align_up(prefix, alignof(Stored));
    static constexpr std::size_t size =
        align_up(value_at + sizeof(Stored) + (is_over_aligned ? alignof(Stored) - object_alignment : 0),
                 alignof(void*));

    /// What the class itself keeps, in an instance whose value is in the class's own place.
    static Stored* stored(PyObject* object) noexcept {
        char* at = reinterpret_cast<char*>(object) + prefix;
        if constexpr (is_over_aligned)
            at = reinterpret_cast<char*>(align_up(reinterpret_cast<std::uintptr_t>(at), alignof(Stored)));
        else
            at = reinterpret_cast<char*>(object) + value_at;
        return std::launder(reinterpret_cast<Stored*>(at));
    }

    /// The value of an instance of the class or of one derived from it.
    static T* value(PyObject* object) noexcept {
        if constexpr (pyclass<T>.subclass) {
            if (class_info<T>.adjusted.load(std::memory_order_acquire) != nullptr) [[unlikely]]
                if (void* const found = find_adjusted(object, class_info<T>)) return static_cast<T*>(found);
        }
        return Stored::get(stored(object));
    }

    static BorrowState& state(PyObject* object) noexcept {
        return *std::launder(reinterpret_cast<BorrowState*>(reinterpret_cast<char*>(object) + state_at));
    }
};

/// Whether an object is an instance of a declared class.
template <class T> bool is_instance(PyObject* object) noexcept {
    if (is_exact(object, class_info<T>)) return true;
    if constexpr (pyclass<T>.subclass)
        return derives(ffi::base_type(Py_TYPE(object)), class_info<T>);
    else
        return false;
}

} // namespace tether::inline TETHER_ABI::detail
