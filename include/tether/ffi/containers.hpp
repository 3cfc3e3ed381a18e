// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Bytes, lists, tuples and dicts, under one spelling for every Python.
#pragma once

#include <tether/ffi/python.hpp>

namespace tether::inline TETHER_ABI::ffi {

/// The memory of bytes, and its size.
inline char* bytes_data(PyObject* bytes) noexcept {
#ifdef Py_LIMITED_API
    return PyBytes_AsString(bytes);
#else
    return PyBytes_AS_STRING(bytes);
#endif
}

inline Py_ssize_t bytes_size(PyObject* bytes) noexcept {
#ifdef Py_LIMITED_API
    return PyBytes_Size(bytes);
#else
    return PyBytes_GET_SIZE(bytes);
#endif
}

/// The item of a key as a new reference: 1 where found, 0 where not, -1 with an error set.
inline int dict_get_item(PyObject* dict, PyObject* key, PyObject** result) noexcept {
#if TETHER_API_HEX >= 0x030D0000
    return PyDict_GetItemRef(dict, key, result);
#else
    PyObject* item = PyDict_GetItemWithError(dict, key);
    *result = item;
    if (item != nullptr) {
        Py_INCREF(item);
        return 1;
    }
    return PyErr_Occurred() != nullptr ? -1 : 0;
#endif
}

/// `dict.setdefault`: the item as a new reference; 1 where it was there, 0 where it was put, -1 with an error
/// set.
inline int dict_set_default(PyObject* dict, PyObject* key, PyObject* value, PyObject** result) noexcept {
#if TETHER_API_HEX >= 0x030F0000 || (TETHER_API_HEX >= 0x030D0000 && !defined(Py_LIMITED_API))
    return PyDict_SetDefaultRef(dict, key, value, result);
#else
    int const found = dict_get_item(dict, key, result);
    if (found != 0) return found;
#ifdef Py_LIMITED_API
    if (PyDict_SetItem(dict, key, value) < 0) return -1;
    PyObject* const item = value;
#else
    PyObject* const item = PyDict_SetDefault(dict, key, value);
    if (item == nullptr) return -1;
#endif
    *result = new_ref(item);
    return 0;
#endif
}

/// Puts in the pairs that an iterable gives: 0, or -1 with an error set.
inline int dict_update_from_pairs(PyObject* dict, PyObject* pairs) noexcept {
#ifdef PYPY_VERSION
    PyObject* const done = PyObject_CallMethod(dict, "update", "(O)", pairs);
    Py_XDECREF(done);
    return done != nullptr ? 0 : -1;
#else
    return PyDict_MergeFromSeq2(dict, pairs, 1);
#endif
}

/// The types of a dict's views. Borrowed.
inline PyTypeObject* dict_keys_type() noexcept { return &PyDictKeys_Type; }
inline PyTypeObject* dict_values_type() noexcept { return &PyDictValues_Type; }
inline PyTypeObject* dict_items_type() noexcept {
#ifdef PYPY_VERSION
    PyObject* const dict = PyDict_New();
    PyObject* const items = dict != nullptr ? PyObject_CallMethod(dict, "items", nullptr) : nullptr;
    PyTypeObject* const type = items != nullptr ? Py_TYPE(items) : nullptr; // which never ends
    Py_XDECREF(items);
    Py_XDECREF(dict);
    return type;
#else
    return &PyDictItems_Type;
#endif
}

/// The item at an index as a new reference, null with IndexError set.
inline PyObject* list_get_item(PyObject* list, Py_ssize_t index) noexcept {
#if TETHER_API_HEX >= 0x030D0000
    return PyList_GetItemRef(list, index);
#else
    PyObject* const item = PyList_GetItem(list, index);
    Py_XINCREF(item);
    return item;
#endif
}

/// The same where running past the end is no error: null without one.
inline PyObject* list_item_or_null(PyObject* list, Py_ssize_t index) noexcept {
#if defined(Py_GIL_DISABLED) || defined(Py_LIMITED_API)
    if (index >= PyList_Size(list)) return nullptr;
    PyObject* const item = list_get_item(list, index);
    if (item == nullptr) PyErr_Clear(); // another thread was faster
    return item;
#else
    if (index >= PyList_GET_SIZE(list)) return nullptr;
    return new_ref(PyList_GET_ITEM(list, index));
#endif
}

/// The number of items of a list, without a check.
inline Py_ssize_t list_size(PyObject* list) noexcept {
#ifdef Py_LIMITED_API
    return PyList_Size(list);
#else
    return PyList_GET_SIZE(list);
#endif
}

/// The item of a list at an index in range, borrowed from it: for lists that nobody else changes.
inline PyObject* list_item(PyObject* list, Py_ssize_t index) noexcept {
#ifdef Py_LIMITED_API
    return PyList_GetItem(list, index);
#else
    return PyList_GET_ITEM(list, index);
#endif
}

/// Fills an empty place of a list that nobody else knows yet; steals the item.
inline void list_fill_item(PyObject* list, Py_ssize_t index, PyObject* item) noexcept {
#ifdef Py_LIMITED_API
    (void)PyList_SetItem(list, index, item);
#else
    PyList_SET_ITEM(list, index, item);
#endif
}

/// Fills an empty place of a tuple that nobody else knows yet; steals the item.
inline void tuple_fill_item(PyObject* tuple, Py_ssize_t index, PyObject* item) noexcept {
#ifdef Py_LIMITED_API
    (void)PyTuple_SetItem(tuple, index, item);
#else
    PyTuple_SET_ITEM(tuple, index, item);
#endif
}

/// The items of an exact list or tuple, borrowed from where they lie: good until code runs that could change
/// the list. None where they cannot be had like that: without the GIL those of a list only for one who takes
/// no lock and runs no code of Python's meanwhile (`is_quick`), since the list is locked.
class ItemsInPlace {
  public:
#if defined(PYPY_VERSION) || (defined(Py_GIL_DISABLED) && defined(Py_LIMITED_API))
    ItemsInPlace(PyObject* /*sequence*/, bool /*is_quick*/) noexcept {}

    PyObject* operator[](Py_ssize_t /*index*/) const noexcept { return nullptr; }
#elif defined(Py_LIMITED_API)
    ItemsInPlace(PyObject* sequence, bool /*is_quick*/) noexcept : sequence_(sequence) {
        if (PyList_CheckExact(sequence))
            size_ = PyList_Size(sequence);
        else if (PyTuple_CheckExact(sequence))
            size_ = PyTuple_Size(sequence), item_ = &PyTuple_GetItem;
    }

    PyObject* operator[](Py_ssize_t index) const noexcept { return item_(sequence_, index); }
#else
    ItemsInPlace(PyObject* sequence, [[maybe_unused]] bool is_quick) noexcept {
        bool const is_list = PyList_CheckExact(sequence);
        if (!is_list && !PyTuple_CheckExact(sequence)) return;
#ifdef Py_GIL_DISABLED
        if (is_list && !is_quick) return;
        is_locked_ = is_list;
        if (is_list) PyCriticalSection_Begin(&section_, sequence);
#endif
        size_ = Py_SIZE(sequence);
        items_ = PySequence_Fast_ITEMS(sequence);
    }

#ifdef Py_GIL_DISABLED
    ~ItemsInPlace() {
        if (is_locked_) PyCriticalSection_End(&section_);
    }
#endif

    PyObject* operator[](Py_ssize_t index) const noexcept { return items_[index]; }
#endif

    ItemsInPlace(const ItemsInPlace&) = delete;
    ItemsInPlace& operator=(const ItemsInPlace&) = delete;

    Py_ssize_t size() const noexcept { return size_; }

  private:
    Py_ssize_t size_ = 0;
#if defined(Py_LIMITED_API) && !defined(Py_GIL_DISABLED)
    PyObject* sequence_;
    PyObject* (*item_)(PyObject*, Py_ssize_t) = &PyList_GetItem;
#elif !defined(Py_LIMITED_API) && !defined(PYPY_VERSION)
    PyObject* const* items_ = nullptr;
#ifdef Py_GIL_DISABLED
    PyCriticalSection section_{};
    bool is_locked_ = false;
#endif
#endif
};

/// Whether a dict is of a subclass that says itself how it is iterated: its order is not the one of the
/// table.
inline bool dict_overrides_iter(PyObject* dict) noexcept {
#ifdef Py_LIMITED_API
    return PyType_GetSlot(Py_TYPE(dict), Py_tp_iter) != PyType_GetSlot(&PyDict_Type, Py_tp_iter);
#else
    return Py_TYPE(dict)->tp_iter != PyDict_Type.tp_iter;
#endif
}

/// The number of items of a tuple, without a check.
inline Py_ssize_t tuple_size(PyObject* tuple) noexcept {
#ifdef Py_LIMITED_API
    return PyTuple_Size(tuple);
#else
    return PyTuple_GET_SIZE(tuple);
#endif
}

/// The item of a tuple at an index in range, borrowed from it.
inline PyObject* tuple_item(PyObject* tuple, Py_ssize_t index) noexcept {
#ifdef Py_LIMITED_API
    return PyTuple_GetItem(tuple, index);
#else
    return PyTuple_GET_ITEM(tuple, index);
#endif
}

/// The items of a tuple as an array that the tuple keeps, or null where none can be had.
inline PyObject* const* tuple_items([[maybe_unused]] PyObject* tuple) noexcept {
#if defined(Py_LIMITED_API) || defined(PYPY_VERSION)
    return nullptr;
#else
    return reinterpret_cast<PyTupleObject*>(tuple)->ob_item;
#endif
}

/// A tuple of objects that stay the caller's: a new reference or null with an error set.
inline PyObject* tuple_from_array(PyObject* const* items, Py_ssize_t size) noexcept {
#if TETHER_API_HEX >= 0x030F0000 && !defined(Py_LIMITED_API)
    return PyTuple_FromArray(items, size);
#else
    PyObject* const tuple = PyTuple_New(size);
    if (tuple == nullptr) return nullptr;
    for (Py_ssize_t i = 0; i < size; ++i) (void)PyTuple_SetItem(tuple, i, new_ref(items[i]));
    return tuple;
#endif
}

} // namespace tether::inline TETHER_ABI::ffi
