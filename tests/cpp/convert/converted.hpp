// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What a conversion makes of an object or of a value, as text.
#pragma once

#include "../types/scripted.hpp"

#include <tether/types/module.hpp>

#include <utility>

namespace tether_tests {

/// `repr` of what a C++ value becomes, or the exception that comes instead.
template <class T> std::string into(T&& value) {
    using Passed = std::conditional_t<std::is_array_v<std::remove_reference_t<T>>, std::decay_t<T>, T&&>;
    PyObject* const object = tether::detail::into_python(static_cast<Passed>(value));
    const auto py = tether::Python::assume_attached();
    if (object == nullptr) return tether::PyErr::fetch(py).what();
    return repr(tether::Bound<tether::PyAny>::from_owned_ptr(py, object));
}

/// `repr` of an object after it became a T and an object again, or the exception that comes instead.
template <class T> std::string through(const tether::PyAny& object) {
    auto value = object.extract<T>();
    if (value.is_err()) return value.error().what();
    return into(*std::move(value));
}

/// The same for the value of an expression.
template <class T> std::string through(tether::Python py, const char* expression) {
    return through<T>(eval(py, expression));
}

/// The notes of an exception, which versions before 3.11 have not.
inline std::string notes_of(const tether::PyErr& error) {
    const auto value = error.value(tether::Python::assume_attached());
    const auto notes = *value.getattr_opt<"__notes__">();
    return notes ? repr(*notes) : "[]";
}

/// Whether exceptions have notes.
inline bool has_notes(tether::Python py) { return py.version_info() >= tether::PythonVersion{3, 11, 0}; }

} // namespace tether_tests
