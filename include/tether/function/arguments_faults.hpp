// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What a wrong call is told: the sentences of CPython for its own functions, word for word.
#pragma once

#include <tether/error/err_kinds.hpp>
#include <tether/function/signature.hpp>

#include <cstddef>
#include <cstdio>

namespace tether::inline TETHER_ABI::detail {

/// The plural's ending.
inline const char* plural(std::size_t count) noexcept { return count == 1 ? "" : "s"; }

/// Raises TypeError: an argument was given by position and by keyword.
TETHER_COLD inline void raise_multiple_values(const Signature& s, PyObject* keyword) noexcept {
    PyErr_Format(PyExc_TypeError, "%s() got multiple values for argument '%S'", s.qualified_name(), keyword);
}

/// Raises TypeError: no parameter has this name.
TETHER_COLD inline void raise_unknown_keyword(const Signature& s, PyObject* keyword) noexcept {
    Py_ssize_t size = 0;
    const char* const plain = ffi::ascii_text(keyword, &size);
    if (plain == nullptr || size > 255) {
        PyErr_Format(PyExc_TypeError, "%s() got an unexpected keyword argument '%S'", s.qualified_name(),
                     keyword);
        return;
    }
    TextBuffer text;
    text.add(s.qualified_name()).add("() got an unexpected keyword argument '");
    text.add(plain, static_cast<std::size_t>(size)).add("'");
    raise_text(PyExc_TypeError, {}, text.view());
}

/// Raises TypeError: no parameter takes this keyword. `keywords` has all names, as a tuple or the keys of a
/// dict: where positional-only parameters are among them, they are what is told.
TETHER_COLD inline void raise_unexpected_keyword(const Signature& s, PyObject* keyword,
                                                 PyObject* keywords) noexcept {
    PyObject* names = nullptr;
    for (std::size_t i = 0; i < s.positional_only; ++i) {
        PyObject* const name = PyUnicode_FromString(s.name(i));
        const int given = name == nullptr ? -1 : PySequence_Contains(keywords, name);
        PyObject* const more = given <= 0         ? nullptr
                               : names == nullptr ? ffi::new_ref(name)
                                                  : PyUnicode_FromFormat("%U, %U", names, name);
        Py_XDECREF(name);
        if (given == 0) continue;
        Py_XDECREF(names);
        names = more;
        if (more == nullptr) return;
    }
    if (names == nullptr) return raise_unknown_keyword(s, keyword);
    PyErr_Format(PyExc_TypeError, "%s() got some positional-only arguments passed as keyword arguments: '%U'",
                 s.qualified_name(), names);
    Py_DECREF(names);
}

/// Raises TypeError: a keyword is no str.
TETHER_COLD inline void raise_keyword_is_no_str(const Signature& s) noexcept {
    PyErr_Format(PyExc_TypeError, "%s() keywords must be strings", s.qualified_name());
}

/// Raises TypeError: more arguments by position than the signature takes.
TETHER_COLD inline void raise_too_many(const Signature& s, std::size_t given, PyObject* const* out) noexcept {
    const std::size_t least = s.required_positional;
    const std::size_t most = s.positional;
    std::size_t keyword_only = 0;
    for (std::size_t i = most; i < most + s.keyword_only; ++i) // there is no *args between them here
        if (out[i] != nullptr) ++keyword_only;
    TextBuffer text;
    text.add(s.qualified_name()).add("() takes ");
    if (least < most) text.add("from ").add(std::uint64_t{least}).add(" to ");
    text.add(std::uint64_t{most}).add(" positional argument").add(least < most ? "s" : plural(most));
    text.add(" but ").add(std::uint64_t{given});
    if (keyword_only != 0) {
        text.add(" positional argument").add(plural(given)).add(" (and ").add(std::uint64_t{keyword_only});
        text.add(" keyword-only argument").add(plural(keyword_only)).add(")");
    }
    text.add(given == 1 && keyword_only == 0 ? " was given" : " were given");
    raise_text(PyExc_TypeError, {}, text.view());
}

/// The parameter that comes next among the missing ones, from `index` up to `end`; `end` where none does.
inline std::size_t next_missing(const Signature& s, std::size_t index, std::size_t end,
                                PyObject* const* out) noexcept {
    while (index < end && (out[index] != nullptr || !s.parameters()[index].is_required())) ++index;
    return index;
}

/// Raises TypeError for the missing ones of the parameters from `begin` up to `end`; false where there are
/// none.
TETHER_COLD inline bool raise_missing(const Signature& s, const char* kind, std::size_t begin,
                                      std::size_t end, PyObject* const* out) noexcept {
    std::size_t count = 0;
    for (std::size_t i = next_missing(s, begin, end, out); i < end; i = next_missing(s, i + 1, end, out))
        ++count;
    if (count == 0) return false;
    TextBuffer text;
    text.add(s.qualified_name()).add("() missing ").add(std::uint64_t{count}).add(" required ").add(kind);
    std::size_t index = next_missing(s, begin, end, out);
    text.add(" argument").add(plural(count)).add(": '").add(s.name(index));
    for (std::size_t left = count - 1; left > 0; --left) {
        index = next_missing(s, index + 1, end, out);
        text.add(left > 1 ? "', '" : count > 2 ? "', and '" : "' and '").add(s.name(index));
    }
    raise_text(PyExc_TypeError, {}, text.add("'").view());
    return true;
}

/// Raises what keeps a call whose keywords are bound from being complete.
TETHER_COLD inline void raise_incomplete(const Signature& s, std::size_t given,
                                         PyObject* const* out) noexcept {
    if (given > s.positional && !s.has_var_positional) return raise_too_many(s, given, out);
    if (raise_missing(s, "positional", 0, s.positional, out)) return;
    const std::size_t first = s.first_keyword_only();
    raise_missing(s, "keyword-only", first, first + s.keyword_only, out);
}

} // namespace tether::inline TETHER_ABI::detail
