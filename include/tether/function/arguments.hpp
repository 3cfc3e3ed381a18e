// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Binds the arguments of a call to the parameters of a signature, as Python does for its own functions.
//
// One ordinary function for each way in (an array with a tuple of names; a tuple with a dict), driven by the
// table. Faults are found in Python's order: keywords, then surplus arguments, then missing ones.
#pragma once

#include <tether/ffi.hpp>
#include <tether/function/arguments_faults.hpp>
#include <tether/function/signature.hpp>
#include <tether/token/state.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace tether::inline TETHER_ABI::detail {

/// What a keyword says; text is null where no parameter can be named so.
struct KeywordName {
    KeywordName(const char* utf8, Py_ssize_t length) noexcept
        : text(length <= 255 ? utf8 : nullptr), size(static_cast<std::size_t>(length)),
          key(utf8 != nullptr ? name_key_of(utf8, size) : std::uint16_t{0}) {}

    const char* text;
    std::size_t size;
    std::uint16_t key;
};

/// The name that a keyword in plain ASCII says.
inline KeywordName plain_name(PyObject* keyword) noexcept {
    Py_ssize_t size = 0;
    const char* const text = ffi::ascii_text(keyword, &size);
    return {text, size};
}

/// That of any other: none where it is no str or has a lone surrogate, and with an error set where that
/// cannot be known.
TETHER_COLD inline KeywordName other_name(PyObject* keyword) noexcept {
    Py_ssize_t size = 0;
    if (!PyUnicode_Check(keyword)) return {nullptr, 0};
    const char* const text = PyUnicode_AsUTF8AndSize(keyword, &size);
    if (text == nullptr && PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) PyErr_Clear();
    return {text, size};
}

/// Whether this is the name of a parameter.
inline bool has_name(const Signature& s, std::size_t index, const KeywordName& name) noexcept {
    const Parameter& parameter = s.parameters()[index];
    return parameter.name_key == name.key &&
           std::memcmp(s.text() + parameter.name_at, name.text, name.size) == 0;
}

/// Whether a parameter's name and a keyword in plain ASCII of the same size are the same. Words are compared
/// that end where the names end: what stands before is the head of the table, and that of the str.
inline bool is_same_name(const char* own, const char* keyword, std::size_t size) noexcept {
    const auto difference = [=](std::size_t end) noexcept {
        std::uint64_t a = 0;
        std::uint64_t b = 0;
        std::memcpy(&a, own + end - 8, 8);
        std::memcpy(&b, keyword + end - 8, 8);
        return a ^ b;
    };
    for (; size > 8; size -= 8)
        if (difference(size) != 0) return false;
    const std::size_t before = (0 - 8 * size) & 63; // the bits that are no part of the name
    if constexpr (std::endian::native == std::endian::little)
        return difference(size) >> before == 0;
    else
        return difference(size) << before == 0;
}

/// The slot that a keyword of this name fills, null where there is none. The search begins at `hint`, where a
/// call in the order of the signature has it.
inline PyObject** find_slot(const Signature& s, const KeywordName& name, std::size_t hint,
                            PyObject** out) noexcept {
    const std::size_t end = s.count - std::size_t{s.has_var_keyword};
    std::size_t index = hint;
    for (std::size_t left = end; left > s.positional_only; --left, ++index) {
        if (index < s.positional_only || index >= end) index = s.positional_only;
        if (has_name(s, index, name) && !(s.has_var_positional && index == s.positional)) return out + index;
    }
    return nullptr;
}

/// What a keyword is that does not simply fill an empty slot: one for `**kwargs`, or a fault.
TETHER_NOINLINE inline bool bind_other_keyword(const Signature& s, PyObject** slot, PyObject* keyword,
                                               PyObject* value, PyObject* keywords, PyObject** out) noexcept {
    if (slot != nullptr) {
        raise_multiple_values(s, keyword);
    } else if (PyErr_Occurred() != nullptr) {
        // told already
    } else if (!PyUnicode_Check(keyword)) {
        raise_keyword_is_no_str(s);
    } else if (!s.has_var_keyword) {
        raise_unexpected_keyword(s, keyword, keywords);
    } else {
        PyObject*& extra = out[s.count - 1U];
        if (extra == nullptr) extra = PyDict_New();
        if (extra != nullptr && PyDict_SetItem(extra, keyword, value) == 0) return true;
    }
    if (s.has_var_keyword) Py_CLEAR(out[s.count - 1U]);
    return false;
}

/// Puts a keyword's value in its slot.
inline bool bind_keyword(const Signature& s, PyObject* keyword, PyObject* value, std::size_t hint,
                         PyObject* keywords, PyObject** out) noexcept {
    KeywordName name = plain_name(keyword);
    if (name.text == nullptr) [[unlikely]]
        name = other_name(keyword);
    PyObject** const slot = name.text != nullptr ? find_slot(s, name, hint, out) : nullptr;
    if (slot == nullptr || *slot != nullptr) [[unlikely]]
        return bind_other_keyword(s, slot, keyword, value, keywords, out);
    *slot = value;
    return true;
}

/// Whether the parameters that need an argument have one, after `given` by position.
inline bool is_complete(const Signature& s, std::size_t given, PyObject* const* out) noexcept {
    if (given > s.positional && !s.has_var_positional) return false;
    for (std::size_t i = given; i < s.required_positional; ++i)
        if (out[i] == nullptr) return false;
    if (!s.has_required_keyword_only) return true;
    const std::size_t first = s.first_keyword_only();
    return next_missing(s, first, first + s.keyword_only, out) == first + s.keyword_only;
}

/// Raises what keeps the call from being complete; nothing is left to release.
TETHER_COLD inline bool fail_incomplete(const Signature& s, std::size_t given, PyObject** out) noexcept {
    raise_incomplete(s, given, out);
    if (s.has_var_keyword) Py_CLEAR(out[s.count - 1U]);
    return false;
}

/// Puts the tuple of `*args`, a stolen reference or null with an error set, in its slot.
inline bool bind_rest(const Signature& s, PyObject* rest, PyObject** out) noexcept {
    out[s.positional] = rest;
    if (rest != nullptr) return true;
    if (s.has_var_keyword) Py_CLEAR(out[s.count - 1U]);
    return false;
}

/// Goes on where the arguments by position are in their slots, and do not make the call complete.
TETHER_NOINLINE inline bool bind_further(const Signature& s, PyObject* const* args, Py_ssize_t nargs,
                                         PyObject* kwnames, PyObject** out) noexcept {
    const std::size_t given = static_cast<std::size_t>(nargs);
    const Py_ssize_t end = kwnames == nullptr ? nargs : nargs + ffi::tuple_size(kwnames);
    for (Py_ssize_t i = nargs; i < end; ++i)
        if (!bind_keyword(s, ffi::tuple_item(kwnames, i - nargs), args[i], static_cast<std::size_t>(i),
                          kwnames, out))
            return false;
    if (!is_complete(s, given, out)) [[unlikely]]
        return fail_incomplete(s, given, out);
    if (given <= s.positional) return true;
    return bind_rest(s, ffi::tuple_from_array(args + s.positional, nargs - s.positional), out);
}

/// Releases what bind_arguments made for `*args` and `**kwargs`.
inline void release_arguments(const Signature& s, PyObject** out) noexcept {
    if (s.has_var_positional) Py_XDECREF(out[s.positional]);
    if (s.has_var_keyword) Py_XDECREF(out[s.count - 1U]);
}

/// Binds the arguments of a vectorcall (METH_FASTCALL | METH_KEYWORDS): `nargs` by position, then those that
/// `kwnames` (a tuple or null) names. `out` gets one object a parameter, in the order of the signature: a
/// borrowed reference where one was given, null where none was (then the default counts); for `*args` and
/// `**kwargs` a new reference to a tuple and a dict, which release_arguments() releases, null where nothing
/// is left for them, so that an ordinary call makes neither. False with TypeError set, and nothing to
/// release, where the call does not fit. Needs the token.
inline bool bind_arguments(const Signature& s, PyObject* const* args, Py_ssize_t nargs, PyObject* kwnames,
                           PyObject** out) noexcept {
    const std::size_t given = static_cast<std::size_t>(nargs);
    const std::size_t positional = given < s.positional ? given : s.positional;
    for (std::size_t i = 0; i < s.count; ++i) out[i] = i < positional ? args[i] : nullptr;
    const bool is_simple =
        given >= s.required_positional && given <= s.positional && !s.has_required_keyword_only;
    return (kwnames == nullptr && is_simple) || bind_further(s, args, nargs, kwnames, out);
}

/// Binds any call into the slots and gives them. Null with TypeError set.
TETHER_NOINLINE inline PyObject* const* bind_slots(const Signature& s, PyObject* const* args,
                                                   std::size_t given, PyObject* kwnames,
                                                   PyObject** slots) noexcept {
    return bind_arguments(s, args, static_cast<Py_ssize_t>(given), kwnames, slots) ? slots : nullptr;
}

/// Gives the slots, in which every argument is, if none is missing.
TETHER_NOINLINE inline PyObject* const* check_slots(const Signature& s, PyObject* const* args,
                                                    std::size_t given, PyObject* kwnames,
                                                    PyObject** slots) noexcept {
    return is_complete(s, given, slots) ? slots : bind_slots(s, args, given, kwnames, slots);
}

/// The names of a signature's parameters as interned strings, borrowed; null where they are not made yet.
inline PyObject* const* interned_names(const Signature& s) noexcept {
    State* const state = State::only();
    return state != nullptr ? state->name_lists().find(&s) : nullptr;
}

/// Makes them. Null, and no error set, where there are several interpreters or they cannot be kept.
TETHER_COLD inline PyObject* const* make_interned_names(const Signature& s) noexcept {
    State* const state = State::only();
    if (state == nullptr || !state->name_lists().has_room_for(&s)) return nullptr;
    PyObject* names[256];
    std::size_t made = 0;
    for (; made < s.count; ++made) {
        names[made] = PyUnicode_InternFromString(s.name(made));
        if (names[made] == nullptr) break;
    }
    if (made == s.count) return state->name_lists().add(&s, names, made);
    PyErr_Clear();
    while (made > 0) Py_DECREF(names[--made]);
    return nullptr;
}

/// The parameter from `index` on that a keyword names by its text; the number of parameters where none is, or
/// its text is not plain ASCII.
TETHER_NOINLINE inline std::size_t find_parameter(const Signature& s, std::size_t index,
                                                  PyObject* keyword) noexcept {
    const KeywordName name = plain_name(keyword);
    if (name.text == nullptr) return s.count;
    for (; index < s.count; ++index) {
        const Parameter& parameter = s.parameters()[index];
        if (parameter.name_key == name.key &&
            is_same_name(s.text() + parameter.name_at, name.text, name.size))
            break;
    }
    return index;
}

/// Goes on where the keywords are not those of the next parameters in their order, or may be.
TETHER_NOINLINE inline PyObject* const* bind_in_any_order(const Signature& s, PyObject* const* args,
                                                          std::size_t given, PyObject* const* names,
                                                          PyObject* kwnames, PyObject** slots) noexcept {
    if (names == nullptr) names = make_interned_names(s);
    const std::size_t count = s.count;
    const std::size_t end = given + static_cast<std::size_t>(ffi::tuple_size(kwnames));
    std::size_t i = 0;
    for (; i < given; ++i) slots[i] = args[i];
    for (; i < count; ++i) slots[i] = nullptr;
    for (i = given; i < end; ++i) {
        PyObject* const keyword = ffi::tuple_item(kwnames, static_cast<Py_ssize_t>(i - given));
        std::size_t index = names != nullptr ? given : count;
        while (index < count && names[index] != keyword) ++index;
        if (index == count) index = find_parameter(s, given, keyword);
        if (index == count || slots[index] != nullptr) return bind_slots(s, args, given, kwnames, slots);
        slots[index] = args[i];
    }
    return end == count ? slots : check_slots(s, args, given, kwnames, slots);
}

/// Binds a vectorcall of a signature without `*args` and `**kwargs`, and without a copy where the arguments
/// stand in the order of the parameters: gives `args`, or else `slots`. `bound` is the number of arguments by
/// position, and becomes how many parameters are bound: those after them have defaults. Null with TypeError
/// set.
///
/// What is more than to compare names in their order is called at the end, so that no register need be saved.
TETHER_NOINLINE inline PyObject* const* bind_in_place(const Signature& s, PyObject* const* args,
                                                      std::size_t& bound, PyObject* kwnames,
                                                      PyObject** slots) noexcept {
    const std::size_t given = bound;
    bound = s.count;
    if (kwnames == nullptr || given < s.positional_only || given > s.positional)
        return bind_slots(s, args, given, kwnames, slots);
    const std::size_t end = given + static_cast<std::size_t>(ffi::tuple_size(kwnames));
    if (end > s.count) return bind_slots(s, args, given, kwnames, slots);
    PyObject* const* const names = interned_names(s);
    for (std::size_t i = given; i < end; ++i)
        if (names == nullptr || ffi::tuple_item(kwnames, static_cast<Py_ssize_t>(i - given)) != names[i])
            return bind_in_any_order(s, args, given, names, kwnames, slots);
    if (end != s.count && (end < s.required_positional || s.has_required_keyword_only))
        return bind_slots(s, args, given, kwnames, slots);
    bound = end;
    return args;
}

/// bind_arguments() for a tuple of arguments and a dict or null (tp_new, tp_init, METH_VARARGS |
/// METH_KEYWORDS).
inline bool bind_arguments(const Signature& s, PyObject* args, PyObject* kwargs, PyObject** out) noexcept {
    const Py_ssize_t nargs = ffi::tuple_size(args);
    const std::size_t given = static_cast<std::size_t>(nargs);
    const std::size_t positional = given < s.positional ? given : s.positional;
    for (std::size_t i = 0; i < s.count; ++i)
        out[i] = i < positional ? ffi::tuple_item(args, static_cast<Py_ssize_t>(i)) : nullptr;
    PyObject* keyword = nullptr;
    PyObject* value = nullptr;
    Py_ssize_t at = 0;
    for (std::size_t hint = positional; kwargs != nullptr && PyDict_Next(kwargs, &at, &keyword, &value) != 0;
         ++hint)
        if (!bind_keyword(s, keyword, value, hint, kwargs, out)) return false;
    if (!is_complete(s, given, out)) [[unlikely]]
        return fail_incomplete(s, given, out);
    if (given <= s.positional) return true;
    return bind_rest(s, PyTuple_GetSlice(args, static_cast<Py_ssize_t>(positional), nargs), out);
}

} // namespace tether::inline TETHER_ABI::detail
