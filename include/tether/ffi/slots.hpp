// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Slots of types, and what other types have in theirs, under one spelling for every Python.
#pragma once

#include <tether/ffi/python.hpp>

namespace tether::inline TETHER_ABI::ffi {

/// How an iterator takes a value: the number of the slot, 0 where the version has none, and what its function
/// says.
#if PY_VERSION_HEX >= 0x030A0000
inline constexpr int slot_am_send = Py_am_send;
using SendResult = PySendResult;
inline constexpr SendResult send_yields = PYGEN_NEXT;
inline constexpr SendResult send_returns = PYGEN_RETURN;
inline constexpr SendResult send_fails = PYGEN_ERROR;
#else
inline constexpr int slot_am_send = 0;
enum SendResult { send_returns = 0, send_fails = -1, send_yields = 1 };
#endif
using SendFunction = SendResult (*)(PyObject*, PyObject*, PyObject**);

/// Tells a type where its instances keep the function that a call of them goes to; null where they do not.
inline constexpr const char* vectorcall_offset = "__vectorcalloffset__";

inline constexpr unsigned long has_vectorcall = Py_TPFLAGS_HAVE_VECTORCALL;

/// What a type has in a slot, null where it has nothing there.
inline void* type_slot(PyTypeObject* type, int slot) noexcept {
#if PY_VERSION_HEX < 0x030A0000
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

/// Whether instances of a type have a finalizer that its own deallocator is to call.
inline bool has_own_finalizer(PyTypeObject* type, destructor dealloc) noexcept {
    return type->tp_finalize != nullptr && type->tp_dealloc == dealloc;
}

} // namespace tether::inline TETHER_ABI::ffi
