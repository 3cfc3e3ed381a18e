// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyRange, the view of range.
#pragma once

#include <tether/tether.hpp>

namespace tether::inline TETHER_ABI {

/// A view of a range.
class PyRange : public PySequence {
  public:
    static constexpr const char* type_name = "range";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&PyRange_Type); }
    static bool is_type_of(PyObject* object) noexcept { return PyRange_Check(object) != 0; }
    static bool is_exact_type_of(PyObject* object) noexcept { return is_type_of(object); }

    /// `range(start, stop)`, of ints of any size and sign. TypeError for what is no int.
    static PyResult<Bound<PyRange>> create(Python py, IntoPy start, IntoPy stop);
    /// `range(start, stop, step)`. ValueError where the step is 0.
    static PyResult<Bound<PyRange>> create(Python py, IntoPy start, IntoPy stop, IntoPy step);

    /// The members. OverflowError where one is larger than a Py_ssize_t.
    PyResult<Py_ssize_t> start() const { return member(detail::interned<"start">()); }
    PyResult<Py_ssize_t> stop() const { return member(detail::interned<"stop">()); }
    PyResult<Py_ssize_t> step() const { return member(detail::interned<"step">()); }

  protected:
    using PySequence::PySequence;

  private:
    PyResult<Py_ssize_t> member(PyObject* name) const;
};

namespace detail {

inline PyResult<Bound<PyRange>> new_range(const IntoPy& start, const IntoPy& stop, const IntoPy* step) {
    if (start.as_ptr() == nullptr) return argument_error(start);
    if (stop.as_ptr() == nullptr) return argument_error(stop);
    if (step != nullptr && step->as_ptr() == nullptr) return argument_error(*step);
    PyObject* const args[] = {start.as_ptr(), stop.as_ptr(), step != nullptr ? step->as_ptr() : nullptr};
    return owned<PyRange>(ffi::vectorcall(PyRange::type_object(), args, step != nullptr ? 3 : 2, nullptr));
}

} // namespace detail

inline PyResult<Bound<PyRange>> PyRange::create(Python /*py*/, IntoPy start, IntoPy stop) {
    return detail::new_range(start, stop, nullptr);
}

inline PyResult<Bound<PyRange>> PyRange::create(Python /*py*/, IntoPy start, IntoPy stop, IntoPy step) {
    return detail::new_range(start, stop, &step);
}

inline PyResult<Py_ssize_t> PyRange::member(PyObject* name) const {
    TETHER_TRY(auto value, detail::get_attribute(ptr(), name));
    Py_ssize_t const number = PyLong_AsSsize_t(value.as_ptr());
    if (number == -1 && PyErr_Occurred() != nullptr) return PyErr::from_state(detail::fetch_error());
    return number;
}

} // namespace tether::inline TETHER_ABI
