// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What the program knows of a declared class, and how its instances are recognised.
//
// The `tp_methods` of a class's type object is the address of the class's own token: one comparison with a
// constant tells an exact instance, in every interpreter and without any state; for subclasses the chain of
// `tp_base` is walked.
#pragma once

#include <tether/ffi.hpp>
#include <tether/token/state.hpp>

namespace tether::inline TETHER_ABI::detail {

struct ClassSpec;
struct ClassInfo;

/// A C++ class derived from another whose value is not where the base's own would be: how the base is
/// reached.
struct AdjustedClass {
    const ClassInfo* derived;
    void* (*base)(PyObject* object) noexcept;
    AdjustedClass* next;
};

/// One a declared class and extension.
struct ClassInfo {
    PyMethodDef token[1]{};                      ///< its address is what instances are recognised by
    const char* name;                            ///< for messages
    CacheSlot slot{};                            ///< the type object of each interpreter
    std::atomic<const ClassSpec*> spec{nullptr}; ///< null until the class is added to a module
    std::atomic<State*> home{nullptr};           ///< the interpreter of `type`
    std::atomic<PyTypeObject*> type{nullptr};    ///< of the interpreter that needed it last
    std::atomic<AdjustedClass*> adjusted{nullptr};
    std::atomic<void*> tables{nullptr}; ///< what the types of all interpreters share

    constexpr explicit ClassInfo(const char* the_name) noexcept : name(the_name) {}
};

template <class T> TETHER_HIDDEN inline constinit ClassInfo class_info{pyclass<T>.name};

/// A type's name without its module.
inline const char* bare_name(PyTypeObject* type) noexcept {
    const char* const dot = std::strrchr(type->tp_name, '.');
    return dot != nullptr ? dot + 1 : type->tp_name;
}

/// Whether an object's type is the class itself.
inline bool is_exact(PyObject* object, const ClassInfo& info) noexcept {
    return ffi::class_token(Py_TYPE(object)) == info.token;
}

/// Whether a type is the class or derives from it.
TETHER_NOINLINE inline bool derives(PyTypeObject* type, const ClassInfo& info) noexcept {
    for (; type != nullptr; type = ffi::base_type(type))
        if (ffi::class_token(type) == info.token) return true;
    return false;
}

/// The value of an instance, found through the classes whose values stand elsewhere; null where the base's
/// own place is right.
TETHER_NOINLINE inline void* find_adjusted(PyObject* object, const ClassInfo& info) noexcept {
    for (PyTypeObject* type = Py_TYPE(object); ffi::class_token(type) != info.token;
         type = ffi::base_type(type))
        for (auto* entry = info.adjusted.load(std::memory_order_acquire); entry != nullptr;
             entry = entry->next)
            if (ffi::class_token(type) == entry->derived->token) return entry->base(object);
    return nullptr;
}

/// The type object of a class in this interpreter, made now where it is the first use: borrowed, or null with
/// an error set. Attached.
PyTypeObject* make_type(ClassInfo& info, State* state) noexcept;

inline PyTypeObject* type_of(ClassInfo& info) noexcept {
    State* const only = State::only();
    if (only != nullptr && info.home.load(std::memory_order_acquire) == only) [[likely]]
        return info.type.load(std::memory_order_relaxed);
    State* const state = State::current();
    if (state == nullptr) return nullptr;
    return make_type(info, state);
}

} // namespace tether::inline TETHER_ABI::detail
