// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The object that owns a C++ value for another object of Python's, and shows it to the garbage collector: the
// value of an instance whose class derives from a Python type, or of a closure.
//
// Python itself ends such an instance and, where a class statement made the base, looks into it alone. So the
// instance keeps one object more, of which Python knows, and that one looks into the value.
#pragma once

#include <tether/pyclass/layout.hpp>
#include <tether/pyclass/traverse.hpp>

namespace tether::inline TETHER_ABI::detail {

struct KeptValue {
    void* value;
    void (*end)(void* value) noexcept;
    const ffi::Atomic<ShowValue>* show; ///< what shows the value, or null
    const char* thread;                 ///< the only one that may look at the value, or null
    BorrowState state;                  ///< of the instance

    static KeptValue& of(PyObject* object) noexcept { return *ffi::InstanceOf<KeptValue>::parts(object); }

    /// Whether the value may be looked at now: nobody changes it.
    bool is_visible() const noexcept {
        return state.value() >= 0 && (thread == nullptr || thread == &this_thread);
    }

    static int traverse(PyObject* self, visitproc visit, void* arg) noexcept {
        Py_VISIT(Py_TYPE(self));
        KeptValue& kept = of(self);
        ShowValue const show = kept.show->load();
        if (show == nullptr || !kept.is_visible()) return 0;
        Visitor visitor(visit, arg);
        try {
            const NoAttach no_attach;
            show(kept.value, visitor);
        } catch (...) {
            return -1;
        }
        return visitor.status();
    }

    static int clear(PyObject* self) noexcept {
        KeptValue& kept = of(self);
        ShowValue const show = kept.show->load();
        // What goes may call Python, which must not find the value half empty.
        if (show == nullptr || !kept.is_visible() || !kept.state.exclude()) return 0;
        Visitor visitor;
        int status = 0;
        try {
            show(kept.value, visitor);
        } catch (...) {
            status = -1;
        }
        kept.state.include();
        return status;
    }

    static void dealloc(PyObject* self) {
        PyObject_GC_UnTrack(self);
        of(self).end(of(self).value);
        ffi::free_instance(self);
    }

    static PyObject* refuse(PyTypeObject* type, PyObject* /*args*/, PyObject* /*kwargs*/) noexcept {
        return PyErr_Format(PyExc_TypeError, "cannot create '%s' instances", ffi::TypeText(type).text());
    }

    TETHER_COLD static PyObject* create_type() noexcept {
        PyType_Slot slots[] = {{Py_tp_new, reinterpret_cast<void*>(&refuse)},
                               {Py_tp_dealloc, reinterpret_cast<void*>(&dealloc)},
                               {Py_tp_traverse, reinterpret_cast<void*>(&traverse)},
                               {Py_tp_clear, reinterpret_cast<void*>(&clear)},
                               {0, nullptr}};
        PyType_Spec spec{"tether.Kept", ffi::spec_size(ffi::InstanceOf<KeptValue>::size), 0,
                         Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, slots};
        return ffi::new_type(spec);
    }

    /// The type in this interpreter: borrowed, or null with an error set.
    static PyTypeObject* type() noexcept;

    /// Takes a value over: a new reference, or null with an error set, and then the value is the caller's.
    static PyObject* create(void* value, void (*end)(void*) noexcept, const ffi::Atomic<ShowValue>& show,
                            const char* thread) noexcept {
        PyTypeObject* const type = KeptValue::type();
        PyObject* const self = type != nullptr ? ffi::new_instance(type) : nullptr;
        if (self == nullptr) return nullptr;
        KeptValue& kept = of(self);
        kept.value = value;
        kept.end = end;
        kept.show = &show;
        kept.thread = thread;
        ::new (static_cast<void*>(&kept.state)) BorrowState(0);
        if (show.load() != nullptr) PyObject_GC_Track(self);
        return self;
    }
};

TETHER_HIDDEN inline constinit CacheSlot kept_value_slot{};

inline PyTypeObject* KeptValue::type() noexcept {
    if (PyObject* const made = peek(kept_value_slot)) [[likely]]
        return reinterpret_cast<PyTypeObject*>(made);
    State* const state = State::current();
    auto* const cell = state != nullptr ? state->cell(kept_value_slot) : nullptr;
    if (cell == nullptr) return nullptr;
    PyObject* const fresh = create_type();
    return fresh != nullptr ? reinterpret_cast<PyTypeObject*>(State::publish(*cell, fresh)) : nullptr;
}

} // namespace tether::inline TETHER_ABI::detail
