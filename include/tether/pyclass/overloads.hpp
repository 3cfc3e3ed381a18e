// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Several constructors of one class: the first whose arguments fit is called.
#pragma once

#include <tether/function/text_signature.hpp>
#include <tether/pyclass/construct.hpp>

#include <string>

namespace tether::inline TETHER_ABI::detail {

/// One of them.
struct ConstructorChoice {
    ConstructorCall call;
    const Signature* signature;
};

/// "Point(x, y=0.0)".
TETHER_COLD inline std::string signature_text(const Signature& signature) {
    SignatureParts const parts = signature.parts();
    TextWriter counted{nullptr};
    write_call(counted, parts, FirstParameter::none);
    std::string text(counted.size, '\0');
    TextWriter written{text.data()};
    write_call(written, parts, FirstParameter::none);
    return text;
}

/// The same of all, a line each.
TETHER_COLD inline std::string signature_lines(const ConstructorChoice* choices, std::size_t count) {
    std::string lines;
    for (std::size_t i = 0; i < count; ++i) (lines += signature_text(*choices[i].signature)) += '\n';
    return lines;
}

/// The text of an exception, which is dropped; without the name of the function in front.
TETHER_COLD inline std::string take_text(PyObject* exception, const char* name) {
    PyObject* const text = PyObject_Str(exception);
    const char* const utf8 = text != nullptr ? ffi::str_text(text) : nullptr;
    if (utf8 == nullptr) PyErr_Clear();
    std::string result = utf8 != nullptr ? utf8 : ffi::TypeText(Py_TYPE(exception)).bare();
    Py_XDECREF(text);
    Py_DECREF(exception);
    std::string const call = std::string(name) + "() ";
    if (result.starts_with(call)) result.erase(0, call.size());
    return result;
}

/// Raises TypeError with each signature and why it does not fit, and drops the reasons; gives null.
TETHER_COLD inline PyObject* fail_construction(const ConstructorChoice* choices, std::size_t count,
                                               PyObject** reasons) noexcept {
    try {
        const char* const name = choices[0].signature->function_name();
        std::string text = std::string(name) + "() has no signature that fits these arguments:";
        for (std::size_t i = 0; i < count; ++i) {
            (text += "\n  ") += signature_text(*choices[i].signature);
            (text += ": ") += take_text(std::exchange(reasons[i], nullptr), name);
        }
        PyErr_SetString(PyExc_TypeError, text.c_str());
    } catch (...) {
        for (std::size_t i = 0; i < count; ++i) Py_XDECREF(reasons[i]);
        translate_unknown();
    }
    return nullptr;
}

/// Whether what is raised says that arguments do not fit: another constructor may take them.
inline bool is_misfit() noexcept {
    return PyErr_ExceptionMatches(PyExc_TypeError) != 0 || PyErr_ExceptionMatches(PyExc_ValueError) != 0 ||
           PyErr_ExceptionMatches(PyExc_OverflowError) != 0;
}

inline constexpr std::size_t max_constructors = 16;

/// Calls the first constructor whose arguments fit. What a constructor raises itself ends the search.
TETHER_NOINLINE inline PyObject* choose_constructor(const ConstructorChoice* choices, std::size_t count,
                                                    PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                                                    PyObject* kwnames) noexcept {
    PyObject* reasons[max_constructors];
    std::size_t tried = 0;
    PyObject* made = nullptr;
    for (; tried < count; ++tried) {
        Attempt attempt{self};
        made = choices[tried].call(reinterpret_cast<PyObject*>(&attempt), args, nargs, kwnames);
        if (made != nullptr || attempt.fits || !is_misfit()) break;
        reasons[tried] = ffi::take_raised();
    }
    if (tried == count) return fail_construction(choices, count, reasons);
    while (tried != 0) Py_DECREF(reasons[--tried]);
    return made;
}

/// The trampoline of several constructors; Calls are theirs.
template <class... Calls> struct OverloadedCall {
    static constexpr bool is_shared = false;

    TETHER_HIDDEN static constexpr ConstructorChoice choices[] = {
        {constructor_call<Calls>, &Calls::table.head}...};

    static PyObject* call(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                          PyObject* kwnames) noexcept {
        static_assert(sizeof...(Calls) <= max_constructors, "tether: a class has at most 16 constructors.");
        return choose_constructor(choices, sizeof...(Calls), self, args, nargs, kwnames);
    }
};

} // namespace tether::inline TETHER_ABI::detail
