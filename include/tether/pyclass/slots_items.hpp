// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The slots of containers: items by key and by index, membership, repetition.
//
// A class that says neither `sequence` nor `mapping` fills the slots of both, as a Python class does. One
// that says `sequence` and takes its index as an integer has those of a sequence: the length is added to a
// negative index. Its items have the mapping's slot too, as those of list have: Python asks it first.
#pragma once

#include <tether/pyclass/special.hpp>

namespace tether::inline TETHER_ABI::detail {

/// Whether a class has the slots of a mapping for keys of any kind, and those of a sequence.
template <class T, class Call>
inline constexpr bool has_mapping_slots = !pyclass<T>.sequence || !Integer<typename Call::first_parameter>;
template <class T> inline constexpr bool has_sequence_slots = !pyclass<T>.mapping;

/// Raises what an operation is told that a class has half of; gives -1.
TETHER_COLD inline int fail_half(PyObject* self, const char* what) noexcept {
    PyErr_Format(PyExc_TypeError, "'%.200s' object does not support item %s",
                 ffi::TypeText(Py_TYPE(self)).text(), what);
    return -1;
}

/// The index that a key of a sequence is, the length added to a negative one: false with an error set.
TETHER_NOINLINE inline bool to_index_slow(PyObject* self, PyObject* key, Py_ssize_t& index) noexcept {
    if (PyIndex_Check(key) == 0) {
        PyErr_Format(PyExc_TypeError, "sequence index must be integer, not '%.200s'",
                     ffi::TypeText(Py_TYPE(key)).text());
        return false;
    }
    index = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (index == -1 && PyErr_Occurred() != nullptr) return false;
    auto const length = reinterpret_cast<lenfunc>(ffi::type_slot(Py_TYPE(self), Py_sq_length));
    if (index >= 0 || length == nullptr) return true;
    Py_ssize_t const size = length(self);
    index += size;
    return size >= 0;
}

inline bool to_index(PyObject* self, PyObject* key, Py_ssize_t& index) noexcept {
    if (PyLong_CheckExact(key) && ffi::long_is_compact(key)) [[likely]] {
        index = ffi::compact_value(key);
        if (index >= 0) [[likely]]
            return true;
    }
    return to_index_slow(self, key, index);
}

TETHER_COLD inline void raise_index(PyObject* self) noexcept {
    PyErr_Format(PyExc_IndexError, "%.200s index out of range", ffi::TypeText(Py_TYPE(self)).bare());
}

/// Whether a number is none that the function can take for its index; raises IndexError then, as a list does.
template <class Call> bool refuses_index(PyObject* self, Py_ssize_t index) noexcept {
    if constexpr (Integer<typename Call::first_parameter>) {
        if (!std::in_range<typename Call::first_parameter>(index)) [[unlikely]]
            return raise_index(self), true;
    }
    return false;
}

template <class Call> struct ItemSlot {
    /// mp_subscript of a sequence
    static PyObject* at(PyObject* self, PyObject* key) noexcept {
        Py_ssize_t index = 0;
        return to_index(self, key, index) ? item(self, index) : nullptr;
    }

    /// mp_subscript
    static PyObject* subscript(PyObject* self, PyObject* key) noexcept {
        return Call::template call<ObjectResult>(self, &key);
    }

    /// sq_item
    static PyObject* item(PyObject* self, Py_ssize_t index) noexcept {
        if (Call::takes_index(index)) return Call::template call_at<ObjectResult>(self, index, nullptr);
        if (refuses_index<Call>(self, index)) return nullptr;
        PyObject* const key = PyLong_FromSsize_t(index);
        if (key == nullptr) return nullptr;
        PyObject* const result = Call::template call<ObjectResult>(self, &key);
        Py_DECREF(key);
        return result;
    }
};

template <class T, class Set, class Delete> struct ChangeItemSlot {
    /// mp_ass_subscript
    static int subscript(PyObject* self, PyObject* key, PyObject* value) noexcept {
        if (value != nullptr) {
            if constexpr (!std::is_void_v<Set>) {
                PyObject* const args[] = {key, value};
                return Set::template call<StatusResult>(self, args);
            }
        } else {
            if constexpr (!std::is_void_v<Delete>) return Delete::template call<StatusResult>(self, &key);
        }
        if (auto* const inherited = base_slot<T, objobjargproc>(Py_mp_ass_subscript))
            return inherited(self, key, value);
        return fail_half(self, value != nullptr ? "assignment" : "deletion");
    }

    /// sq_ass_item
    static int item(PyObject* self, Py_ssize_t index, PyObject* value) noexcept {
        if constexpr (!std::is_void_v<Set>) {
            PyObject* const args[] = {nullptr, value};
            if (value != nullptr && Set::takes_index(index))
                return Set::template call_at<StatusResult>(self, index, args);
            if (value != nullptr && refuses_index<Set>(self, index)) return -1;
        }
        if constexpr (!std::is_void_v<Delete>)
            if (value == nullptr && refuses_index<Delete>(self, index)) return -1;
        PyObject* const key = PyLong_FromSsize_t(index);
        if (key == nullptr) return -1;
        int const status = subscript(self, key, value);
        Py_DECREF(key);
        return status;
    }
};

/// sq_repeat and its in-place form.
template <class T, class Call, class Result> struct RepetitionSlot {
    static PyObject* call(PyObject* self, Py_ssize_t count) noexcept {
        PyObject* const number = PyLong_FromSsize_t(count);
        if (number == nullptr) return nullptr;
        PyObject* const result = Call::template call<Result>(self, &number);
        Py_DECREF(number);
        return result;
    }
};

} // namespace tether::inline TETHER_ABI::detail
