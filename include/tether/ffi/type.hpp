// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What a type says of itself, under one spelling for every Python.
#pragma once

#include <tether/ffi/containers.hpp>

#include <cstddef>
#include <cstdio>
#include <cstring>

/// A field of a type, which the limited API gives by the number of its slot.
#ifdef Py_LIMITED_API
#define TETHER_TYPE_FIELD(Kind, type, field) reinterpret_cast<Kind>(PyType_GetSlot(type, Py_##field))
#else
#define TETHER_TYPE_FIELD(Kind, type, field) (type)->field
#endif

namespace tether::inline TETHER_ABI::ffi {

/// What a type has in a slot, null where it has nothing there.
inline void* type_slot(PyTypeObject* type, int slot) noexcept {
#if TETHER_API_HEX < 0x030A0000
    if (PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE) == 0) {
        auto const erase = [](auto* function) { return reinterpret_cast<void*>(function); };
        switch (slot) {
        case Py_tp_richcompare: return erase(type->tp_richcompare);
        case Py_tp_getattro: return erase(type->tp_getattro);
        case Py_tp_setattro: return erase(type->tp_setattro);
        case Py_tp_descr_get: return erase(type->tp_descr_get);
        case Py_tp_descr_set: return erase(type->tp_descr_set);
        case Py_mp_ass_subscript:
            return type->tp_as_mapping != nullptr ? erase(type->tp_as_mapping->mp_ass_subscript) : nullptr;
        case Py_sq_ass_item:
            return type->tp_as_sequence != nullptr ? erase(type->tp_as_sequence->sq_ass_item) : nullptr;
        default: return nullptr;
        }
    }
#endif
    return PyType_GetSlot(type, slot);
}

/// The base whose layout the type extends, null for `object`. Borrowed.
inline PyTypeObject* base_type(PyTypeObject* type) noexcept {
    return TETHER_TYPE_FIELD(PyTypeObject*, type, tp_base);
}

/// The nearest type among it and its bases that was not made at run time: one of Python's own. Borrowed.
inline PyTypeObject* builtin_base(PyTypeObject* type) noexcept {
    while (PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE)) type = base_type(type);
    return type;
}

/// The methods that a type was made with, null for one that a class statement made.
inline PyMethodDef* type_methods(PyTypeObject* type) noexcept {
    return TETHER_TYPE_FIELD(PyMethodDef*, type, tp_methods);
}

/// The name of a type for messages: with the module in front where the type was made in C.
class TypeText {
  public:
#ifdef Py_LIMITED_API
    TETHER_COLD explicit TypeText(PyTypeObject* type) noexcept {
        // As tp_name has it, which the limited API does not show.
        bool const is_python =
            PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE) != 0 && type_methods(type) == nullptr;
        PyObject* const name = PyType_GetName(type);
        PyObject* const module =
            is_python ? nullptr : PyObject_GetAttrString(reinterpret_cast<PyObject*>(type), "__module__");
        const char* const last = name != nullptr ? PyUnicode_AsUTF8AndSize(name, nullptr) : nullptr;
        const char* const first =
            module != nullptr && PyUnicode_Check(module) ? PyUnicode_AsUTF8AndSize(module, nullptr) : nullptr;
        bool const is_shown = first != nullptr && std::strcmp(first, "builtins") != 0;
        std::snprintf(text_, sizeof text_, "%s%s%s", is_shown ? first : "", is_shown ? "." : "",
                      last != nullptr ? last : "?");
        Py_XDECREF(module);
        Py_XDECREF(name);
        if (last == nullptr || (first == nullptr && !is_python)) PyErr_Clear();
    }

  private:
    char text_[200];
#else
    explicit TypeText(PyTypeObject* type) noexcept : text_(type->tp_name) {}

  private:
    const char* text_;
#endif

  public:
    const char* text() const noexcept { return text_; }

    /// Without the module.
    const char* bare() const noexcept {
        const char* const dot = std::strrchr(text_, '.');
        return dot != nullptr ? dot + 1 : text_;
    }
};

} // namespace tether::inline TETHER_ABI::ffi
