// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyComplex, the view of complex.
#pragma once

#include <tether/tether.hpp>

namespace tether::inline TETHER_ABI {

/// A view of a complex number. Its arithmetic is that of any object: `z.add(w)`, `z.abs()`, `z.pow(2)`.
class PyComplex : public PyAny {
  public:
    static constexpr const char* type_name = "complex";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&PyComplex_Type); }
    static bool is_type_of(PyObject* object) noexcept { return PyComplex_Check(object); }
    static bool is_exact_type_of(PyObject* object) noexcept { return PyComplex_CheckExact(object); }

    static PyResult<Bound<PyComplex>> create(Python py, double real, double imag);

    double real() const noexcept { return PyComplex_RealAsDouble(ptr()); }
    double imag() const noexcept { return PyComplex_ImagAsDouble(ptr()); }

  protected:
    using PyAny::PyAny;
};

inline PyResult<Bound<PyComplex>> PyComplex::create(Python /*py*/, double real, double imag) {
    return detail::owned<PyComplex>(PyComplex_FromDoubles(real, imag));
}

} // namespace tether::inline TETHER_ABI
