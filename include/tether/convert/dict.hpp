// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Between dict and the containers of C++ that map keys to values: what map and unordered_map are made of, and
// what a container of one's own can be.
#pragma once

#include <tether/tether.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// Where in a dict: "key 'a'", or "value of 'a'". Only keys whose repr runs nobody's code are named, others
/// counted.
TETHER_COLD inline ErrState* at_entry(ErrState* error, PyObject* key, Py_ssize_t index,
                                      bool is_key) noexcept {
    bool const is_plain = PyUnicode_CheckExact(key) || PyLong_CheckExact(key) || PyBytes_CheckExact(key) ||
                          PyFloat_CheckExact(key);
    Strong const name(is_plain ? PyObject_Repr(key) : PyUnicode_FromFormat("entry %zd", index));
    const char* text = name ? ffi::str_text(name.get()) : nullptr;
    if (text == nullptr) {
        PyErr_Clear();
        text = "?";
    }
    constexpr std::size_t most = 64;
    std::size_t size = std::strlen(text);
    const char* end = ""; // of a long key, what stands for the rest, and its closing quote
    if (size > most) {
        end = text[size - 1] == '\'' ? "...'" : text[size - 1] == '"' ? "...\"" : "...";
        size = most - 4;
        while ((text[size] & 0xC0) == 0x80) --size; // no half of a character
    }
    char place[96];
    std::snprintf(place, sizeof place, "%s%s%.*s%s", is_key ? "key " : "value of ",
                  is_key && !is_plain ? "of " : "", static_cast<int>(size), text, end);
    return at_place(error, place);
}

/// Reads a dict entry by entry, whatever the conversion of an entry does to it: a dict that changes its size
/// is RuntimeError, as in Python's own loops. A derived type's `__iter__` is not asked.
class DictReader {
  public:
    /// Null, or the error.
    TETHER_NOINLINE ErrState* open(PyObject* object, const char* wanted) noexcept {
        if (!recursion_.entered()) return fetch_error();
        if (!PyDict_Check(object)) return new_conversion_error(object, wanted);
        dict_ = object;
        size_ = PyDict_Size(object);
        return nullptr;
    }

    std::size_t size() const noexcept { return static_cast<std::size_t>(size_); }

    /// The next entry in new references; false at the end, or with an error in `error`.
    TETHER_NOINLINE bool next(PyObject*& key, PyObject*& value, ErrState*& error) noexcept {
        const ffi::CriticalSection section(dict_);
        bool const is_found = PyDict_Next(dict_, &position_, &key, &value) != 0;
        if (PyDict_Size(dict_) != size_ || (is_found && index_ == size_)) {
            error = new_runtime_error("dictionary changed while it was read");
            return false;
        }
        if (!is_found) return false;
        ++index_;
        Py_INCREF(key);
        Py_INCREF(value);
        return true;
    }

    /// Hands entries over for as long as `take(key, value)`, which runs no code of Python's, says true:
    /// borrowed, for no count need be touched then.
    template <class Take> void take_while(Take&& take) {
        const ffi::CriticalSection section(dict_);
        PyObject* key = nullptr;
        PyObject* value = nullptr;
        for (Py_ssize_t next = position_; index_ < size_ && PyDict_Next(dict_, &next, &key, &value) != 0;
             position_ = next, ++index_)
            if (!take(key, value)) return;
    }

    ErrState* at_last(ErrState* error, PyObject* key, bool is_key) const noexcept {
        return at_entry(error, key, index_ - 1, is_key);
    }

  private:
    RecursionGuard recursion_;
    PyObject* dict_ = nullptr;
    Py_ssize_t size_ = 0;
    Py_ssize_t index_ = 0;
    Py_ssize_t position_ = 0;
};

/// Converts all entries and hands each to `take(key, value)`.
template <class K, class V, class Take> ErrState* read_entries(DictReader& reader, Take&& take) {
    for (;;) {
        if constexpr (LoadsExact<K> && LoadsExact<V>)
            reader.take_while(
                [&take, key = K{}, value = V{}](PyObject* raw_key, PyObject* raw_value) mutable {
                    if (!FromPyObject<K>::load_exact(raw_key, key) ||
                        !FromPyObject<V>::load_exact(raw_value, value))
                        return false;
                    take(std::move(key), std::move(value));
                    return true;
                });
        ErrState* error = nullptr;
        PyObject* raw_key = nullptr;
        PyObject* raw_value = nullptr;
        if (!reader.next(raw_key, raw_value, error)) return error;
        Strong const key(raw_key);
        Strong const value(raw_value);
        ErrState* value_error = nullptr;
        error = load_then<K>(raw_key, [&](K&& converted_key) {
            value_error = load_then<V>(raw_value, [&](V&& converted_value) {
                take(std::move(converted_key), std::move(converted_value));
            });
        });
        if (error != nullptr) [[unlikely]]
            return reader.at_last(error, raw_key, true);
        if (value_error != nullptr) [[unlikely]]
            return reader.at_last(value_error, raw_key, false);
    }
}

/// Puts an entry into a dict whose value, null with an exception raised, is taken over.
TETHER_NOINLINE inline bool put_entry(PyObject* dict, PyObject* key, PyObject* value) noexcept {
    if (value != nullptr && PyDict_SetItem(dict, key, value) == 0) {
        Py_DECREF(value);
        return true;
    }
    raise_and_release(at_entry(fetch_error(), key, PyDict_Size(dict), value != nullptr));
    Py_XDECREF(value);
    return false;
}

} // namespace detail

/// The conversion from dict of a container that has `clear()` and `insert_or_assign()`, for one of one's own:
///
///     template <class K, class V>
///     struct tether::FromPyObject<FlatMap<K, V>> : FromDict<FlatMap<K, V>> {};
///
/// It takes a dict and no other mapping. Where two keys become equal in C++, the later entry counts.
template <class Map> struct FromDict {
    using Key = typename Map::key_type;
    using Value = typename Map::mapped_type;

    static constexpr const char* python_type = detail::accepted_join<"dict[", ", ", "]", Key, Value>.text;

    static detail::ErrState* load(PyObject* object, Map& out) {
        if constexpr (detail::check_from_python<Key>() && detail::check_from_python<Value>()) {
            detail::DictReader reader;
            if (detail::ErrState* const error = reader.open(object, python_type)) return error;
            out.clear();
            if constexpr (requires { out.reserve(0); }) out.reserve(reader.size());
            return detail::read_entries<Key, Value>(reader, [&out](Key&& key, Value&& value) {
                out.insert_or_assign(std::move(key), std::move(value));
            });
        }
        return nullptr;
    }
};

/// The conversion of a container to a dict. A key that cannot be hashed in Python (a list) is TypeError.
/// Values are moved out of an rvalue.
template <class Map> struct IntoDict {
    using Key = typename Map::key_type;
    using Value = typename Map::mapped_type;

    static constexpr const char* python_type = detail::given_join<"dict[", ", ", "]", Key, Value>.text;

    template <class M> static PyObject* cast(M&& map) {
        if constexpr (detail::check_into_python<Key>() && detail::check_into_python<Value>()) {
            detail::Strong dict(PyDict_New());
            if (!dict) return nullptr;
            for (auto&& [key, value] : map) {
                constexpr bool may_move = !std::is_lvalue_reference_v<M> && !std::is_const_v<decltype(value)>;
                using Passed = std::conditional_t<may_move, Value&&, const Value&>;
                detail::Strong const converted_key(detail::into_python(static_cast<const Key&>(key)));
                if (!converted_key) return detail::fail_at("a key");
                PyObject* const converted_value = detail::into_python(static_cast<Passed>(value));
                if (!detail::put_entry(dict.get(), converted_key.get(), converted_value)) return nullptr;
            }
            return dict.release();
        }
        return nullptr;
    }
};

} // namespace tether::inline TETHER_ABI
