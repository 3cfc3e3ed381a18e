// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// IntoPyErr, the trait by which C++ errors become Python exceptions.
#pragma once

#include <tether/error/chain.hpp>

#include <stdexcept>
#include <system_error>

namespace tether::inline TETHER_ABI {

/// What a C++ error becomes in Python. Specialise it for a type of your own, which need not be an exception:
///
///     template <> struct tether::IntoPyErr<ParseError> {
///         static PyErr into_pyerr(Python py, const ParseError& error) {
///             return PyErr::make<PySyntaxError>(py, error.what(), error.line());
///         }
///     };
///
/// It is used by `PyErr::from(py, error)` and for the E of a std::expected<T, E>, and for what is thrown once
/// translate_exceptions<ParseError>() was called. It may throw; a PyErr takes the error's place.
template <class E> struct IntoPyErr;

namespace detail {

template <class E>
concept BecomesPyErr = requires(Python py, const E& error) {
    { IntoPyErr<E>::into_pyerr(py, error) } -> std::same_as<PyErr>;
};

template <class E> consteval bool check_into_pyerr() {
    static_assert(
        BecomesPyErr<E>,
        "tether: type E has no conversion to a Python exception. Specialise tether::IntoPyErr<E> with "
        "`static PyErr into_pyerr(Python, const E&)`.");
    return BecomesPyErr<E>;
}

/// An OSError of the right subclass: its errno is that of the code, where that is the system's or means the
/// same as one. Attached.
TETHER_COLD inline ErrState* new_os_error(const std::error_code& code, const char* text) noexcept {
    std::error_condition const general = code.default_error_condition();
    bool const is_general = general.category() == std::generic_category();
    if (!is_general && code.category() != std::system_category())
        return new_message([]() noexcept { return PyExc_OSError; }, text, "OSError");
    PyObject* const message =
        PyUnicode_DecodeUTF8(text, static_cast<Py_ssize_t>(std::strlen(text)), "replace");
    if (message == nullptr) return fetch_error();
    return new_arguments(PyExc_OSError,
                         Py_BuildValue("(iN)", is_general ? general.value() : code.value(), message));
}

} // namespace detail

template <class E> PyErr PyErr::from(Python py, const E& error) {
    if constexpr (detail::check_into_pyerr<E>())
        return IntoPyErr<E>::into_pyerr(py, error);
    else
        Py_UNREACHABLE();
}

/// OSError, or its subclass for the code: FileNotFoundError for ENOENT.
template <> struct IntoPyErr<std::error_code> {
    static PyErr into_pyerr(Python /*py*/, const std::error_code& code) {
        return PyErr::from_state(detail::new_os_error(code, code.message().c_str()));
    }
};

template <> struct IntoPyErr<std::errc> {
    static PyErr into_pyerr(Python py, std::errc code) { return PyErr::from(py, std::make_error_code(code)); }
};

} // namespace tether::inline TETHER_ABI
