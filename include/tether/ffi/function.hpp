// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The function objects of a module.
#pragma once

#include <tether/ffi/python.hpp>

namespace tether::inline TETHER_ABI::ffi {

#if defined(Py_GIL_DISABLED) && !defined(Py_LIMITED_API)
/// What stands behind the PyMethodDef of a function that is made by new_module_function().
struct FunctionTableEnd {
    static constexpr std::size_t size = sizeof(const char*);
    const char* name = nullptr;
};

/// The function object of a module, or of none (null): a new reference, or null with an error set. Attached.
///
/// By Python's own way for a module's table: it counts the references of such functions for each thread,
/// which all threads that call one would write to otherwise. It sets the module's attribute too.
inline PyObject* new_module_function(PyMethodDef* table, PyObject* module, PyObject* module_name) noexcept {
    if (module == nullptr || !PyModule_Check(module)) return PyCFunction_NewEx(table, module, module_name);
    if (PyModule_AddFunctions(module, table) < 0) return nullptr;
    return PyObject_GetAttrString(module, table->ml_name);
}
#else
struct FunctionTableEnd {
    static constexpr std::size_t size = 0;
};

/// The function object of a module, or of none (null): a new reference, or null with an error set. Attached.
inline PyObject* new_module_function(PyMethodDef* table, PyObject* module, PyObject* module_name) noexcept {
    return PyCFunction_NewEx(table, module, module_name);
}
#endif

} // namespace tether::inline TETHER_ABI::ffi
