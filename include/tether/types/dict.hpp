// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyDict, the view of dict.
#pragma once

#include <tether/types/mapping.hpp>
#include <tether/types/tuple.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

class DictCursor;

/// A key and a value for the call that they are written in.
struct DictItem {
    IntoPy key;
    IntoPy value;
};

} // namespace detail

/// A key and a value of any convertible types: `PyDict::create(py, item("a", 1), item("b", object))`. For
/// that call only: what is an object already is borrowed.
template <class Key, class Value> [[nodiscard]] detail::DictItem item(Key&& key, Value&& value) {
    return {IntoPy(static_cast<Key&&>(key)), IntoPy(static_cast<Value&&>(value))};
}

/// A view of a dict. What is declared here is done by dict itself, also for a subclass that overrides it;
/// what PyAny and PyMapping declare asks the subclass. A key that cannot be hashed is TypeError everywhere.
///
///     for (const auto& [key, value] : dict) use(key, value);
///
/// A dict must not change its keys while it is iterated: the loop then throws Raised, RuntimeError as in
/// Python. Values may change. To change keys, iterate `keys()` or `items()`, which are lists; to see the
/// error as a PyResult, iterate `iter()`. A subclass with an order of its own (OrderedDict) is iterated in
/// that.
class PyDict : public PyMapping {
  public:
    static constexpr const char* type_name = "dict";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&PyDict_Type); }
    static bool is_type_of(PyObject* object) noexcept { return PyDict_Check(object) != 0; }
    static bool is_exact_type_of(PyObject* object) noexcept { return PyDict_CheckExact(object) != 0; }

    /// `{key: value, ...}`; the last of equal keys wins.
    template <std::same_as<detail::DictItem>... Items>
    static PyResult<Bound<PyDict>> create(Python py, const Items&... items);
    /// A dict of the elements of a C++ range, each a pair of convertible types: a std::map, a vector of
    /// pairs.
    template <class Range> static PyResult<Bound<PyDict>> from_range(Python py, Range&& range);
    /// `dict(pairs)`: from an iterable of iterables of two. TypeError or ValueError where it is none.
    static PyResult<Bound<PyDict>> from_sequence(const PyAny& pairs);

    std::size_t len() const noexcept { return static_cast<std::size_t>(PyDict_Size(ptr())); }
    bool is_empty() const noexcept { return len() == 0; }

    /// `key in self`.
    PyResult<bool> contains(IntoPy key) const;
    /// `self.get(key)`, empty where there is none.
    template <class T = PyAny> PyResult<std::optional<Bound<T>>> get_item(IntoPy key) const;
    /// `self[key] = value`.
    PyResult<void> set_item(IntoPy key, IntoPy value) const;
    /// `del self[key]`. KeyError.
    PyResult<void> del_item(IntoPy key) const;
    /// `self.setdefault(key, value)`: the value that the key has now.
    PyResult<Bound<PyAny>> set_default(IntoPy key, IntoPy value) const;
    /// The same, with whether the value was put in.
    template <class T = PyAny>
    PyResult<std::pair<Bound<T>, bool>> set_default_with_result(IntoPy key, IntoPy value) const;

    /// `self.update(other)`, from a dict, another mapping or a C++ map. AttributeError where it has no
    /// `keys`.
    PyResult<void> update(IntoPy other) const;
    /// The same for the keys that are missing here.
    PyResult<void> update_if_missing(IntoPy other) const;
    /// `self.copy()`.
    PyResult<Bound<PyDict>> copy() const { return detail::owned<PyDict>(PyDict_Copy(ptr())); }
    /// `self.clear()`.
    void clear() const noexcept { PyDict_Clear(ptr()); }

    /// `list(self)`.
    PyResult<Bound<PyList>> keys() const { return detail::owned<PyList>(PyDict_Keys(ptr())); }
    /// `list(self.values())`.
    PyResult<Bound<PyList>> values() const { return detail::owned<PyList>(PyDict_Values(ptr())); }
    /// `list(self.items())`.
    PyResult<Bound<PyList>> items() const { return detail::owned<PyList>(PyDict_Items(ptr())); }

    template <class Cursor = detail::DictCursor> detail::CursorIterator<Cursor> begin() const {
        return detail::CursorIterator<Cursor>(*this);
    }
    detail::IterationEnd end() const noexcept { return {}; }

    /// Calls `f(key, value)`, which returns a PyResult<void>, for each item until one fails, holding the
    /// dict's lock on builds without the GIL: no other thread changes it meanwhile. RuntimeError where `f`
    /// changes its keys.
    template <class F, class Cursor = detail::DictCursor> PyResult<void> locked_for_each(F&& f) const;

  protected:
    using PyMapping::PyMapping;
};

namespace detail {

/// Gives the items of a dict and tells, in CPython's words, when the keys change on the way.
class DictCursor {
  public:
    using View = PyDict;
    using Item = std::pair<Bound<PyAny>, Bound<PyAny>>;

    explicit DictCursor(const PyDict& dict) noexcept
        : dict_(dict), size_(PyDict_Size(dict.as_ptr())), left_(size_),
          keys_(Bound<PyAny>::from_borrowed_ptr(dict.py(), Py_None)) {}

    /// Throws where the iteration fails.
    template <class Place> void next(Place& item) {
        if (try_next(item) < 0) throw_error(PyErr::from_state(fetch_error()));
    }

    /// 1 with an item, 0 at the end, -1 with an error set.
    template <class Place> int try_next(Place& item) noexcept {
        PyObject *key = nullptr, *value = nullptr;
        int const found = ffi::dict_overrides_iter(dict_.as_ptr()) ? next_of_subclass(key, value)
                                                                   : next_of_table(key, value);
        if (found > 0)
            item.emplace(Bound<PyAny>::from_owned_ptr(dict_.py(), key),
                         Bound<PyAny>::from_owned_ptr(dict_.py(), value));
        else if (found == 0)
            item.reset();
        return found;
    }

  private:
    int next_of_table(PyObject*& key, PyObject*& value) noexcept {
        const ffi::CriticalSection locked(dict_.as_ptr());
        if (PyDict_Size(dict_.as_ptr()) != size_) return changed("dictionary changed size during iteration");
        if (PyDict_Next(dict_.as_ptr(), &position_, &key, &value) == 0) return 0;
        if (left_-- == 0) return changed("dictionary keys changed during iteration");
        Py_INCREF(key);
        Py_INCREF(value);
        return 1;
    }

    TETHER_NOINLINE int next_of_subclass(PyObject*& key, PyObject*& value) noexcept {
        if (keys_.is_none()) {
            PyObject* const keys = PyObject_GetIter(dict_.as_ptr());
            if (keys == nullptr) return -1;
            keys_ = Bound<PyAny>::from_owned_ptr(dict_.py(), keys);
        }
        int const found = ffi::iter_next(keys_.as_ptr(), &key);
        if (found <= 0) return found;
        value = PyObject_GetItem(dict_.as_ptr(), key);
        if (value != nullptr) return 1;
        Py_DECREF(key);
        return -1;
    }

    TETHER_COLD int changed(const char* text) noexcept {
        size_ = -1; // and stays changed
        PyErr_SetString(PyExc_RuntimeError, text);
        return -1;
    }

    Bound<PyDict> dict_;
    Py_ssize_t size_;
    Py_ssize_t left_;
    Py_ssize_t position_ = 0;
    Bound<PyAny> keys_; ///< None until a subclass is asked for them
};

inline PyResult<void> set_dict_item(PyObject* dict, const IntoPy& key, const IntoPy& value) {
    if (key.as_ptr() == nullptr) return argument_error(key);
    if (value.as_ptr() == nullptr) return argument_error(value);
    return succeeded(PyDict_SetItem(dict, key.as_ptr(), value.as_ptr()));
}

inline PyResult<Bound<PyDict>> new_dict(const DictItem* const* items, std::size_t count) {
    TETHER_TRY(auto dict, owned<PyDict>(PyDict_New()));
    for (std::size_t i = 0; i < count; ++i)
        TETHER_TRY(set_dict_item(dict.as_ptr(), items[i]->key, items[i]->value));
    return dict;
}

inline PyResult<void> merge_dict(PyObject* dict, const IntoPy& other, bool override) {
    if (other.as_ptr() == nullptr) return argument_error(other);
    return succeeded(PyDict_Merge(dict, other.as_ptr(), override ? 1 : 0));
}

} // namespace detail

template <std::same_as<detail::DictItem>... Items>
PyResult<Bound<PyDict>> PyDict::create(Python /*py*/, const Items&... items) {
    const detail::DictItem* const all[] = {&items..., nullptr};
    return detail::new_dict(all, sizeof...(Items));
}

template <class Range> PyResult<Bound<PyDict>> PyDict::from_range(Python /*py*/, Range&& range) {
    TETHER_TRY(auto dict, detail::owned<PyDict>(PyDict_New()));
    for (auto&& [key, value] : range) TETHER_TRY(detail::set_dict_item(dict.as_ptr(), key, value));
    return dict;
}

inline PyResult<Bound<PyDict>> PyDict::from_sequence(const PyAny& pairs) {
    TETHER_TRY(auto dict, detail::owned<PyDict>(PyDict_New()));
    TETHER_TRY(detail::succeeded(ffi::dict_update_from_pairs(dict.as_ptr(), pairs.as_ptr())));
    return dict;
}

inline PyResult<bool> PyDict::contains(IntoPy key) const {
    if (key.as_ptr() == nullptr) return detail::argument_error(key);
    return detail::truth(PyDict_Contains(ptr(), key.as_ptr()));
}

template <class T> PyResult<std::optional<Bound<T>>> PyDict::get_item(IntoPy key) const {
    if (key.as_ptr() == nullptr) return detail::argument_error(key);
    PyObject* value = nullptr;
    int const found = ffi::dict_get_item(ptr(), key.as_ptr(), &value);
    return detail::owned_if_found<T>(found, value);
}

inline PyResult<void> PyDict::set_item(IntoPy key, IntoPy value) const {
    return detail::set_dict_item(ptr(), key, value);
}

inline PyResult<void> PyDict::del_item(IntoPy key) const {
    if (key.as_ptr() == nullptr) return detail::argument_error(key);
    return detail::succeeded(PyDict_DelItem(ptr(), key.as_ptr()));
}

template <class T>
PyResult<std::pair<Bound<T>, bool>> PyDict::set_default_with_result(IntoPy key, IntoPy value) const {
    if (key.as_ptr() == nullptr) return detail::argument_error(key);
    if (value.as_ptr() == nullptr) return detail::argument_error(value);
    PyObject* now = nullptr;
    int const found = ffi::dict_set_default(ptr(), key.as_ptr(), value.as_ptr(), &now);
    if (found < 0) return PyErr::from_state(detail::fetch_error());
    return std::pair(Bound<T>::from_owned_ptr(py(), now), found == 0);
}

inline PyResult<Bound<PyAny>> PyDict::set_default(IntoPy key, IntoPy value) const {
    if (key.as_ptr() == nullptr) return detail::argument_error(key);
    if (value.as_ptr() == nullptr) return detail::argument_error(value);
    PyObject* now = nullptr;
    (void)ffi::dict_set_default(ptr(), key.as_ptr(), value.as_ptr(), &now);
    return detail::owned<PyAny>(now);
}

inline PyResult<void> PyDict::update(IntoPy other) const { return detail::merge_dict(ptr(), other, true); }

inline PyResult<void> PyDict::update_if_missing(IntoPy other) const {
    return detail::merge_dict(ptr(), other, false);
}

template <class F, class Cursor> PyResult<void> PyDict::locked_for_each(F&& f) const {
    const ffi::CriticalSection locked(ptr());
    Cursor cursor(*this);
    std::optional<typename Cursor::Item> item;
    while (int const found = cursor.try_next(item)) {
        if (found < 0) return PyErr::from_state(detail::fetch_error());
        TETHER_TRY(f(item->first, item->second));
    }
    return ok();
}

inline PyResult<Bound<PyAny>> PyAny::call_tuple(const PyTuple& args, const PyDict& kwargs) const {
    return detail::owned<PyAny>(PyObject_Call(ptr(), args.as_ptr(), kwargs.as_ptr()));
}

} // namespace tether::inline TETHER_ABI
