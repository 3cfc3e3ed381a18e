// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyMappingProxy, the view of what shows a mapping and does not let it be changed: types.MappingProxyType.
#pragma once

#include <tether/tether.hpp>

namespace tether::inline TETHER_ABI {

/// A view of a mapping proxy, such as the `__dict__` of a class.
class PyMappingProxy : public PyMapping {
  public:
    static constexpr const char* type_name = "mappingproxy";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&PyDictProxy_Type); }
    static bool is_type_of(PyObject* object) noexcept { return Py_IS_TYPE(object, &PyDictProxy_Type); }
    static bool is_exact_type_of(PyObject* object) noexcept { return is_type_of(object); }

    /// `types.MappingProxyType(mapping)`.
    static PyResult<Bound<PyMappingProxy>> create(const PyMapping& mapping) {
        return detail::owned<PyMappingProxy>(PyDictProxy_New(mapping.as_ptr()));
    }

  protected:
    using PyMapping::PyMapping;
};

} // namespace tether::inline TETHER_ABI
