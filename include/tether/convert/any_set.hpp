// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Between set or frozenset and the sets of C++: what set and unordered_set are made of, and what a container
// of one's own can be.
#pragma once

#include <tether/tether.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// Reads a set by its own iterator; one that changes its size meanwhile is RuntimeError.
class SetReader {
  public:
    SetReader() noexcept = default;

    ~SetReader() { Py_XDECREF(iterator_); }

    SetReader(const SetReader&) = delete;
    SetReader& operator=(const SetReader&) = delete;

    /// Null, or the error.
    TETHER_NOINLINE ErrState* open(PyObject* object, const char* wanted) noexcept {
        if (!recursion_.entered()) return fetch_error();
        if (!PyAnySet_Check(object)) return new_conversion_error(object, wanted);
        size_ = PySet_Size(object);
        iterator_ = PyObject_GetIter(object);
        return iterator_ != nullptr ? nullptr : fetch_error();
    }

    std::size_t size() const noexcept { return static_cast<std::size_t>(size_); }

    /// The next item as a new reference; null at the end, or with an error in `error`.
    PyObject* next(ErrState*& error) noexcept {
        PyObject* item = nullptr;
        if (ffi::iter_next(iterator_, &item) < 0) error = fetch_error();
        return item;
    }

  private:
    RecursionGuard recursion_;
    PyObject* iterator_ = nullptr;
    Py_ssize_t size_ = 0;
};

} // namespace detail

/// The conversion from a set or frozenset of a container that has `clear()` and `insert()`, for one of one's
/// own:
///
///     template <class T> struct tether::FromPyObject<FlatSet<T>> : FromSet<FlatSet<T>> {};
template <class Set> struct FromSet {
    using Item = typename Set::key_type;

    static constexpr const char* python_type = detail::accepted_join<"set[", "", "]", Item>.text;

    static detail::ErrState* load(PyObject* object, Set& out) {
        if constexpr (detail::check_from_python<Item>()) {
            detail::SetReader reader;
            if (detail::ErrState* const error = reader.open(object, python_type)) return error;
            out.clear();
            if constexpr (requires { out.reserve(0); }) out.reserve(reader.size());
            for (;;) {
                detail::ErrState* error = nullptr;
                detail::Strong const item(reader.next(error));
                if (!item) return error;
                error = detail::load_then<Item>(item.get(),
                                                [&out](Item&& value) { out.insert(std::move(value)); });
                if (error != nullptr) [[unlikely]]
                    return detail::at_place(error, "an item");
            }
        }
        return nullptr;
    }
};

/// The conversion of a container to a set. An item that cannot be hashed in Python (a list) is TypeError.
template <class Set> struct IntoSet {
    using Item = typename Set::key_type;

    static constexpr const char* python_type = detail::given_join<"set[", "", "]", Item>.text;

    static PyObject* cast(const Set& items) {
        if constexpr (detail::check_into_python<Item>()) {
            detail::Strong set(PySet_New(nullptr));
            if (!set) return nullptr;
            for (const auto& each : items) {
                detail::Strong const item(detail::into_python(each));
                if (!item || PySet_Add(set.get(), item.get()) != 0) return detail::fail_at("an item");
            }
            return set.release();
        }
        return nullptr;
    }
};

} // namespace tether::inline TETHER_ABI
