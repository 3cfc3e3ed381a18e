// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyTuple, the view of tuple.
#pragma once

#include <tether/types/list.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// A random-access iterator over a tuple, which must outlive it.
class TupleIterator {
  public:
    using value_type = Borrowed<PyAny>;
    using difference_type = Py_ssize_t;
    using reference = Borrowed<PyAny>;
    using pointer = void;
    using iterator_category = std::input_iterator_tag; // what it gives is no lvalue
    using iterator_concept = std::random_access_iterator_tag;

    TupleIterator() noexcept = default;
    TupleIterator(PyObject* tuple, Py_ssize_t index) noexcept : tuple_(tuple), index_(index) {}

    Borrowed<PyAny> operator*() const noexcept { return (*this)[0]; }
    Borrowed<PyAny> operator[](Py_ssize_t offset) const noexcept {
        return Borrowed<PyAny>::from_ptr(Python::assume_attached(), ffi::tuple_item(tuple_, index_ + offset));
    }

    TupleIterator& operator++() noexcept { return *this += 1; }
    TupleIterator operator++(int) noexcept { return (*this += 1) - 1; }
    TupleIterator& operator--() noexcept { return *this -= 1; }
    TupleIterator operator--(int) noexcept { return (*this -= 1) + 1; }
    TupleIterator& operator+=(Py_ssize_t offset) noexcept {
        index_ += offset;
        return *this;
    }
    TupleIterator& operator-=(Py_ssize_t offset) noexcept { return *this += -offset; }

    friend TupleIterator operator+(TupleIterator iterator, Py_ssize_t offset) noexcept {
        return iterator += offset;
    }
    friend TupleIterator operator+(Py_ssize_t offset, TupleIterator iterator) noexcept {
        return iterator += offset;
    }
    friend TupleIterator operator-(TupleIterator iterator, Py_ssize_t offset) noexcept {
        return iterator -= offset;
    }
    friend Py_ssize_t operator-(const TupleIterator& a, const TupleIterator& b) noexcept {
        return a.index_ - b.index_;
    }
    friend bool operator==(const TupleIterator& a, const TupleIterator& b) noexcept {
        return a.index_ == b.index_;
    }
    friend auto operator<=>(const TupleIterator& a, const TupleIterator& b) noexcept {
        return a.index_ <=> b.index_;
    }

  private:
    PyObject* tuple_ = nullptr;
    Py_ssize_t index_ = 0;
};

} // namespace detail

/// A view of a tuple. Indices count from the start; the bounds of slices may lie beyond the end. What is
/// declared here is done by tuple itself, also for a subclass that overrides it.
///
///     for (auto item : tuple) use(item);
///
/// Items come Borrowed, for the tuple keeps them: it must outlive them and the loop.
class PyTuple : public PySequence {
  public:
    static constexpr const char* type_name = "tuple";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&PyTuple_Type); }
    static bool is_type_of(PyObject* object) noexcept { return PyTuple_Check(object) != 0; }
    static bool is_exact_type_of(PyObject* object) noexcept { return PyTuple_CheckExact(object) != 0; }

    /// `(items...)`, of any convertible types. Ends in what their conversions raise.
    template <class... Items> static PyResult<Bound<PyTuple>> create(Python py, Items&&... items);
    /// A tuple of the elements of a C++ range, of one convertible type or of PyResults of one. The first
    /// error ends it.
    template <class Range> static PyResult<Bound<PyTuple>> from_range(Python py, Range&& range);
    /// `tuple(iterable)`. TypeError where it cannot be iterated.
    static PyResult<Bound<PyTuple>> from_iterable(const PyAny& iterable);

    std::size_t len() const noexcept { return static_cast<std::size_t>(ffi::tuple_size(ptr())); }
    bool is_empty() const noexcept { return len() == 0; }

    /// The item at an index below len(), which is not checked; the tuple keeps it.
    Borrowed<PyAny> operator[](std::size_t index) const noexcept TETHER_LIFETIMEBOUND {
        return begin()[static_cast<Py_ssize_t>(index)];
    }
    /// `self[index]`. IndexError.
    PyResult<Bound<PyAny>> get_item(std::size_t index) const;
    /// `self[index]`, which the tuple keeps. IndexError.
    PyResult<Borrowed<PyAny>> get_borrowed_item(std::size_t index) const TETHER_LIFETIMEBOUND;
    /// `self[low:high]`.
    PyResult<Bound<PyTuple>> get_slice(std::size_t low, std::size_t high) const;

    detail::TupleIterator begin() const noexcept TETHER_LIFETIMEBOUND { return {ptr(), 0}; }
    detail::TupleIterator end() const noexcept TETHER_LIFETIMEBOUND { return {ptr(), ffi::tuple_size(ptr_)}; }

  protected:
    using PySequence::PySequence;
};

namespace detail {

inline PyResult<Bound<PyTuple>> new_tuple(const IntoPy* values, std::size_t count) {
    TETHER_TRY(auto tuple, owned<PyTuple>(PyTuple_New(clamped(count))));
    for (std::size_t i = 0; i < count; ++i) {
        if (values[i].as_ptr() == nullptr) return argument_error(values[i]);
        ffi::tuple_fill_item(tuple.as_ptr(), static_cast<Py_ssize_t>(i), values[i].take_ref());
    }
    return tuple;
}

} // namespace detail

template <class... Items> PyResult<Bound<PyTuple>> PyTuple::create(Python /*py*/, Items&&... items) {
    if constexpr (sizeof...(Items) == 0) {
        return detail::new_tuple(nullptr, 0);
    } else {
        const IntoPy values[] = {IntoPy(static_cast<Items&&>(items))...};
        return detail::new_tuple(values, sizeof...(Items));
    }
}

template <class Range> PyResult<Bound<PyTuple>> PyTuple::from_range(Python py, Range&& range) {
    TETHER_TRY(auto list, PyList::from_range(py, static_cast<Range&&>(range)));
    return list.to_tuple();
}

inline PyResult<Bound<PyTuple>> PyTuple::from_iterable(const PyAny& iterable) {
    return detail::owned<PyTuple>(PySequence_Tuple(iterable.as_ptr()));
}

inline PyResult<Bound<PyAny>> PyTuple::get_item(std::size_t index) const {
    TETHER_TRY(auto item, get_borrowed_item(index));
    return item.to_owned();
}

inline PyResult<Borrowed<PyAny>> PyTuple::get_borrowed_item(std::size_t index) const {
    return Borrowed<PyAny>::from_ptr_or_err(py(), PyTuple_GetItem(ptr(), detail::clamped(index)));
}

inline PyResult<Bound<PyTuple>> PyTuple::get_slice(std::size_t low, std::size_t high) const {
    return detail::owned<PyTuple>(PyTuple_GetSlice(ptr(), detail::clamped(low), detail::clamped(high)));
}

inline PyResult<Bound<PyTuple>> PySequence::to_tuple() const {
    return detail::owned<PyTuple>(PySequence_Tuple(ptr()));
}

inline PyResult<Bound<PyAny>> PyAny::call_tuple(const PyTuple& args) const {
    return detail::owned<PyAny>(PyObject_Call(ptr(), args.as_ptr(), nullptr));
}

} // namespace tether::inline TETHER_ABI
