// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions between bytes and what C++ has for them: std::vector of std::byte and of unsigned char.
#pragma once

#include <tether/convert/buffer.hpp>
#include <tether/convert/int.hpp>
#include <tether/convert/sequence.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// What C++ has for a byte: containers of these are bytes to Python and no lists.
template <class T>
concept Byte = std::same_as<T, std::byte> || std::same_as<T, unsigned char>;

template <Byte B>
inline constexpr const char* accepted_bytes =
    std::same_as<B, std::byte> ? "Buffer" : "Buffer | Sequence[int]";

/// Reads bytes, or any buffer that is a row of them.
class BytesReader {
  public:
    /// Null, or the error of an exporter that fails. What has no bytes is none: ask is_open().
    TETHER_NOINLINE ErrState* open(PyObject* object) noexcept {
        if (PyBytes_Check(object)) [[likely]] {
            bytes_ = object;
        } else if (PyObject_CheckBuffer(object) != 0) {
            if (buffer_.open(object, false) < 0) return fetch_error();
            is_buffer_ = buffer_.holds(ItemKind::unsigned_integer, 1);
        }
        return nullptr;
    }

    bool is_open() const noexcept { return bytes_ != nullptr || is_buffer_; }

    std::size_t size() const noexcept {
        return bytes_ != nullptr ? static_cast<std::size_t>(ffi::bytes_size(bytes_)) : buffer_.bytes();
    }

    /// Copies size() bytes; null, or the error. `out` may be null where there are none.
    ErrState* copy_to(void* out) noexcept {
        if (bytes_ != nullptr && out != nullptr && size() != 0)
            std::memcpy(out, ffi::bytes_data(bytes_), size());
        return bytes_ != nullptr || buffer_.copy_to(out) == 0 ? nullptr : fetch_error();
    }

  private:
    PyObject* bytes_ = nullptr;
    BufferExport buffer_;
    bool is_buffer_ = false;
};

TETHER_COLD inline ErrState* new_bytes_mismatch(PyObject* object) noexcept {
    return new_mismatch("a bytes-like object is required, not '%s'%s", object);
}

inline PyObject* cast_bytes(const void* data, std::size_t size) noexcept {
    return PyBytes_FromStringAndSize(static_cast<const char*>(data), static_cast<Py_ssize_t>(size));
}

} // namespace detail

/// Bytes, and every buffer that is a row of them, are copied. A vector of unsigned char takes a sequence of
/// ints from 0 to 255 as well, as its numbers; one of std::byte does not.
template <template <class, class> class C, detail::Byte B, class A>
    requires detail::Vector<C<B, A>>
struct FromPyObject<C<B, A>> {
    static constexpr const char* python_type = detail::accepted_bytes<B>;

    static detail::ErrState* load(PyObject* object, C<B, A>& out) {
        detail::BytesReader reader;
        if (detail::ErrState* const error = reader.open(object)) return error;
        if (reader.is_open()) {
            out.resize(reader.size());
            return reader.copy_to(out.data());
        }
        if constexpr (std::same_as<B, std::byte>)
            return detail::new_bytes_mismatch(object);
        else
            return FromSequence<C<B, A>>::load(object, out, python_type);
    }
};

template <template <class, class> class C, detail::Byte B, class A>
    requires detail::Vector<C<B, A>>
struct IntoPyObject<C<B, A>> {
    static constexpr const char* python_type = "bytes";

    static PyObject* cast(const C<B, A>& value) noexcept {
        return detail::cast_bytes(value.data(), value.size());
    }
};

} // namespace tether::inline TETHER_ABI
