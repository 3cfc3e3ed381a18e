// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions between complex and std::complex.
#pragma once

#include <tether/tether.hpp>

#include <complex>

namespace tether::inline TETHER_ABI {
namespace detail {

/// 1 where a type has `__complex__`, 0 where not, -1 with an error set.
inline int has_complex(PyObject* object) noexcept {
    PyObject* method = nullptr;
    PyObject* const name = interned<"__complex__">();
    if (name == nullptr) return -1;
    int const found = ffi::get_optional_attr(reinterpret_cast<PyObject*>(Py_TYPE(object)), name, &method);
    Py_XDECREF(method);
    return found;
}

/// A complex, or what `__complex__`, `__float__` or `__index__` gives; no str, which complex() would parse.
TETHER_NOINLINE inline ErrState* load_complex(PyObject* object, double& real, double& imag) noexcept {
    Strong made(nullptr);
    if (!PyComplex_Check(object)) {
        int const is_complex = PyUnicode_Check(object) ? 0 : has_complex(object);
        if (is_complex < 0) return fetch_error();
        if (is_complex == 0 && !ffi::has_float(object))
            return new_mismatch("must be complex number, not %s%s", object);
        made.reset(
            PyObject_CallFunctionObjArgs(reinterpret_cast<PyObject*>(&PyComplex_Type), object, nullptr));
        if (!made) return fetch_float_error(object);
        object = made.get();
    }
    real = PyComplex_RealAsDouble(object);
    imag = PyComplex_ImagAsDouble(object);
    return nullptr;
}

} // namespace detail

/// The parts narrow silently, as a float does.
template <std::floating_point T> struct FromPyObject<std::complex<T>> {
    static constexpr const char* python_type = "complex";

    static bool load_exact(PyObject* object, std::complex<T>& out) noexcept {
        return PyComplex_CheckExact(object) && load(object, out) == nullptr;
    }

    static detail::ErrState* load(PyObject* object, std::complex<T>& out) noexcept {
        double real = 0;
        double imag = 0;
        detail::ErrState* const error = detail::load_complex(object, real, imag);
        out = {static_cast<T>(real), static_cast<T>(imag)};
        return error;
    }
};

template <std::floating_point T> struct IntoPyObject<std::complex<T>> {
    static constexpr const char* python_type = "complex";

    static PyObject* cast(std::complex<T> value) noexcept {
        return PyComplex_FromDoubles(static_cast<double>(value.real()), static_cast<double>(value.imag()));
    }
};

} // namespace tether::inline TETHER_ABI
