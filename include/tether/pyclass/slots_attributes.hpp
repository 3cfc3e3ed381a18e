// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The slots of attribute access, and of objects that are attributes of others (descriptors).
#pragma once

#include <tether/pyclass/special.hpp>

namespace tether::inline TETHER_ABI::detail {

/// tp_getattro: what `__getattribute__` or the base gives and, where that knows no such attribute, what
/// `__getattr__` gives.
template <class T, class Every, class Missing> struct AttributeSlot {
    static PyObject* call(PyObject* self, PyObject* name) noexcept {
        PyObject* result = nullptr;
        if constexpr (!std::is_void_v<Every>) {
            result = Every::template call<ObjectResult>(self, &name);
        } else {
            auto* const inherited = base_slot<T, getattrofunc>(Py_tp_getattro);
            result = (inherited != nullptr ? inherited : &PyObject_GenericGetAttr)(self, name);
        }
        if constexpr (!std::is_void_v<Missing>) {
            if (result != nullptr || PyErr_ExceptionMatches(PyExc_AttributeError) == 0) return result;
            PyErr_Clear();
            result = Missing::template call<ObjectResult>(self, &name);
        }
        return result;
    }
};

/// tp_setattro: the half that is not declared is the base's.
template <class T, class Set, class Delete> struct ChangeAttributeSlot {
    static int call(PyObject* self, PyObject* name, PyObject* value) noexcept {
        if (value != nullptr) {
            if constexpr (!std::is_void_v<Set>) {
                PyObject* const args[] = {name, value};
                return Set::template call<StatusResult>(self, args);
            }
        } else {
            if constexpr (!std::is_void_v<Delete>) return Delete::template call<StatusResult>(self, &name);
        }
        auto* const inherited = base_slot<T, setattrofunc>(Py_tp_setattro);
        return (inherited != nullptr ? inherited : &PyObject_GenericSetAttr)(self, name, value);
    }
};

/// tp_descr_get: the instance and the class, None where there is none.
template <class Call> PyObject* get_descriptor(PyObject* self, PyObject* instance, PyObject* owner) noexcept {
    PyObject* const args[] = {instance != nullptr ? instance : Py_None, owner != nullptr ? owner : Py_None};
    return Call::template call<ObjectResult>(self, args);
}

/// tp_descr_set
template <class T, class Set, class Delete> struct ChangeDescriptorSlot {
    static int call(PyObject* self, PyObject* instance, PyObject* value) noexcept {
        if (value != nullptr) {
            if constexpr (!std::is_void_v<Set>) {
                PyObject* const args[] = {instance, value};
                return Set::template call<StatusResult>(self, args);
            }
        } else {
            if constexpr (!std::is_void_v<Delete>)
                return Delete::template call<StatusResult>(self, &instance);
        }
        if (auto* const inherited = base_slot<T, descrsetfunc>(Py_tp_descr_set))
            return inherited(self, instance, value);
        PyErr_SetString(PyExc_AttributeError, value != nullptr ? "__set__" : "__delete__");
        return -1;
    }
};

/// tp_finalize: what it throws cannot be raised and is reported; an exception on its way stays.
template <class T, class Call> void finalize(PyObject* self) noexcept {
    if constexpr (Layout<T>::has_state)
        if (Layout<T>::state(self).value() <= BorrowState::unmade) return;
    PyObject* const raised = ffi::take_raised();
    if (Call::template call<StatusResult>(self, nullptr) < 0) PyErr_WriteUnraisable(self);
    if (raised != nullptr) ffi::set_raised(raised);
}

} // namespace tether::inline TETHER_ABI::detail
