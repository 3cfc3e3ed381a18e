// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyList, the view of list.
#pragma once

#include <tether/types/elements.hpp>
#include <tether/types/iterator.hpp>
#include <tether/types/sequence.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

class ListCursor;

} // namespace detail

/// A view of a list. Indices count from the start; the bounds of slices may lie beyond the end. What is
/// declared here is done by list itself, also for a subclass that overrides it; what PySequence declares asks
/// the subclass.
///
///     for (const auto& item : list) use(item);
///
/// A list may change while it is iterated: its length is asked again before each item, and each item is kept
/// alive. Iterating never fails.
class PyList : public PySequence {
  public:
    static constexpr const char* type_name = "list";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&PyList_Type); }
    static bool is_type_of(PyObject* object) noexcept { return PyList_Check(object) != 0; }
    static bool is_exact_type_of(PyObject* object) noexcept { return PyList_CheckExact(object) != 0; }

    /// `[items...]`, of any convertible types. Ends in what their conversions raise.
    template <class... Items> static PyResult<Bound<PyList>> create(Python py, Items&&... items);
    /// A list of the elements of a C++ range, of one convertible type or of PyResults of one. The first error
    /// ends it.
    template <class Range> static PyResult<Bound<PyList>> from_range(Python py, Range&& range);
    /// `list(iterable)`. TypeError where it cannot be iterated.
    static PyResult<Bound<PyList>> from_iterable(const PyAny& iterable);

    std::size_t len() const noexcept { return static_cast<std::size_t>(PyList_Size(ptr())); }
    bool is_empty() const noexcept { return len() == 0; }

    /// `self[index]`, a new reference. IndexError.
    PyResult<Bound<PyAny>> get_item(std::size_t index) const;
    /// `self[index] = value`. IndexError.
    PyResult<void> set_item(std::size_t index, IntoPy value) const;
    /// `self[low:high]`.
    PyResult<Bound<PyList>> get_slice(std::size_t low, std::size_t high) const;
    /// `self[low:high] = values`. TypeError where that is no iterable.
    PyResult<void> set_slice(std::size_t low, std::size_t high, IntoPy values) const;
    /// `del self[low:high]`.
    PyResult<void> del_slice(std::size_t low, std::size_t high) const;

    /// `self.append(value)`.
    PyResult<void> append(IntoPy value) const;
    /// `self.extend(values)`. TypeError where that is no iterable.
    PyResult<void> extend(IntoPy values) const;
    /// `self.insert(index, value)`: at the end where the index is beyond it.
    PyResult<void> insert(std::size_t index, IntoPy value) const;
    /// `self.clear()`.
    void clear() const noexcept;
    /// `self.sort()`. TypeError where items cannot be compared, ValueError where a comparison changes the
    /// list.
    PyResult<void> sort() const;
    /// `self.reverse()`.
    PyResult<void> reverse() const;

    template <class Cursor = detail::ListCursor> detail::CursorIterator<Cursor> begin() const noexcept {
        return detail::CursorIterator<Cursor>(*this);
    }
    detail::IterationEnd end() const noexcept { return {}; }

    /// Calls `f(item)`, which returns a PyResult<void>, for each item until one fails, holding the list's
    /// lock on builds without the GIL: no other thread changes it meanwhile.
    template <class F> PyResult<void> locked_for_each(F&& f) const;

  protected:
    using PySequence::PySequence;
};

namespace detail {

/// Gives the items of a list, whatever happens to it; at the end it lets go of the list for good, as Python's
/// own iterator does.
class ListCursor {
  public:
    using View = PyList;
    using Item = Bound<PyAny>;

    explicit ListCursor(const PyList& list) noexcept : list_(list) {}

    template <class Place> void next(Place& item) noexcept {
        PyObject* const object = ffi::list_item_or_null(list_.as_ptr(), index_);
        if (object == nullptr) {
            index_ = PY_SSIZE_T_MAX;
            item.reset();
        } else {
            ++index_;
            item = Bound<PyAny>::from_owned_ptr(list_.py(), object);
        }
    }

  private:
    Bound<PyList> list_;
    Py_ssize_t index_ = 0;
};

/// Makes a list of an expected length, which may be wrong.
class ListBuilder {
  public:
    explicit ListBuilder(std::size_t expected) noexcept
        : list_(owned<PyList>(PyList_New(clamped(expected)))), expected_(clamped(expected)) {}

    PyResult<void> operator()(const IntoPy& item) {
        if (list_.is_err()) return list_.error();
        if (item.as_ptr() == nullptr) return argument_error(item);
        if (size_ == expected_) return succeeded(PyList_Append(list_->as_ptr(), item.as_ptr()));
        ffi::list_fill_item(list_->as_ptr(), size_++, item.take_ref());
        return ok();
    }

    PyResult<Bound<PyList>> finish() && {
        if (size_ < expected_ && list_.is_ok())
            TETHER_TRY(succeeded(PyList_SetSlice(list_->as_ptr(), size_, expected_, nullptr)));
        return std::move(list_);
    }

  private:
    PyResult<Bound<PyList>> list_;
    Py_ssize_t expected_;
    Py_ssize_t size_ = 0;
};

inline PyResult<Bound<PyList>> new_list(const IntoPy* values, std::size_t count) {
    ListBuilder list(count);
    for (std::size_t i = 0; i < count; ++i) TETHER_TRY(list(values[i]));
    return std::move(list).finish();
}

} // namespace detail

template <class... Items> PyResult<Bound<PyList>> PyList::create(Python /*py*/, Items&&... items) {
    if constexpr (sizeof...(Items) == 0) {
        return detail::new_list(nullptr, 0);
    } else {
        const IntoPy values[] = {IntoPy(static_cast<Items&&>(items))...};
        return detail::new_list(values, sizeof...(Items));
    }
}

template <class Range> PyResult<Bound<PyList>> PyList::from_range(Python /*py*/, Range&& range) {
    detail::ListBuilder list(detail::size_hint(range));
    TETHER_TRY(detail::add_each(static_cast<Range&&>(range), list));
    return std::move(list).finish();
}

inline PyResult<Bound<PyList>> PyList::from_iterable(const PyAny& iterable) {
    return detail::owned<PyList>(PySequence_List(iterable.as_ptr()));
}

inline PyResult<Bound<PyAny>> PyList::get_item(std::size_t index) const {
    return detail::owned<PyAny>(ffi::list_get_item(ptr(), detail::clamped(index)));
}

inline PyResult<void> PyList::set_item(std::size_t index, IntoPy value) const {
    if (value.as_ptr() == nullptr) return detail::argument_error(value);
    return detail::succeeded(PyList_SetItem(ptr(), detail::clamped(index), value.take_ref()));
}

inline PyResult<Bound<PyList>> PyList::get_slice(std::size_t low, std::size_t high) const {
    return detail::owned<PyList>(PyList_GetSlice(ptr(), detail::clamped(low), detail::clamped(high)));
}

inline PyResult<void> PyList::set_slice(std::size_t low, std::size_t high, IntoPy values) const {
    if (values.as_ptr() == nullptr) return detail::argument_error(values);
    return detail::succeeded(
        PyList_SetSlice(ptr(), detail::clamped(low), detail::clamped(high), values.as_ptr()));
}

inline PyResult<void> PyList::del_slice(std::size_t low, std::size_t high) const {
    return detail::succeeded(PyList_SetSlice(ptr(), detail::clamped(low), detail::clamped(high), nullptr));
}

inline PyResult<void> PyList::append(IntoPy value) const {
    if (value.as_ptr() == nullptr) return detail::argument_error(value);
    return detail::succeeded(PyList_Append(ptr(), value.as_ptr()));
}

inline PyResult<void> PyList::extend(IntoPy values) const {
    if (values.as_ptr() == nullptr) return detail::argument_error(values);
    return detail::succeeded(PyList_SetSlice(ptr(), PY_SSIZE_T_MAX, PY_SSIZE_T_MAX, values.as_ptr()));
}

inline PyResult<void> PyList::insert(std::size_t index, IntoPy value) const {
    if (value.as_ptr() == nullptr) return detail::argument_error(value);
    return detail::succeeded(PyList_Insert(ptr(), detail::clamped(index), value.as_ptr()));
}

inline void PyList::clear() const noexcept {
    (void)PyList_SetSlice(ptr(), 0, PY_SSIZE_T_MAX, nullptr); // to empty a list needs no memory
}

inline PyResult<void> PyList::sort() const { return detail::succeeded(PyList_Sort(ptr())); }

inline PyResult<void> PyList::reverse() const { return detail::succeeded(PyList_Reverse(ptr())); }

template <class F> PyResult<void> PyList::locked_for_each(F&& f) const {
    const ffi::CriticalSection locked(ptr());
    for (const auto& item : *this) TETHER_TRY(f(item));
    return ok();
}

inline PyResult<Bound<PyList>> PySequence::to_list() const {
    return detail::owned<PyList>(PySequence_List(ptr()));
}

inline PyResult<Bound<PyList>> PyAny::dir() const { return detail::owned<PyList>(PyObject_Dir(ptr())); }

} // namespace tether::inline TETHER_ABI
