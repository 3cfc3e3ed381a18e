// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyMapping, the view of everything that is a collections.abc.Mapping.
#pragma once

#include <tether/types/list.hpp>

namespace tether::inline TETHER_ABI {

/// A view of a mapping: a dict, a mapping proxy, or what is registered as one. A subclass's overrides are
/// asked. Items, `in` and len() are PyAny's.
class PyMapping : public PyAny {
  public:
    static constexpr const char* type_name = "Mapping";

    static PyObject* type_object() noexcept { return detail::imported<"collections.abc", "Mapping">(); }
    static bool is_type_of(PyObject* object) noexcept {
        return PyDict_Check(object) || detail::is_abstract_instance(object, type_object());
    }
    static bool is_exact_type_of(PyObject* object) = delete;

    /// `Mapping.register(type)`: makes instances of a type mappings, as isinstance() and cast() see it.
    /// TypeError where it is no type.
    static PyResult<void> register_type(const PyAny& type) {
        return detail::register_abstract(type_object(), type);
    }

    /// `list(self.keys())`. AttributeError or TypeError where the object only claims to be a mapping.
    PyResult<Bound<PyList>> keys() const { return detail::owned<PyList>(PyMapping_Keys(ptr())); }
    /// `list(self.values())`.
    PyResult<Bound<PyList>> values() const { return detail::owned<PyList>(PyMapping_Values(ptr())); }
    /// `list(self.items())`.
    PyResult<Bound<PyList>> items() const { return detail::owned<PyList>(PyMapping_Items(ptr())); }

  protected:
    using PyAny::PyAny;
};

} // namespace tether::inline TETHER_ABI
