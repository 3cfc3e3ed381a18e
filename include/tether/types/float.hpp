// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyFloat, the view of float.
#pragma once

#include <tether/types/any.hpp>

namespace tether::inline TETHER_ABI {

/// A view of a float.
class PyFloat : public PyAny {
  public:
    static constexpr const char* type_name = "float";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&PyFloat_Type); }
    static bool is_type_of(PyObject* object) noexcept { return PyFloat_Check(object) != 0; }
    static bool is_exact_type_of(PyObject* object) noexcept { return PyFloat_CheckExact(object) != 0; }

    static PyResult<Bound<PyFloat>> create(Python /*py*/, double value);

    /// Its value.
    double value() const noexcept { return PyFloat_AsDouble(ptr()); }

    /// Compares as doubles do: NaN is unequal to everything and in no order.
    friend bool operator==(const PyFloat& number, double value) noexcept { return number.value() == value; }
    friend std::partial_ordering operator<=>(const PyFloat& number, double value) noexcept {
        return number.value() <=> value;
    }

  protected:
    using PyAny::PyAny;
};

inline PyResult<Bound<PyFloat>> PyFloat::create(Python /*py*/, double value) {
    return detail::owned<PyFloat>(PyFloat_FromDouble(value));
}

} // namespace tether::inline TETHER_ABI
