// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The memory, the end and the locks of instances of types made by extensions, under one spelling for every
// Python.
#pragma once

#include <tether/ffi/classes.hpp>
#include <tether/ffi/object_header.hpp>

#include <cstddef>

namespace tether::inline TETHER_ABI::ffi {

/// An instance as the type's `__new__` makes it without arguments: a new reference, or null with an error
/// set.
inline PyObject* new_by_type(PyTypeObject* type) noexcept {
#ifdef PYPY_VERSION // where exceptions have none that can be called from here
    auto* const callable = reinterpret_cast<PyObject*>(type);
    return PyObject_CallMethod(callable, "__new__", "O", callable);
#else
    PyObject* const none = PyTuple_New(0);
    if (none == nullptr) return nullptr;
    PyObject* const object = type_new(type)(type, none, nullptr);
    Py_DECREF(none);
    return object;
#endif
}

/// The memory of an instance of exactly this type, which the collector does not know: its header is made, the
/// rest is not. Null with MemoryError set.
inline PyObject* new_plain_instance(PyTypeObject* type, std::size_t size) noexcept {
    auto* const object = static_cast<PyObject*>(PyObject_Malloc(size));
    if (object == nullptr) return PyErr_NoMemory();
    PyObject_Init(object, type);
    return object;
}

/// The memory of an instance of a type that the collector knows and whose instances are all of one size, not
/// zeroed behind its header and not yet tracked. Null with an error set.
inline PyObject* new_collected_instance(PyTypeObject* type) noexcept {
    return PyObject_GC_New(PyObject, type);
}

/// The memory of an instance of any type, zeroed behind its header and not yet tracked by the collector. Null
/// with an error set.
inline PyObject* new_instance(PyTypeObject* type) noexcept {
    PyObject* const object = TETHER_TYPE_FIELD(allocfunc, type, tp_alloc)(type, 0);
    if (object != nullptr && is_collected(type)) PyObject_GC_UnTrack(object);
    return object;
}

/// Frees an instance whose content is gone.
inline void free_instance(PyObject* object) noexcept {
    PyTypeObject* const type = Py_TYPE(object);
    TETHER_TYPE_FIELD(freefunc, type, tp_free)(object);
    Py_DECREF(type);
}

/// The same where its one reference was never given away: builds that count references count that one too.
inline void free_unused_instance(PyObject* object) noexcept {
#if defined(Py_REF_DEBUG) && TETHER_API_HEX >= 0x030C0000
    _Py_DECREF_DecRefTotal();
#elif defined(Py_REF_DEBUG)
    --_Py_RefTotal;
#endif
#ifdef Py_TRACE_REFS
    _Py_ForgetReference(object);
#endif
    free_instance(object);
}

/// An object that is not kept alive, and can be had as long as it lives. Its memory must still be there.
class WeakPointer {
  public:
    PyObject* object() const noexcept { return object_; }

#ifdef Py_TARGET_ABI3T
    /// Whether the object's type must take weak references: only by one of them is it found again.
    static constexpr bool needs_weakref = true;

    /// False without memory.
    bool set(PyObject* object) noexcept {
        object_ = object;
        reference_ = PyWeakref_NewRef(object, nullptr);
        if (reference_ == nullptr) PyErr_Clear();
        return reference_ != nullptr;
    }

    /// A new reference, or null where the object is about to end.
    PyObject* get() const noexcept {
        PyObject* found = nullptr;
        if (PyWeakref_GetRef(reference_, &found) < 0) PyErr_Clear();
        return found;
    }

    /// Ends what set() began.
    void release() noexcept { Py_CLEAR(reference_); }

  private:
    PyObject* object_ = nullptr;
    PyObject* reference_ = nullptr;
#else
    static constexpr bool needs_weakref = false;

    bool set(PyObject* object) noexcept {
        object_ = object;
        allow_try_incref(object);
        return true;
    }

    PyObject* get() const noexcept { return try_incref(object_) ? object_ : nullptr; }

    void release() noexcept {}

  private:
    PyObject* object_ = nullptr;

#if defined(Py_GIL_DISABLED) && TETHER_API_HEX >= 0x030E0000
    static void allow_try_incref(PyObject* object) noexcept { PyUnstable_EnableTryIncRef(object); }

    static bool try_incref(PyObject* object) noexcept { return PyUnstable_TryIncRef(object) != 0; }
#elif defined(Py_GIL_DISABLED)
    // 3.13 has it for weak references only: the bits of the count say that somebody may try.
    static void allow_try_incref(PyObject* object) noexcept {
        Py_ssize_t shared = _Py_atomic_load_ssize_relaxed(&object->ob_ref_shared);
        while ((shared & 3) == 0 &&
               !_Py_atomic_compare_exchange_ssize(&object->ob_ref_shared, &shared, shared | 1)) {
        }
    }

    static bool try_incref(PyObject* object) noexcept {
        if (_Py_atomic_load_uintptr_relaxed(&object->ob_tid) == _Py_ThreadId())
            return Py_INCREF(object), true;
        Py_ssize_t shared = _Py_atomic_load_ssize_relaxed(&object->ob_ref_shared);
        while (shared != 0 && shared != 3)
            if (_Py_atomic_compare_exchange_ssize(&object->ob_ref_shared, &shared, shared + 4)) return true;
        return false;
    }
#else
    static void allow_try_incref(PyObject* /*object*/) noexcept {}

    static bool try_incref(PyObject* object) noexcept {
        if (Py_REFCNT(object) <= 0) return false;
        Py_INCREF(object);
        return true;
    }
#endif
#endif
};

/// Whether the type's instances are told of their end.
inline bool has_finalizer(PyTypeObject* type) noexcept {
    return TETHER_TYPE_FIELD(destructor, type, tp_finalize) != nullptr;
}

/// Whether they are by a finalizer that the type's own deallocator is to call.
inline bool has_own_finalizer(PyTypeObject* type, destructor dealloc) noexcept {
    return has_finalizer(type) && TETHER_TYPE_FIELD(destructor, type, tp_dealloc) == dealloc;
}

/// Calls the finalizer of an instance that is about to end: -1 where it lives on.
inline int finalize_from_dealloc(PyObject* object) noexcept {
#if defined(Py_LIMITED_API) && TETHER_API_HEX < 0x030F0000
    // What Python does, but that it notes who was finalized already: only the collector can here.
    if (PyObject_GC_IsFinalized(object) != 0) return 0;
    Py_INCREF(object);
    TETHER_TYPE_FIELD(destructor, Py_TYPE(object), tp_finalize)(object);
    if (Py_REFCNT(object) > 1) return Py_DECREF(object), -1;
    Py_SET_REFCNT(object, 0);
    return 0;
#else
    return PyObject_CallFinalizerFromDealloc(object);
#endif
}

#ifdef Py_LIMITED_API
/// The instances of a thread whose end waits until those that ended them are done.
class Trash {
  public:
    using Destroy = void (*)(PyObject*) noexcept;

    /// Ends an instance now or later.
    void end(PyObject* object, Destroy destroy) noexcept {
        if (depth_ >= 50 && keep(object, destroy)) return;
        ++depth_;
        destroy(object);
        while (depth_ == 1 && count_ != 0) {
            Waiting const next = waiting_[--count_];
            next.destroy(next.object);
        }
        if (--depth_ != 0) return;
        PyMem_Free(waiting_);
        waiting_ = nullptr;
        room_ = 0;
    }

  private:
    struct Waiting {
        PyObject* object;
        Destroy destroy;
    };

    bool keep(PyObject* object, Destroy destroy) noexcept {
        if (count_ == room_) {
            std::size_t const room = room_ == 0 ? 64 : 2 * room_;
            auto* const larger = static_cast<Waiting*>(PyMem_Realloc(waiting_, room * sizeof(Waiting)));
            if (larger == nullptr) return false;
            waiting_ = larger;
            room_ = room;
        }
        waiting_[count_++] = {object, destroy};
        return true;
    }

    int depth_ = 0;
    Waiting* waiting_ = nullptr;
    std::size_t count_ = 0;
    std::size_t room_ = 0;
};

TETHER_HIDDEN inline constinit thread_local Trash trash{};
#endif

/// Runs what tp_dealloc does for an instance that the collector knows no longer, now or, where a chain of
/// instances has ended one another too deep for the stack, later.
template <class Destroy>
void with_trashcan(PyObject* object, [[maybe_unused]] destructor dealloc, Destroy destroy) {
#ifdef Py_LIMITED_API
    // Of an instance of a derived type the end is in the midst of that one's.
    if (TETHER_TYPE_FIELD(destructor, Py_TYPE(object), tp_dealloc) == dealloc)
        trash.end(object, destroy);
    else
        destroy(object);
#else
    Py_TRASHCAN_BEGIN(object, dealloc) destroy(object);
    Py_TRASHCAN_END
#endif
}

/// An object's lock on builds without the GIL, held between two calls; nothing on others.
class ObjectLock {
  public:
#if defined(Py_GIL_DISABLED) && TETHER_API_HEX >= 0x030D0000
    void lock(PyObject* object) noexcept { PyCriticalSection_Begin(&section_, object); }
    void unlock() noexcept { PyCriticalSection_End(&section_); }

  private:
    PyCriticalSection section_;
#else
    void lock(PyObject* /*object*/) noexcept {}
    void unlock() noexcept {}
#endif
};

} // namespace tether::inline TETHER_ABI::ffi
