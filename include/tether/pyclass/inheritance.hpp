// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What a base knows of the classes derived from it: where it is in them, and which of them a C++ object is.
#pragma once

#include <tether/pyclass/layout.hpp>

namespace tether::inline TETHER_ABI::detail {

template <class D, class A>
inline constexpr bool is_virtual_base = !requires(A* base) { static_cast<D*>(base); };

/// The base A in an instance of exactly D.
template <class D, class A> void* base_in(PyObject* object) noexcept {
    if constexpr (Layout<D>::has_held)
        return static_cast<A*>(static_cast<D*>(Layout<D>::held(object).value));
    else
        return static_cast<A*>(Layout<D>::stored(object));
}

/// Whether that is where A's own instances have their value.
template <class D, class A> bool is_in_place() noexcept {
    if constexpr (Layout<D>::has_held) {
        return true; // the instance says where
    } else if constexpr (is_virtual_base<D, A> || Layout<D>::is_over_aligned || Layout<A>::is_over_aligned) {
        return false;
    } else {
        // No object is looked at: the offset of a base that is not virtual is a constant.
        std::uintptr_t const somewhere = alignof(D) * std::uintptr_t{4096};
        auto const base = reinterpret_cast<std::uintptr_t>(static_cast<A*>(reinterpret_cast<D*>(somewhere)));
        return base - somewhere + Layout<D>::value_at == Layout<A>::value_at;
    }
}

template <class D> const std::type_info* type_info_of() noexcept {
#ifdef __cpp_rtti
    if constexpr (std::is_polymorphic_v<D>) return &typeid(D);
#endif
    return nullptr;
}

template <class D, class A>
TETHER_HIDDEN inline constinit DerivedClass derived_class{&class_info<D>, &base_in<D, A>, nullptr, true};

/// Enters a class into its base's list, once.
TETHER_COLD inline void list_derived(ClassInfo& base, DerivedClass& entry, const std::type_info* type,
                                     bool is_in_place) noexcept {
    if (entry.is_listed.exchange(true)) return;
    entry.type = type;
    entry.is_in_place = is_in_place;
    if (!is_in_place) base.has_adjusted.store(true);
    entry.next = base.derived.load_relaxed();
    while (!base.derived.compare_exchange(entry.next, &entry)) {
    }
}

template <class D, class A> void list_in_bases() noexcept;

template <class D, class... A> void list_in_each(const Bases<A...>*) noexcept {
    (list_in_bases<D, A>(), ...);
}

/// Enters D into the lists of A and of A's bases.
template <class D, class A> void list_in_bases() noexcept {
    if constexpr (PyClass<A> && std::derived_from<D, A>) {
        list_derived(class_info<A>, derived_class<D, A>, type_info_of<D>(), is_in_place<D, A>());
        list_in_each<D>(static_cast<const all_bases_of<A>*>(nullptr));
    }
}

/// Makes a class known to all that it derives from.
template <class T> void list_in_all_bases() noexcept {
    list_in_each<T>(static_cast<const all_bases_of<T>*>(nullptr));
}

/// A declared class and a pointer to a value of it.
struct FoundClass {
    ClassInfo* info;
    void* value;
};

/// The class that an object is of, if it is polymorphic and of a class that was added; else T.
template <class T> FoundClass find_class(T* value) noexcept {
#ifdef __cpp_rtti
    if constexpr (std::is_polymorphic_v<T> && pyclass<T>.subclass) {
        const std::type_info& type = typeid(*value);
        if (type != typeid(T))
            for (auto* entry = class_info<T>.derived.load(); entry != nullptr; entry = entry->next)
                if (entry->type != nullptr && *entry->type == type)
                    return {entry->derived, dynamic_cast<void*>(value)};
    }
#endif
    return {&class_info<T>, value};
}

/// The type of the instances of classes that can be one of several bases: what they have in common in front.
/// Python takes two bases only where neither adds to what both have.
template <Place P> struct CommonBase {
    static constexpr std::size_t held_at = align_up(ffi::header_size + sizeof(BorrowState), alignof(void*));
    static constexpr std::size_t size = held_at + sizeof(Held) + (P == Place::shared ? 2 * sizeof(void*) : 0);

    static PyObject* type_object() noexcept {
        State* const state = State::current();
        auto* const cell = state != nullptr ? state->cell(slot_) : nullptr;
        if (cell == nullptr) return nullptr;
        PyObject* const made = cell->load();
        if (made != nullptr) return made;
        PyObject* const fresh = create();
        return fresh != nullptr ? State::publish(*cell, fresh) : nullptr;
    }

  private:
    TETHER_COLD static PyObject* create() noexcept {
        PyType_Slot slots[] = {{Py_tp_new, reinterpret_cast<void*>(&refuse)},
                               {Py_tp_dealloc, reinterpret_cast<void*>(&ffi::free_instance)},
                               {0, nullptr}};
        PyType_Spec spec{P == Place::shared ? "tether.Shared" : "tether.Unique", ffi::spec_size(size), 0,
                         Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, slots};
        return ffi::new_type(spec);
    }

    static PyObject* refuse(PyTypeObject* type, PyObject* /*args*/, PyObject* /*kwargs*/) noexcept {
        return PyErr_Format(PyExc_TypeError, "cannot create '%s' instances", ffi::TypeText(type).text());
    }

    TETHER_HIDDEN static inline constinit CellSlot slot_{};
};

} // namespace tether::inline TETHER_ABI::detail
