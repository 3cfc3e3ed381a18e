// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions between sequences of a fixed length and std::array.
#pragma once

#include <tether/convert/bytes.hpp>
#include <tether/convert/sequence.hpp>

#include <array>
#include <optional>
#include <utility>

namespace tether::inline TETHER_ABI {
namespace detail {

/// Opens a sequence of exactly `count` items; null, or the error.
TETHER_NOINLINE inline ErrState* open_array(SequenceReader& reader, PyObject* object, std::size_t count,
                                            const char* wanted) noexcept {
    if (ErrState* const error = reader.open(object, wanted)) return error;
    Py_ssize_t const size = PyObject_Size(object);
    if (size < 0) return fetch_error();
    Py_ssize_t const expected = static_cast<Py_ssize_t>(count);
    return size == expected ? nullptr : new_length_error(expected, size);
}

/// The error of a sequence that gave another number of items than it has said.
TETHER_COLD inline ErrState* new_changed_length_error() noexcept {
    return new_runtime_error("sequence changed its length while it was read");
}

/// Converts the items of a sequence into `out`, whose elements are T or take one.
template <class T, std::size_t N, class Values>
ErrState* load_array(PyObject* object, Values& out, const char* wanted) {
    if constexpr (check_from_python<T>()) {
        SequenceReader reader;
        if (ErrState* const error = open_array(reader, object, N, wanted)) return error;
        ErrState* error = nullptr;
        for (std::size_t i = 0; i < N; ++i) {
            Strong const item(reader.next(error));
            if (!item) return error != nullptr ? error : new_changed_length_error();
            error = load_then<T>(item.get(), [&](T&& value) { out[i] = std::move(value); });
            if (error != nullptr) return at_item(error, static_cast<Py_ssize_t>(i));
        }
        Strong const surplus(reader.next(error));
        return surplus ? new_changed_length_error() : error;
    }
    return nullptr;
}

} // namespace detail

/// A sequence, as for vectors, of exactly N items; ValueError for another length.
template <class T, std::size_t N> struct FromPyObject<std::array<T, N>> {
    static constexpr const char* python_type = detail::accepted_join<"Sequence[", "", "]", T>.text;

    static detail::ErrState* load(PyObject* object, std::array<T, N>& out)
        requires std::is_default_constructible_v<T>
    {
        return detail::load_array<T, N>(object, out, python_type);
    }

    static PyResult<std::array<T, N>> extract(const PyAny& object)
        requires(!std::is_default_constructible_v<T>)
    {
        std::array<std::optional<T>, N> values;
        if (detail::ErrState* const error = detail::load_array<T, N>(object.as_ptr(), values, python_type))
            return PyErr::from_state(error);
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return PyResult<std::array<T, N>>(std::array<T, N>{*std::move(values[I])...});
        }(std::make_index_sequence<N>());
    }
};

template <class T, std::size_t N> struct IntoPyObject<std::array<T, N>> : IntoList<std::array<T, N>> {};

/// Bytes, or a buffer that is a row of them, of exactly N; for unsigned char a sequence of ints too.
template <detail::Byte B, std::size_t N> struct FromPyObject<std::array<B, N>> {
    static constexpr const char* python_type = detail::accepted_bytes<B>;

    static detail::ErrState* load(PyObject* object, std::array<B, N>& out) {
        detail::BytesReader reader;
        if (detail::ErrState* const error = reader.open(object)) return error;
        if (!reader.is_open()) {
            if constexpr (std::same_as<B, std::byte>)
                return detail::new_bytes_mismatch(object);
            else
                return detail::load_array<B, N>(object, out, python_type);
        }
        if (reader.size() == N) return reader.copy_to(out.data());
        return detail::new_length_error(static_cast<Py_ssize_t>(N), static_cast<Py_ssize_t>(reader.size()));
    }
};

template <detail::Byte B, std::size_t N> struct IntoPyObject<std::array<B, N>> {
    static constexpr const char* python_type = "bytes";

    static PyObject* cast(const std::array<B, N>& value) noexcept {
        return detail::cast_bytes(value.data(), N);
    }
};

} // namespace tether::inline TETHER_ABI
