// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What an instance keeps in front of its value where that may stand elsewhere: classes with a holder, and
// those that derive from a Python type.
#pragma once

#include <tether/pyclass/borrow_state.hpp>

namespace tether::inline TETHER_ABI::detail {

/// Fresh memory is zeroed, and then there is no value.
struct Held {
    const ClassInfo* made = nullptr; ///< the class whose value it is
    void* value = nullptr;           ///< a pointer to that class
    /// What lives as long as the instance: the object that the value is a part of or that owns it. A list
    /// where there are several, that object first.
    PyObject* kept = nullptr;
    /// Of an instance that refers into another, or whose value a KeptValue has: the borrow state that counts.
    /// Null where the value is the instance's own.
    BorrowState* state = nullptr;

    bool is_reference() const noexcept { return state != nullptr; }

    /// The object behind a reference.
    PyObject* owner() const noexcept {
        return kept != nullptr && PyList_CheckExact(kept) ? ffi::list_item(kept, 0) : kept;
    }
};

/// The value as its base's pointer, found among the classes that derive from the base; null where it is no
/// such value.
TETHER_NOINLINE inline void* find_held(PyObject* object, const ClassInfo* made,
                                       const ClassInfo& base) noexcept {
    for (auto* entry = base.derived.load(); entry != nullptr; entry = entry->next)
        if (entry->derived == made) return entry->base(object);
    return nullptr;
}

/// Why an instance has no value of a class: RuntimeError.
TETHER_COLD TETHER_NOT_NULL inline ErrState* missing_value_error(PyObject* object, const ClassInfo& info,
                                                                 const Held& held) noexcept {
    char text[400];
    if (held.made == nullptr)
        std::snprintf(text, sizeof text, "%.100s.__init__() was never called for this %.100s object",
                      class_of(Py_TYPE(object)).name, ffi::TypeText(Py_TYPE(object)).bare());
    else if (held.made == &info)
        std::snprintf(text, sizeof text, "the garbage collector took the value of this %.100s object",
                      ffi::TypeText(Py_TYPE(object)).bare());
    else
        std::snprintf(text, sizeof text,
                      "this %.100s object has the value of the class %.100s, and none of %.100s",
                      ffi::TypeText(Py_TYPE(object)).bare(), held.made->name, info.name);
    return new_message(&PyRuntimeError::type_object, text, PyRuntimeError::type_name);
}

} // namespace tether::inline TETHER_ABI::detail
