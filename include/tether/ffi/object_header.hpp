// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What stands in front of an instance's own parts. The ABI that builds with the GIL and without it share
// (abi3t) keeps its size from the compiler, so that Python is asked for it; all others show it.
#pragma once

#include <tether/ffi/atomic.hpp>
#include <tether/ffi/python.hpp>

#include <cstddef>
#include <new>

namespace tether::inline TETHER_ABI::ffi {

#ifdef Py_TARGET_ABI3T
/// The least size of the header: places in an instance are counted from its start, as if it had no more.
inline constexpr std::size_t header_size = 2 * sizeof(void*);

TETHER_HIDDEN inline constinit Atomic<std::size_t> known_more_header{0};

/// What this Python has there besides. Known once a type of ours is made.
inline std::size_t more_header() noexcept { return known_more_header.load_relaxed(); }

/// The same for those that make types.
TETHER_COLD inline std::size_t ask_more_header() noexcept {
    PyObject* const number =
        PyObject_GetAttrString(reinterpret_cast<PyObject*>(&PyBaseObject_Type), "__basicsize__");
    Py_ssize_t const size = number != nullptr ? PyLong_AsSsize_t(number) : -1;
    Py_XDECREF(number);
    if (size < 0) PyErr_Clear(); // which no Python does
    std::size_t const more = size < 0 ? 0 : static_cast<std::size_t>(size) - header_size;
    known_more_header.store_relaxed(more);
    return more;
}
#else
inline constexpr std::size_t header_size = sizeof(PyObject);
constexpr std::size_t more_header() noexcept { return 0; }
constexpr std::size_t ask_more_header() noexcept { return 0; }
#endif

/// The size of instances for a PyType_Spec, of what the places in them say. Before the type is made.
TETHER_COLD inline int spec_size(std::size_t size) noexcept {
    return static_cast<int>(size + ask_more_header());
}

/// The address from which the places in an instance are counted.
inline char* places_of(PyObject* object) noexcept { return reinterpret_cast<char*>(object) + more_header(); }

/// What instances of our own types have besides the header: all of it in one struct.
template <class Parts> class InstanceOf {
    static constexpr std::size_t at = (header_size + alignof(Parts) - 1) / alignof(Parts) * alignof(Parts);

  public:
    /// The size of an instance, for spec_size().
    static constexpr std::size_t size = at + sizeof(Parts);

    static Parts* parts(PyObject* object) noexcept {
        return std::launder(reinterpret_cast<Parts*>(places_of(object) + at));
    }
};

} // namespace tether::inline TETHER_ABI::ffi
