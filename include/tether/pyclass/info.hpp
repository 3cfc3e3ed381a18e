// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What the program knows of a declared class, and how its instances are recognised.
//
// The `tp_methods` of a class's type object is the address of the class's own token: one comparison with a
// constant tells an exact instance, in every interpreter and without any state; for subclasses the chain of
// `tp_base` is walked.
#pragma once

#include <tether/error/exceptions.hpp>
#include <tether/ffi/instances.hpp>
#include <tether/token/state.hpp>

#include <cstdint>
#include <typeinfo>

namespace tether::inline TETHER_ABI::detail {

struct ClassSpec;
struct ClassInfo;

} // namespace tether::inline TETHER_ABI::detail

namespace tether::inline TETHER_ABI {

class Visitor;

} // namespace tether::inline TETHER_ABI

namespace tether::inline TETHER_ABI::detail {

/// A declared class that derives from another, in that one's list.
struct DerivedClass {
    ClassInfo* derived;
    void* (*base)(PyObject* object) noexcept; ///< the base in an instance of exactly the derived class
    const std::type_info* type;               ///< null where objects do not know their class
    bool is_in_place;                         ///< the base is where the base's own values are
    ffi::Atomic<bool> is_listed{false};
    DerivedClass* next = nullptr;
};

/// Where the instances of a class have what, for functions that do not know the C++ type; 0 is nowhere.
struct ClassShape {
    std::uint32_t size;     ///< of an instance
    std::uint32_t prefix;   ///< of what stands before the value
    std::uint32_t state_at; ///< the BorrowState
};

/// Shows a value to the collector.
using ShowValue = void (*)(void* value, Visitor& visitor);

/// What tells the types of this extension's classes from all others.
TETHER_HIDDEN inline PyObject* class_marker(PyObject* /*self*/, PyObject* /*unused*/) noexcept {
    return nullptr;
}

/// One a declared class and extension.
struct ClassInfo {
    PyMethodDef token[1]{
        {nullptr, &class_marker, 0, nullptr}}; ///< its address is what instances are recognised by
    ClassShape shape;
    const char* name;                            ///< for messages
    CellSlot slot{};                             ///< the type object of each interpreter
    ffi::Atomic<const ClassSpec*> spec{nullptr}; ///< null until the class is added to a module
    ffi::Atomic<const void*> home{token};        ///< home_of() of `type`; `token` where there is none
    ffi::Atomic<PyTypeObject*> type{nullptr};    ///< of the interpreter that needed it last
    ffi::Atomic<DerivedClass*> derived{nullptr};
    ffi::Atomic<bool> has_adjusted{false}; ///< not all of them have the base in place
    ffi::Atomic<std::size_t> base_size{0}; ///< of the instances of the Python type that it derives from
    ffi::Atomic<void*> tables{nullptr};    ///< what the types of all interpreters share
    ffi::Atomic<ShowValue> show{nullptr};  ///< what shows a value of the class, where a KeptValue has it

    constexpr ClassInfo(const char* the_name, ClassShape the_shape) noexcept
        : shape(the_shape), name(the_name) {}
};

template <class T> struct Layout;

template <class T> TETHER_HIDDEN inline constinit ClassInfo class_info{pyclass<T>.name, Layout<T>::shape};

/// The class whose own type object a type is.
inline ClassInfo& exact_class(PyTypeObject* type) noexcept {
    // SAFETY: the token is the first member of a ClassInfo.
    return *reinterpret_cast<ClassInfo*>(ffi::class_token(type));
}

/// The class of ours that a type is or derives from; the type must be one of them.
inline ClassInfo& class_of(PyTypeObject* type) noexcept {
    for (;; type = ffi::base_type(type)) {
        PyMethodDef* const token = ffi::class_token(type);
        // SAFETY: only the token of a class has the marker, and it is the first member of a ClassInfo.
        if (token != nullptr && token->ml_name == nullptr && token->ml_meth == &class_marker)
            return *reinterpret_cast<ClassInfo*>(token);
    }
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

/// The same for classes that can be one of several bases.
TETHER_NOINLINE inline bool derives_in_any_way(PyTypeObject* type, const ClassInfo& info) noexcept {
    PyObject* const order = ffi::type_mro(type);
    for (Py_ssize_t i = 0; order != nullptr && i < ffi::tuple_size(order); ++i)
        if (ffi::class_token(reinterpret_cast<PyTypeObject*>(ffi::tuple_item(order, i))) == info.token)
            return true;
    return false;
}

/// The value of an instance, found through the classes whose values stand elsewhere; null where the base's
/// own place is right.
TETHER_NOINLINE inline void* find_adjusted(PyObject* object, const ClassInfo& info) noexcept {
    for (PyTypeObject* type = Py_TYPE(object); ffi::class_token(type) != info.token;
         type = ffi::base_type(type))
        for (auto* entry = info.derived.load(); entry != nullptr; entry = entry->next)
            if (ffi::class_token(type) == entry->derived->token)
                return entry->is_in_place ? nullptr : entry->base(object);
    return nullptr;
}

/// The type object of a class in the interpreter of a state, made now where it is the first use: borrowed, or
/// null with an error set. Attached.
PyTypeObject* make_type(ClassInfo& info, State* state) noexcept;

/// The same for this interpreter.
TETHER_NOINLINE inline PyTypeObject* current_type(ClassInfo& info) noexcept {
    State* const state = State::current();
    return state != nullptr ? make_type(info, state) : nullptr;
}

/// The interpreter of a type, and one byte on where the collector tracks its instances: one comparison says
/// of a plain class both.
inline const void* home_of(PyTypeObject* type, const State* state) noexcept {
    return reinterpret_cast<const char*>(state) + (ffi::is_collected(type) ? 1 : 0);
}

/// Whether `info.type` is that of this interpreter.
inline bool is_at_hand(const ClassInfo& info) noexcept {
    auto const home = reinterpret_cast<std::uintptr_t>(info.home.load());
    return (home & ~std::uintptr_t{1}) == reinterpret_cast<std::uintptr_t>(State::only());
}

/// The same of a type whose instances are not tracked.
inline bool is_plain_at_hand(const ClassInfo& info) noexcept { return info.home.load() == State::only(); }

/// The type object of a class in this interpreter, made now where it is the first use: borrowed, or null with
/// an error set. Attached.
inline PyTypeObject* type_of(ClassInfo& info) noexcept {
    if (is_at_hand(info)) [[likely]]
        return info.type.load_relaxed();
    return current_type(info);
}

} // namespace tether::inline TETHER_ABI::detail
