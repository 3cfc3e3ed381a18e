// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PySlice, the view of slice.
#pragma once

#include <tether/types/any.hpp>
#include <tether/types/index.hpp>

namespace tether::inline TETHER_ABI {

/// What a slice means for a sequence of one length: begin at `start` and take `slicelength` steps of `step`.
struct PySliceIndices {
    Py_ssize_t start = 0; ///< within 0..length, or -1 or length - 1 where the step is negative
    Py_ssize_t stop = 0;
    Py_ssize_t step = 1; ///< never 0
    std::size_t slicelength = 0;
};

/// A view of a slice. Its three members are attributes: `slice.getattr<"start">()`.
class PySlice : public PyAny {
  public:
    static constexpr const char* type_name = "slice";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&PySlice_Type); }
    static bool is_type_of(PyObject* object) noexcept { return PySlice_Check(object) != 0; }
    static bool is_exact_type_of(PyObject* object) noexcept { return is_type_of(object); }

    /// `slice(start, stop)`, of ints of any size and sign, None, or any other objects.
    static PyResult<Bound<PySlice>> create(Python py, IntoPy start, IntoPy stop);
    /// `slice(start, stop, step)`. A step of 0 is found by indices().
    static PyResult<Bound<PySlice>> create(Python py, IntoPy start, IntoPy stop, IntoPy step);
    /// `slice(None, None, None)`: all of a sequence.
    static PyResult<Bound<PySlice>> full(Python /*py*/) {
        return detail::owned<PySlice>(PySlice_New(nullptr, nullptr, nullptr));
    }

    /// What the slice means for a sequence of a length. ValueError where the step is 0, TypeError where a
    /// member is neither None nor an int.
    PyResult<PySliceIndices> indices(std::size_t length) const;

  protected:
    using PyAny::PyAny;
};

inline PyResult<Bound<PySlice>> PySlice::create(Python /*py*/, IntoPy start, IntoPy stop) {
    if (start.as_ptr() == nullptr) return detail::argument_error(start);
    if (stop.as_ptr() == nullptr) return detail::argument_error(stop);
    return detail::owned<PySlice>(PySlice_New(start.as_ptr(), stop.as_ptr(), nullptr));
}

inline PyResult<Bound<PySlice>> PySlice::create(Python /*py*/, IntoPy start, IntoPy stop, IntoPy step) {
    if (start.as_ptr() == nullptr) return detail::argument_error(start);
    if (stop.as_ptr() == nullptr) return detail::argument_error(stop);
    if (step.as_ptr() == nullptr) return detail::argument_error(step);
    return detail::owned<PySlice>(PySlice_New(start.as_ptr(), stop.as_ptr(), step.as_ptr()));
}

inline PyResult<PySliceIndices> PySlice::indices(std::size_t length) const {
    PySliceIndices result;
    if (PySlice_Unpack(ptr(), &result.start, &result.stop, &result.step) < 0)
        return PyErr::from_state(detail::fetch_error());
    result.slicelength = static_cast<std::size_t>(
        PySlice_AdjustIndices(detail::clamped(length), &result.start, &result.stop, result.step));
    return result;
}

} // namespace tether::inline TETHER_ABI
