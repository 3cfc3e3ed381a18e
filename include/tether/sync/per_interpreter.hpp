// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PerInterpreter<T>: a static variable of which each interpreter has one.
#pragma once

#include <tether/sync/once_lock.hpp>

namespace tether::inline TETHER_ABI {

namespace detail {

/// The capsule of a slot, made by `make` where there is none yet: borrowed, or null with an error set.
TETHER_NOINLINE inline PyObject* capsule_here(CacheSlot& slot, PyObject* (*make)() noexcept) noexcept {
    State* const state = State::current();
    if (state == nullptr) return nullptr;
    auto* const cell = state->cell(slot);
    if (cell == nullptr) return nullptr;
    if (PyObject* const made = cell->load()) return made;
    PyObject* const capsule = make();
    return capsule != nullptr ? State::publish(*cell, capsule) : nullptr;
}

} // namespace detail

/// A variable of static duration of which each interpreter has one, which ends with it:
/// `constinit PerInterpreter<Py<PyAny>> cache;` and `cache.here(py).get_or_init(py, f)`.
template <class T> class PerInterpreter {
  public:
    constexpr PerInterpreter() noexcept = default;

    PerInterpreter(const PerInterpreter&) = delete;
    PerInterpreter& operator=(const PerInterpreter&) = delete;

    /// That of the interpreter which this thread is attached to. Throws MemoryError, or RuntimeError where
    /// the interpreter is ending.
    PyOnceLock<T>& here(Python py) {
        PyObject* capsule = detail::peek(slot_);
        if (capsule == nullptr) capsule = detail::capsule_here(slot_, &make);
        if (capsule == nullptr) throw Raised(PyErr::fetch(py));
        return *static_cast<PyOnceLock<T>*>(PyCapsule_GetPointer(capsule, nullptr));
    }

  private:
    static PyObject* make() noexcept {
        auto* const lock = new (std::nothrow) PyOnceLock<T>;
        if (lock == nullptr) return PyErr_NoMemory();
        PyObject* const capsule = PyCapsule_New(lock, nullptr, &end);
        if (capsule == nullptr) delete lock;
        return capsule;
    }

    static void end(PyObject* capsule) noexcept {
        delete static_cast<PyOnceLock<T>*>(PyCapsule_GetPointer(capsule, nullptr));
    }

    detail::CacheSlot slot_{};
};

} // namespace tether::inline TETHER_ABI
