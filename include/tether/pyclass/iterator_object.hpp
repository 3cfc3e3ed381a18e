// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The Python iterator behind every C++ range: one type for all, whose instances know how to make a step.
#pragma once

#include <tether/pyclass/construct.hpp>
#include <tether/pyclass/type_object.hpp>

#include <cstddef>

namespace tether::inline TETHER_ABI::detail {

/// An iterator: what it iterates, and a state of some C++ type, inside it where it is small.
struct IteratorObject {
    PyObject* owner;                                ///< kept alive; null at the end
    PyObject* (*step)(PyObject* self) noexcept;     ///< the next item; null at the end, or with an error set
    void (*destroy)(IteratorObject* self) noexcept; ///< ends the state; null where there is none
    void* state;
    bool is_running;
    alignas(std::max_align_t) std::byte room[48];

    static IteratorObject* of(PyObject* object) noexcept {
        return ffi::InstanceOf<IteratorObject>::parts(object);
    }

    /// Lets go of all that it has.
    void finish() noexcept {
        step = [](PyObject* /*self*/) noexcept -> PyObject* { return nullptr; };
        if (auto* const end = std::exchange(destroy, nullptr)) end(this);
        Py_CLEAR(owner);
    }
};

template <class State>
inline constexpr bool is_inside_iterator =
    sizeof(State) <= sizeof(IteratorObject::room) && // NOLINT(misc-redundant-expression): for one State
    alignof(State) <= alignof(std::max_align_t);

inline PyObject* next_of_iterator(PyObject* object) noexcept {
    const ffi::CriticalSection section(object);
    return IteratorObject::of(object)->step(object);
}

TETHER_COLD inline PyObject* fail_running() noexcept {
    PyErr_SetString(PyExc_ValueError, "iterator already executing");
    return nullptr;
}

/// Where there is no item: the end, or an error.
TETHER_COLD inline PyObject* end_of_iterator(PyObject* object) noexcept {
    if (PyErr_Occurred() == nullptr) IteratorObject::of(object)->finish();
    return nullptr;
}

/// Whether a step may be made in the midst of another: the State says that it has no harm from it, and what
/// ends it leaves it as it is.
template <class State>
inline constexpr bool may_step_anytime =
    std::is_trivially_destructible_v<State> && is_inside_iterator<State> && [] {
        if constexpr (requires { State::may_step_anytime; })
            return State::may_step_anytime;
        else
            return false;
    }();

template <class State> PyObject* step_of(PyObject* object) noexcept {
    IteratorObject* const self = IteratorObject::of(object);
    if constexpr (!may_step_anytime<State>) {
        if (self->is_running) [[unlikely]]
            return fail_running();
        self->is_running = true;
    }
    PyObject* item = nullptr;
    try {
        item = static_cast<State*>(self->state)->next(self->owner);
    } catch (const std::exception& exception) {
        translate(exception);
    } catch (...) {
        translate_unknown();
    }
    if constexpr (!may_step_anytime<State>) self->is_running = false;
    return item != nullptr ? item : end_of_iterator(object);
}

inline int traverse_iterator(PyObject* object, visitproc visit, void* arg) {
    Py_VISIT(IteratorObject::of(object)->owner);
    Py_VISIT(reinterpret_cast<PyObject*>(Py_TYPE(object)));
    return 0;
}

inline int clear_iterator(PyObject* object) noexcept {
    if (!IteratorObject::of(object)->is_running) IteratorObject::of(object)->finish();
    return 0;
}

inline void dealloc_iterator(PyObject* object) noexcept {
    PyObject_GC_UnTrack(object);
    IteratorObject::of(object)->finish();
    ffi::free_instance(object);
}

inline constexpr std::size_t iterator_size = ffi::InstanceOf<IteratorObject>::size;

TETHER_HIDDEN inline constinit ClassInfo iterator_info{"iterator",
                                                       ClassShape{iterator_size, iterator_size, 0}};

TETHER_HIDDEN inline constexpr SlotRecord iterator_slots[] = {
    {Py_tp_iter, {.unary = &PyObject_SelfIter}},
    {Py_tp_iternext, {.unary = &next_of_iterator}},
    {Py_tp_traverse, {.traverse = &traverse_iterator}},
    {Py_tp_clear, {.truth = &clear_iterator}},
};

inline constexpr ClassSpec make_iterator_spec() noexcept {
    ClassSpec spec{};
    spec.info = &iterator_info;
    spec.doc = "Goes through the values of a C++ range.";
    spec.module = "tether";
    spec.size = iterator_size;
    spec.flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC;
    spec.base = &PyAny::type_object;
    spec.dealloc = &dealloc_iterator;
    spec.make = &refuse_construction;
    spec.slots = iterator_slots;
    spec.slot_count = std::size(iterator_slots);
    return spec;
}

TETHER_HIDDEN inline constinit const ClassSpec iterator_spec = make_iterator_spec();

/// An iterator without a state that keeps `owner` alive. Null with an error set.
TETHER_NOINLINE inline PyObject* allocate_iterator(PyObject* owner) noexcept {
    iterator_info.spec.store(&iterator_spec);
    PyTypeObject* const type = type_of(iterator_info);
    PyObject* const object = type != nullptr ? ffi::new_collected_instance(type) : nullptr;
    if (object == nullptr) return nullptr;
    auto* const self = IteratorObject::of(object);
    self->owner = ffi::new_ref(owner);
    self->destroy = nullptr;
    self->is_running = false;
    return object;
}

/// A new iterator whose state is made of the arguments in its place: a new reference, or null with an error
/// set. A State steps by `PyObject* next(PyObject* owner)`.
template <class State, class... Args> PyObject* new_iterator(PyObject* owner, Args&&... args) {
    PyObject* const object = allocate_iterator(owner);
    if (object == nullptr) return nullptr;
    IteratorObject* const self = IteratorObject::of(object);
    self->step = &step_of<State>;
    try {
        if constexpr (is_inside_iterator<State>)
            self->state = ::new (static_cast<void*>(self->room)) State(static_cast<Args&&>(args)...);
        else
            self->state = new State(static_cast<Args&&>(args)...);
    } catch (...) {
        Py_DECREF(object);
        throw;
    }
    self->destroy = [](IteratorObject* it) noexcept {
        if constexpr (is_inside_iterator<State>)
            static_cast<State*>(it->state)->~State();
        else
            delete static_cast<State*>(it->state);
    };
    PyObject_GC_Track(object);
    return object;
}

} // namespace tether::inline TETHER_ABI::detail
