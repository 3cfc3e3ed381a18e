// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Names that are made once an interpreter: interned strings from literals.
#pragma once

#include <tether/ffi.hpp>
#include <tether/fixed_string.hpp>
#include <tether/fwd.hpp>
#include <tether/token/state.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// Makes the interned string of a slot. Null with an error set.
TETHER_COLD inline PyObject* make_interned(CacheSlot& slot, std::string_view text) noexcept {
    State* const state = State::current();
    if (state == nullptr) return nullptr;
    auto* const cell = state->cell(slot);
    if (cell == nullptr) return nullptr;
    PyObject* name = cell->load();
    if (name != nullptr) return name;
    name = PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), nullptr);
    if (name == nullptr) return nullptr;
    PyUnicode_InternInPlace(&name);
    return State::publish(*cell, name);
}

/// What the cell of a slot holds for the only interpreter, which is at hand from now on. Null where there is
/// nothing yet, or more than one interpreter.
TETHER_COLD inline PyObject* bring_to_hand(CacheSlot& slot) noexcept {
    State* const state = State::only();
    auto* const cell = state != nullptr ? state->cell(slot) : nullptr;
    PyObject* const object = cell != nullptr ? cell->load() : nullptr;
    if (object == nullptr) return nullptr;
    slot.object.store_relaxed(object);
    slot.home.store(state); // a State is never freed: what has its address is this one
    return object;
}

/// What a slot holds for this interpreter, borrowed; null where it holds nothing yet.
inline PyObject* peek(CacheSlot& slot) noexcept {
    if (slot.home.load() == State::only()) [[likely]]
        return slot.object.load_relaxed();
    return bring_to_hand(slot);
}

template <fixed_string Name> TETHER_HIDDEN inline constinit CacheSlot name_slot{};

/// The interned string of a literal, borrowed; null with an error set. Attached.
template <fixed_string Name> PyObject* interned() noexcept {
    PyObject* const name = peek(name_slot<Name>);
    return name != nullptr ? name : make_interned(name_slot<Name>, Name.view());
}

} // namespace detail

/// The string of a literal, made and interned once an interpreter: for names that are looked up often.
/// Ends in MemoryError, thrown.
template <fixed_string Name> Borrowed<PyString> intern(Python py);

} // namespace tether::inline TETHER_ABI
