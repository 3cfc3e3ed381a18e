// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyDictKeysView, PyDictValuesView and PyDictItemsView, the views of what dict.keys(), values() and items()
// give.
#pragma once

#include <tether/tether.hpp>

namespace tether::inline TETHER_ABI {

// Their items and len() are PyAny's. They follow the dict; PyDict::keys() and its like are lists of their
// own.
#define TETHER_DETAIL_DICT_VIEW(Kind, kind, name)                                                            \
    class PyDict##Kind##View : public PyAny {                                                                \
      public:                                                                                                \
        static constexpr const char* type_name = name;                                                       \
                                                                                                             \
        static PyObject* type_object() noexcept {                                                            \
            return reinterpret_cast<PyObject*>(ffi::dict_##kind##_type());                                   \
        }                                                                                                    \
        static bool is_type_of(PyObject* object) noexcept {                                                  \
            return PyObject_TypeCheck(object, ffi::dict_##kind##_type()) != 0;                               \
        }                                                                                                    \
        static bool is_exact_type_of(PyObject* object) noexcept {                                            \
            return Py_IS_TYPE(object, ffi::dict_##kind##_type());                                            \
        }                                                                                                    \
                                                                                                             \
      protected:                                                                                             \
        using PyAny::PyAny;                                                                                  \
    }

/// A view of the keys of a dict.
TETHER_DETAIL_DICT_VIEW(Keys, keys, "dict_keys");
/// A view of the values of a dict.
TETHER_DETAIL_DICT_VIEW(Values, values, "dict_values");
/// A view of the items of a dict.
TETHER_DETAIL_DICT_VIEW(Items, items, "dict_items");

#undef TETHER_DETAIL_DICT_VIEW

} // namespace tether::inline TETHER_ABI
