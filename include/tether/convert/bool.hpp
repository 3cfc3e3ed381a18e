// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions between bool and bool: nothing else is one, but for numpy's.
#pragma once

#include <tether/convert/traits.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// Truth is not asked for: an int is no bool. numpy's own scalar type is known by its name.
TETHER_COLD inline ErrState* load_bool_slow(PyObject* object, bool& out) noexcept {
    ffi::TypeText const type(Py_TYPE(object));
    if (std::strcmp(type.text(), "numpy.bool") != 0 && std::strcmp(type.text(), "numpy.bool_") != 0)
        return new_cast_error(object, "bool");
    int const truth = PyObject_IsTrue(object);
    out = truth == 1;
    return truth < 0 ? fetch_error() : nullptr;
}

} // namespace detail

template <> struct FromPyObject<bool> {
    static constexpr const char* python_type = "bool";

    static bool load_exact(PyObject* object, bool& out) noexcept {
        out = object == Py_True;
        return out || object == Py_False;
    }

    static detail::ErrState* load(PyObject* object, bool& out) noexcept {
        if (load_exact(object, out)) [[likely]]
            return nullptr;
        return detail::load_bool_slow(object, out);
    }
};

template <> struct IntoPyObject<bool> {
    static constexpr const char* python_type = "bool";

    static PyObject* cast(bool value) noexcept { return ffi::new_ref(value ? Py_True : Py_False); }
};

} // namespace tether::inline TETHER_ABI
