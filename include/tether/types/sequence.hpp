// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PySequence, the view of everything that is a collections.abc.Sequence.
#pragma once

#include <tether/types/abstract.hpp>
#include <tether/types/index.hpp>

namespace tether::inline TETHER_ABI {

/// A view of a sequence: a list, tuple, str, bytes, range, or what is registered as one. Indices count from
/// the start; the bounds of slices may lie beyond the end. A subclass's overrides are asked.
class PySequence : public PyAny {
  public:
    static constexpr const char* type_name = "Sequence";

    static PyObject* type_object() noexcept { return detail::imported<"collections.abc", "Sequence">(); }
    static bool is_type_of(PyObject* object) noexcept {
        return PyList_Check(object) || PyTuple_Check(object) ||
               detail::is_abstract_instance(object, type_object());
    }
    static bool is_exact_type_of(PyObject* object) = delete;

    /// `Sequence.register(type)`: makes instances of a type sequences, as isinstance() and cast() see it.
    /// TypeError where it is no type.
    static PyResult<void> register_type(const PyAny& type) {
        return detail::register_abstract(type_object(), type);
    }

    /// `self + other`. TypeError.
    PyResult<Bound<PySequence>> concat(IntoPy other) const;
    /// `self * count`. MemoryError or OverflowError where that is too long.
    PyResult<Bound<PySequence>> repeat(std::size_t count) const;
    /// `self += other`: the object that the name would be bound to, self where the type changes in place.
    PyResult<Bound<PySequence>> in_place_concat(IntoPy other) const;
    /// `self *= count`.
    PyResult<Bound<PySequence>> in_place_repeat(std::size_t count) const;

    /// `self[index]`. IndexError.
    PyResult<Bound<PyAny>> get_item(std::size_t index) const;
    /// `self[index] = value`. IndexError, or TypeError where it cannot be changed.
    PyResult<void> set_item(std::size_t index, IntoPy value) const;
    /// `del self[index]`.
    PyResult<void> del_item(std::size_t index) const;
    /// `self[low:high]`.
    PyResult<Bound<PySequence>> get_slice(std::size_t low, std::size_t high) const;
    /// `self[low:high] = values`. TypeError where that is no iterable.
    PyResult<void> set_slice(std::size_t low, std::size_t high, IntoPy values) const;
    /// `del self[low:high]`.
    PyResult<void> del_slice(std::size_t low, std::size_t high) const;

    /// `self.count(value)`.
    PyResult<std::size_t> count(IntoPy value) const;
    /// `self.index(value)`. ValueError where it has none.
    PyResult<std::size_t> index(IntoPy value) const;

    /// `list(self)`.
    PyResult<Bound<PyList>> to_list() const;
    /// `tuple(self)`.
    PyResult<Bound<PyTuple>> to_tuple() const;

  protected:
    using PyAny::PyAny;
};

namespace detail {

/// A size from C, where -1 means that an exception is raised.
inline PyResult<std::size_t> counted(Py_ssize_t size) noexcept {
    if (size < 0) return PyErr::from_state(fetch_error());
    return static_cast<std::size_t>(size);
}

} // namespace detail

inline PyResult<Bound<PySequence>> PySequence::concat(IntoPy other) const {
    if (other.as_ptr() == nullptr) return detail::argument_error(other);
    return detail::owned<PySequence>(PySequence_Concat(ptr(), other.as_ptr()));
}

inline PyResult<Bound<PySequence>> PySequence::repeat(std::size_t count) const {
    return detail::owned<PySequence>(PySequence_Repeat(ptr(), detail::clamped(count)));
}

inline PyResult<Bound<PySequence>> PySequence::in_place_concat(IntoPy other) const {
    if (other.as_ptr() == nullptr) return detail::argument_error(other);
    return detail::owned<PySequence>(PySequence_InPlaceConcat(ptr(), other.as_ptr()));
}

inline PyResult<Bound<PySequence>> PySequence::in_place_repeat(std::size_t count) const {
    return detail::owned<PySequence>(PySequence_InPlaceRepeat(ptr(), detail::clamped(count)));
}

inline PyResult<Bound<PyAny>> PySequence::get_item(std::size_t index) const {
    return detail::owned<PyAny>(PySequence_GetItem(ptr(), detail::clamped(index)));
}

inline PyResult<void> PySequence::set_item(std::size_t index, IntoPy value) const {
    if (value.as_ptr() == nullptr) return detail::argument_error(value);
    return detail::succeeded(PySequence_SetItem(ptr(), detail::clamped(index), value.as_ptr()));
}

inline PyResult<void> PySequence::del_item(std::size_t index) const {
    return detail::succeeded(PySequence_DelItem(ptr(), detail::clamped(index)));
}

inline PyResult<Bound<PySequence>> PySequence::get_slice(std::size_t low, std::size_t high) const {
    return detail::owned<PySequence>(PySequence_GetSlice(ptr(), detail::clamped(low), detail::clamped(high)));
}

inline PyResult<void> PySequence::set_slice(std::size_t low, std::size_t high, IntoPy values) const {
    if (values.as_ptr() == nullptr) return detail::argument_error(values);
    return detail::succeeded(
        PySequence_SetSlice(ptr(), detail::clamped(low), detail::clamped(high), values.as_ptr()));
}

inline PyResult<void> PySequence::del_slice(std::size_t low, std::size_t high) const {
    return detail::succeeded(PySequence_DelSlice(ptr(), detail::clamped(low), detail::clamped(high)));
}

inline PyResult<std::size_t> PySequence::count(IntoPy value) const {
    if (value.as_ptr() == nullptr) return detail::argument_error(value);
    return detail::counted(ffi::sequence_count(ptr(), value.as_ptr()));
}

inline PyResult<std::size_t> PySequence::index(IntoPy value) const {
    if (value.as_ptr() == nullptr) return detail::argument_error(value);
    return detail::counted(PySequence_Index(ptr(), value.as_ptr()));
}

} // namespace tether::inline TETHER_ABI
