// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyDictKeys, PyDictValues and PyDictItems, the views of what dict.keys(), values() and items() give.
#pragma once

#include <tether/types/any.hpp>

namespace tether::inline TETHER_ABI {

// Their items and len() are PyAny's. They follow the dict; PyDict::keys() and its like are lists of their
// own.
#define TETHER_DETAIL_DICT_VIEW(Name, name)                                                                  \
    class Name : public PyAny {                                                                              \
      public:                                                                                                \
        static constexpr const char* type_name = name;                                                       \
                                                                                                             \
        static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&Name##_Type); }        \
        static bool is_type_of(PyObject* object) noexcept {                                                  \
            return PyObject_TypeCheck(object, &Name##_Type) != 0;                                            \
        }                                                                                                    \
        static bool is_exact_type_of(PyObject* object) noexcept { return Py_IS_TYPE(object, &Name##_Type); } \
                                                                                                             \
      protected:                                                                                             \
        using PyAny::PyAny;                                                                                  \
    }

/// A view of the keys of a dict.
TETHER_DETAIL_DICT_VIEW(PyDictKeys, "dict_keys");
/// A view of the values of a dict.
TETHER_DETAIL_DICT_VIEW(PyDictValues, "dict_values");
/// A view of the items of a dict.
TETHER_DETAIL_DICT_VIEW(PyDictItems, "dict_items");

#undef TETHER_DETAIL_DICT_VIEW

} // namespace tether::inline TETHER_ABI
