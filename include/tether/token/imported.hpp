// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Attributes of modules that are imported once an interpreter: `imported<"collections.abc", "Sequence">()`.
#pragma once

#include <tether/token/intern.hpp>

namespace tether::inline TETHER_ABI::detail {

/// Imports the module and keeps its attribute in a slot. Null with an error set, and another try next time.
TETHER_COLD inline PyObject* import_attribute(CacheSlot& slot, const char* module_name,
                                              const char* name) noexcept {
    State* const state = State::current();
    if (state == nullptr) return nullptr;
    auto* const cell = state->cell(slot);
    if (cell == nullptr) return nullptr;
    if (PyObject* const made = cell->load()) return made;
    PyObject* const module = PyImport_ImportModule(module_name);
    if (module == nullptr) return nullptr;
    PyObject* const attribute = PyObject_GetAttrString(module, name);
    Py_DECREF(module);
    return attribute != nullptr ? State::publish(*cell, attribute) : nullptr;
}

template <fixed_string Module, fixed_string Name> TETHER_HIDDEN inline constinit CacheSlot import_slot{};

/// An attribute of a module, borrowed; null with an error set. Attached.
template <fixed_string Module, fixed_string Name> PyObject* imported() noexcept {
    PyObject* const made = peek(import_slot<Module, Name>);
    return made != nullptr ? made : import_attribute(import_slot<Module, Name>, Module.text, Name.text);
}

} // namespace tether::inline TETHER_ABI::detail
