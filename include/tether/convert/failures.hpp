// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What conversions say when they fail: what was wanted, what came, and where in a container.
#pragma once

#include <tether/error/err.hpp>

#include <cstdio>

namespace tether::inline TETHER_ABI::detail {

TETHER_COLD inline ErrState* new_type_error(std::string_view text) noexcept {
    return new_message([]() noexcept { return PyExc_TypeError; }, text, "TypeError");
}

TETHER_COLD inline ErrState* new_value_error(std::string_view text) noexcept {
    return new_message([]() noexcept { return PyExc_ValueError; }, text, "ValueError");
}

TETHER_COLD inline ErrState* new_overflow_error(std::string_view text) noexcept {
    return new_message([]() noexcept { return PyExc_OverflowError; }, text, "OverflowError");
}

TETHER_COLD inline ErrState* new_runtime_error(std::string_view text) noexcept {
    return new_message([]() noexcept { return PyExc_RuntimeError; }, text, "RuntimeError");
}

TETHER_COLD inline ErrState* new_buffer_error(std::string_view text) noexcept {
    return new_message([]() noexcept { return PyExc_BufferError; }, text, "BufferError");
}

/// "'set' object cannot be converted to 'Sequence[int]'"
TETHER_COLD inline ErrState* new_conversion_error(PyObject* object, const char* wanted) noexcept {
    return new_mismatch("'%s' object cannot be converted to '%s'", object, wanted);
}

/// Where in a container: "item 3".
TETHER_COLD inline ErrState* at_item(ErrState* error, Py_ssize_t index) noexcept {
    char place[32];
    std::snprintf(place, sizeof place, "item %lld", static_cast<long long>(index));
    return at_place(error, place);
}

/// "expected 3 items, got 2"
TETHER_COLD inline ErrState* new_length_error(Py_ssize_t expected, Py_ssize_t got) noexcept {
    char text[80];
    std::snprintf(text, sizeof text, "expected %lld item%s, got %lld", static_cast<long long>(expected),
                  expected == 1 ? "" : "s", static_cast<long long>(got));
    return new_value_error(text);
}

/// Adds where in a container it happened to the exception that is raised; gives null.
TETHER_COLD inline PyObject* fail_at(const char* place) noexcept {
    raise_and_release(at_place(fetch_error(), place));
    return nullptr;
}

TETHER_COLD inline PyObject* fail_at_item(Py_ssize_t index) noexcept {
    raise_and_release(at_item(fetch_error(), index));
    return nullptr;
}

} // namespace tether::inline TETHER_ABI::detail
