// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions between float and the floating-point types of C++.
#pragma once

#include <tether/convert/failures.hpp>
#include <tether/convert/traits.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// The error of what became no float. That of an int names the range, which Python does not.
TETHER_COLD inline ErrState* fetch_float_error(PyObject* object) noexcept {
    if (!PyLong_CheckExact(object) || PyErr_ExceptionMatches(PyExc_OverflowError) == 0) return fetch_error();
    PyErr_Clear();
    return new_overflow_error("int is out of range -1.7976931348623157e+308..1.7976931348623157e+308");
}

/// What `__float__` or `__index__` gives, or a derived float.
TETHER_COLD inline ErrState* load_double_slow(PyObject* object, double& out) noexcept {
    if (!PyFloat_Check(object) && !ffi::has_float(object))
        return new_mismatch("must be real number, not %s%s", object);
    out = PyFloat_AsDouble(object);
    return out == -1.0 && PyErr_Occurred() != nullptr ? fetch_float_error(object) : nullptr;
}

} // namespace detail

/// A float narrows silently, as in Python's own struct and array modules: what is too large becomes an
/// infinity.
template <std::floating_point T> struct FromPyObject<T> {
    static constexpr const char* python_type = "float";

    static bool load_exact(PyObject* object, T& out) noexcept {
        if (!PyFloat_CheckExact(object)) return false;
        out = static_cast<T>(ffi::float_value(object));
        return true;
    }

    static detail::ErrState* load(PyObject* object, T& out) noexcept {
        if (load_exact(object, out)) [[likely]]
            return nullptr;
        double wide = 0;
        detail::ErrState* const error = detail::load_double_slow(object, wide);
        out = static_cast<T>(wide);
        return error;
    }
};

template <std::floating_point T> struct IntoPyObject<T> {
    static constexpr const char* python_type = "float";

    static PyObject* cast(T value) noexcept { return PyFloat_FromDouble(static_cast<double>(value)); }
};

} // namespace tether::inline TETHER_ABI
