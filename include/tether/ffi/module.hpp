// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What an extension module shows to Python, under one spelling for every Python.
#pragma once

#include <tether/ffi/python.hpp>

/// The head of the function that Python looks for in a module's file.
#ifdef Py_TARGET_ABI3T
#define TETHER_MODULE_EXPORT(name) PyMODEXPORT_FUNC PyModExport_##name()
#else
#define TETHER_MODULE_EXPORT(name) PyMODINIT_FUNC PyInit_##name()
#endif

namespace tether::inline TETHER_ABI::ffi {

/// The definition of a module: its name, its body, and what it says about interpreters with a GIL of their
/// own and about threads without one, where this Python asks. Lives as long as the program; needs no token.
class ModuleDefinition {
  public:
#ifdef Py_TARGET_ABI3T
    ModuleDefinition(const char* name, int (*body)(PyObject*), bool gil_used,
                     bool per_interpreter_gil) noexcept {
        PySlot* slot = slots_;
        put(slot, Py_mod_abi, &abi_);
        put(slot, Py_mod_name, const_cast<char*>(name));
        put(slot, Py_mod_multiple_interpreters,
            per_interpreter_gil ? Py_MOD_PER_INTERPRETER_GIL_SUPPORTED
                                : Py_MOD_MULTIPLE_INTERPRETERS_SUPPORTED);
        put(slot, Py_mod_gil, gil_used ? Py_MOD_GIL_USED : Py_MOD_GIL_NOT_USED);
        slot->sl_id = Py_mod_exec;
        slot->sl_func = reinterpret_cast<void (*)()>(body);
    }

    /// What the function gives to Python.
    PySlot* entry() noexcept { return slots_; }

  private:
    static void put(PySlot*& slot, int number, void* value) noexcept {
        slot->sl_id = static_cast<std::uint16_t>(number);
        slot->sl_flags = PySlot_INTPTR;
        slot++->sl_ptr = value;
    }

    PyABIInfo abi_ = _PyABIInfo_DEFAULT;
    PySlot slots_[6]{};
#else
    ModuleDefinition(const char* name, int (*body)(PyObject*), [[maybe_unused]] bool gil_used,
                     [[maybe_unused]] bool per_interpreter_gil) noexcept {
        PyModuleDef_Slot* slot = slots_;
        *slot++ = {Py_mod_exec, reinterpret_cast<void*>(body)};
#if TETHER_API_HEX >= 0x030C0000
        *slot++ = {Py_mod_multiple_interpreters, per_interpreter_gil
                                                     ? Py_MOD_PER_INTERPRETER_GIL_SUPPORTED
                                                     : Py_MOD_MULTIPLE_INTERPRETERS_SUPPORTED};
#endif
#if TETHER_API_HEX >= 0x030D0000
        *slot++ = {Py_mod_gil, gil_used ? Py_MOD_GIL_USED : Py_MOD_GIL_NOT_USED};
#endif
        *slot = {0, nullptr};
        definition_.m_base = PyModuleDef_HEAD_INIT;
        definition_.m_name = name;
        definition_.m_slots = slots_;
    }

    /// What the function gives to Python.
    PyObject* entry() noexcept { return PyModuleDef_Init(&definition_); }

  private:
    PyModuleDef definition_{};
    PyModuleDef_Slot slots_[4]{};
#endif
};

} // namespace tether::inline TETHER_ABI::ffi
