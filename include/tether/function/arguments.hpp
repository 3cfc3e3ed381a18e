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

#include <cstddef>
#include <cstring>

namespace tether::inline TETHER_ABI::detail {

/// Whether a keyword that is not plain ASCII is this UTF-8 name; -1 with an error set where that cannot be
/// known.
TETHER_COLD inline int is_name(PyObject* keyword, const char* name, std::size_t size) noexcept {
    if (!PyUnicode_Check(keyword)) return 0;
    Py_ssize_t keyword_size = 0;
    const char* const text = PyUnicode_AsUTF8AndSize(keyword, &keyword_size);
    if (text != nullptr)
        return static_cast<std::size_t>(keyword_size) == size && std::memcmp(text, name, size) == 0;
    if (!PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) return -1;
    PyErr_Clear(); // a lone surrogate: no name of ours has one
    return 0;
}

/// The index of the parameter that takes a keyword, searched from `hint` on, where a call in the order of the
/// signature finds it at once; -1 where there is none or (with an error set) where that cannot be known.
inline std::ptrdiff_t find_keyword(const Signature& s, PyObject* keyword, std::size_t hint) noexcept {
    const Parameter* const parameters = s.parameters();
    const char* const names = s.text();
    Py_ssize_t size = 0;
    const char* const ascii = ffi::ascii_text(keyword, &size);
    const std::size_t begin = s.positional_only;
    const std::size_t end = s.count - std::size_t{s.has_var_keyword};
    std::size_t index = hint < begin || hint >= end ? begin : hint;
    for (std::size_t left = end - begin; left > 0; --left, ++index) {
        if (index == end) index = begin;
        const std::size_t name_size = parameters[index].name_size;
        const char* const name = names + parameters[index].name_at;
        if (ascii != nullptr) [[likely]] {
            if (name_size != static_cast<std::size_t>(size) || std::memcmp(name, ascii, name_size) != 0)
                continue;
        } else {
            const int same = is_name(keyword, name, name_size);
            if (same < 0) return -1;
            if (same == 0) continue;
        }
        if (!s.has_var_positional || index != s.positional) return static_cast<std::ptrdiff_t>(index);
    }
    return -1;
}

/// What a keyword is that does not simply fill an empty parameter: one for `**kwargs`, or a fault.
TETHER_NOINLINE inline bool bind_other_keyword(const Signature& s, std::ptrdiff_t index, PyObject* keyword,
                                               PyObject* value, PyObject* keywords, PyObject** out) noexcept {
    if (index >= 0) {
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

/// Puts a keyword's value in its place.
inline bool bind_keyword(const Signature& s, PyObject* keyword, PyObject* value, std::size_t hint,
                         PyObject* keywords, PyObject** out) noexcept {
    const std::ptrdiff_t index = find_keyword(s, keyword, hint);
    if (index < 0 || out[index] != nullptr) [[unlikely]]
        return bind_other_keyword(s, index, keyword, value, keywords, out);
    out[index] = value;
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

/// Puts the tuple of `*args`, a stolen reference or null with an error set, in its place.
inline bool bind_rest(const Signature& s, PyObject* rest, PyObject** out) noexcept {
    out[s.positional] = rest;
    if (rest != nullptr) return true;
    if (s.has_var_keyword) Py_CLEAR(out[s.count - 1U]);
    return false;
}

/// Releases what bind_arguments made for `*args` and `**kwargs`.
inline void release_arguments(const Signature& s, PyObject** out) noexcept {
    if (s.has_var_positional) Py_XDECREF(out[s.positional]);
    if (s.has_var_keyword) Py_XDECREF(out[s.count - 1U]);
}

/// Binds the arguments of a vectorcall (METH_FASTCALL | METH_KEYWORDS): `nargs` by position, then those that
/// `kwnames` (a tuple or null) names. `out` gets one object a parameter, in the order of the signature:
/// - a borrowed reference where one was given, null where none was (then the default counts);
/// - for `*args` and `**kwargs` a new reference to a tuple and a dict, which release_arguments() releases;
/// null where nothing is
///   left for them, so that an ordinary call makes neither.
/// False with TypeError set, and nothing to release, where the call does not fit. Needs the token.
inline bool bind_arguments(const Signature& s, PyObject* const* args, Py_ssize_t nargs, PyObject* kwnames,
                           PyObject** out) noexcept {
    const std::size_t given = static_cast<std::size_t>(nargs);
    const std::size_t positional = given < s.positional ? given : s.positional;
    std::size_t index = 0;
    for (; index < positional; ++index) out[index] = args[index];
    for (; index < s.count; ++index) out[index] = nullptr;
    if (kwnames != nullptr) {
        const Py_ssize_t keywords = ffi::tuple_size(kwnames);
        for (Py_ssize_t i = 0; i < keywords; ++i)
            if (!bind_keyword(s, ffi::tuple_item(kwnames, i), args[nargs + i],
                              static_cast<std::size_t>(nargs + i), kwnames, out))
                return false;
    }
    if (!is_complete(s, given, out)) [[unlikely]]
        return fail_incomplete(s, given, out);
    if (given <= positional) [[likely]]
        return true;
    return bind_rest(s, ffi::tuple_from_array(args + positional, static_cast<Py_ssize_t>(given - positional)),
                     out);
}

/// The same for a tuple of arguments and a dict or null (tp_new, tp_init, METH_VARARGS | METH_KEYWORDS).
inline bool bind_arguments(const Signature& s, PyObject* args, PyObject* kwargs, PyObject** out) noexcept {
    const Py_ssize_t nargs = ffi::tuple_size(args);
    const std::size_t given = static_cast<std::size_t>(nargs);
    const std::size_t positional = given < s.positional ? given : s.positional;
    std::size_t index = 0;
    for (; index < positional; ++index) out[index] = ffi::tuple_item(args, static_cast<Py_ssize_t>(index));
    for (; index < s.count; ++index) out[index] = nullptr;
    if (kwargs != nullptr) {
        PyObject* keyword = nullptr;
        PyObject* value = nullptr;
        Py_ssize_t at = 0;
        for (std::size_t hint = positional; PyDict_Next(kwargs, &at, &keyword, &value) != 0; ++hint)
            if (!bind_keyword(s, keyword, value, hint, kwargs, out)) return false;
    }
    if (!is_complete(s, given, out)) [[unlikely]]
        return fail_incomplete(s, given, out);
    if (given <= positional) [[likely]]
        return true;
    return bind_rest(s, PyTuple_GetSlice(args, static_cast<Py_ssize_t>(positional), nargs), out);
}

} // namespace tether::inline TETHER_ABI::detail
