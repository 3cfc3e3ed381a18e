// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyIterator, the view of iterators, and what every `for (const auto& x : container)` is made of.
#pragma once

#include <tether/token/imported.hpp>
#include <tether/types/any.hpp>

#include <cstddef>

namespace tether::inline TETHER_ABI {
namespace detail {

/// The end of every range-for over a Python object.
struct IterationEnd {};

/// A C++ input iterator over what a cursor, made of a view, gives: `cursor.next(item)` puts the next item
/// into an optional, or empties it at the end. It keeps what it iterates alive, and holds each item until the
/// next one.
template <class Cursor> class CursorIterator {
  public:
    using value_type = typename Cursor::Item;
    using difference_type = std::ptrdiff_t;
    using reference = const value_type&;
    using pointer = const value_type*;
    using iterator_category = std::input_iterator_tag;

    explicit CursorIterator(const typename Cursor::View& view) : cursor_(view) { cursor_.next(item_); }

    const value_type& operator*() const noexcept TETHER_LIFETIMEBOUND { return *item_; }
    const value_type* operator->() const noexcept TETHER_LIFETIMEBOUND { return &*item_; }

    CursorIterator& operator++() {
        cursor_.next(item_);
        return *this;
    }
    void operator++(int) { ++*this; }

    friend bool operator==(const CursorIterator& iterator, IterationEnd) noexcept {
        return !iterator.item_.has_value();
    }

  private:
    Cursor cursor_;
    std::optional<value_type> item_;
};

class ResultCursor;

} // namespace detail

/// What an iterator answered to send().
struct SendResult {
    Bound<PyAny> value; ///< what it yielded, or returned
    bool has_returned;  ///< whether that ended it
};

/// A view of an iterator: of any object with `__next__`.
///
///     for (const auto& item : *object.iter()) use(*item);
///
/// Each item of a range-for is a PyResult. An error does not end the loop, for the iterator may go on after
/// it or repeat it for ever: leave the loop, by `*item` or by TETHER_TRY.
class PyIterator : public PyAny {
  public:
    static constexpr const char* type_name = "Iterator";

    static PyObject* type_object() noexcept { return detail::imported<"collections.abc", "Iterator">(); }
    static bool is_type_of(PyObject* object) noexcept { return PyIter_Check(object) != 0; }
    static bool is_exact_type_of(PyObject* object) = delete;

    /// `next(self)`, empty at the end.
    template <class T = PyAny> PyResult<std::optional<Bound<T>>> next() const;
    /// `self.send(value)` of a generator; None can be sent to any iterator. AttributeError where there is no
    /// `send`.
    PyResult<SendResult> send(IntoPy value) const;
    /// `operator.length_hint(self)`: how many items are to come as far as known, else 0. A hint may lie.
    PyResult<std::size_t> size_hint() const;

    template <class Cursor = detail::ResultCursor> detail::CursorIterator<Cursor> begin() const {
        return detail::CursorIterator<Cursor>(*this);
    }
    detail::IterationEnd end() const noexcept { return {}; }

  protected:
    using PyAny::PyAny;
};

namespace detail {

/// Gives each item or the error that came instead.
class ResultCursor {
  public:
    using View = PyIterator;
    using Item = PyResult<Bound<PyAny>>;

    explicit ResultCursor(const PyIterator& iterator) noexcept : iterator_(iterator) {}

    template <class Place> void next(Place& item) noexcept {
        PyObject* object = nullptr;
        if (ffi::iter_next(iterator_.as_ptr(), &object) == 0)
            item.reset();
        else
            item.emplace(owned<PyAny>(object));
    }

  private:
    Bound<PyIterator> iterator_;
};

/// Gives each item of an iterable whose items cannot fail. Throws where the iteration does: a set that was
/// changed meanwhile.
class ItemCursor {
  public:
    using View = PyAny;
    using Item = Bound<PyAny>;

    explicit ItemCursor(const PyAny& iterable) : iterator_(*iterable.iter()) {}

    template <class Place> void next(Place& item) {
        PyObject* object = nullptr;
        int const found = ffi::iter_next(iterator_.as_ptr(), &object);
        if (found < 0) throw_error(PyErr::from_state(fetch_error()));
        if (found == 0)
            item.reset();
        else
            item = Bound<PyAny>::from_owned_ptr(iterator_.py(), object);
    }

  private:
    Bound<PyIterator> iterator_;
};

} // namespace detail

template <class T> PyResult<std::optional<Bound<T>>> PyIterator::next() const {
    PyObject* item = nullptr;
    int const found = ffi::iter_next(ptr(), &item);
    return detail::owned_if_found<T>(found, item);
}

inline PyResult<SendResult> PyIterator::send(IntoPy value) const {
    if (value.as_ptr() == nullptr) return detail::argument_error(value);
    PyObject* result = nullptr;
    int const status = ffi::iter_send(ptr(), value.as_ptr(), &result);
    if (status < 0) return PyErr::from_state(detail::fetch_error());
    return SendResult{Bound<PyAny>::from_owned_ptr(py(), result), status == 0};
}

inline PyResult<std::size_t> PyIterator::size_hint() const {
    Py_ssize_t const hint = ffi::length_hint(ptr(), 0);
    if (hint < 0) return PyErr::from_state(detail::fetch_error());
    return static_cast<std::size_t>(hint);
}

inline PyResult<Bound<PyIterator>> PyAny::iter() const {
    return detail::owned<PyIterator>(PyObject_GetIter(ptr()));
}

} // namespace tether::inline TETHER_ABI
