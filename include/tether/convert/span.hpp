// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// How a std::span parameter borrows the memory of its argument for the time of a call.
#pragma once

#include <tether/convert/bytes.hpp>

#include <span>

namespace tether::inline TETHER_ABI {
namespace detail {

/// "expected a buffer of 8-byte floats in one dimension, got items 'i' of 4 bytes in 2"
TETHER_COLD inline ErrState* new_item_error(const Py_buffer& view, ItemKind kind, std::size_t size) noexcept {
    const char* const name = kind == ItemKind::boolean          ? "bools"
                             : kind == ItemKind::floating       ? "floats"
                             : kind == ItemKind::signed_integer ? "ints"
                                                                : "unsigned ints";
    char text[200];
    std::snprintf(text, sizeof text,
                  "expected a buffer of %d-byte %s in one dimension, got items '%.20s' of %lld bytes in %d",
                  static_cast<int>(size), name, view.format != nullptr ? view.format : "B",
                  static_cast<long long>(view.itemsize), view.ndim);
    return new_type_error(text);
}

/// Borrows the memory of a buffer as a row of items: TypeError for what has no buffer or one of other items,
/// BufferError where it cannot be written to or has gaps. Null, or the error.
TETHER_NOINLINE inline ErrState* open_span(BufferExport& buffer, PyObject* object, ItemKind kind,
                                           std::size_t item_size, std::size_t alignment,
                                           bool writable) noexcept {
    if (buffer.open(object, writable) < 0) [[unlikely]] {
        if (PyObject_CheckBuffer(object) != 0) return fetch_error();
        PyErr_Clear();
        return new_bytes_mismatch(object);
    }
    if (!buffer.holds(kind, item_size)) return new_item_error(buffer.view(), kind, item_size);
    if (!buffer.is_contiguous()) return new_buffer_error("the buffer's items have gaps between them");
    // An empty one may lie anywhere.
    if (buffer.bytes() != 0 && (reinterpret_cast<std::uintptr_t>(buffer.data()) & (alignment - 1)) != 0)
        return new_buffer_error("the buffer's items are not aligned");
    return nullptr;
}

/// Holds what a `std::span<T, N>` parameter borrows. Of bytes that is nothing, since the call keeps the
/// object and it never changes; of anything else an export of the buffer, so that nobody resizes it, on
/// another thread or from the function itself.
template <class T, std::size_t N> class SpanHolder {
    using Item = std::remove_const_t<T>;

  public:
    ErrState* load(PyObject* object) noexcept {
        static_assert(
            BufferItem<Item>,
            "tether: a std::span parameter borrows a buffer of numbers, bools or std::byte, and T is none "
            "of them. Take a std::vector<T>.");
        if constexpr (Byte<Item> && std::is_const_v<T>) {
            if (PyBytes_CheckExact(object)) [[likely]]
                return take(reinterpret_cast<T*>(ffi::bytes_data(object)),
                            static_cast<std::size_t>(ffi::bytes_size(object)));
        }
        if (ErrState* const error =
                open_span(buffer_, object, kind_of<Item>(), sizeof(T), alignof(T), !std::is_const_v<T>))
            return error;
        // An empty one may lie where no item could.
        return take(buffer_.bytes() != 0 ? static_cast<T*>(buffer_.data()) : nullptr,
                    buffer_.bytes() / sizeof(T));
    }

    std::span<T, N> get() const noexcept { return std::span<T, N>(data_, size_); }

  private:
    ErrState* take(T* data, std::size_t size) noexcept {
        data_ = data;
        size_ = size;
        if (N == std::dynamic_extent || size == N) return nullptr;
        return new_length_error(static_cast<Py_ssize_t>(N), static_cast<Py_ssize_t>(size));
    }

    BufferExport buffer_;
    T* data_; // not read before load()
    std::size_t size_;
};

} // namespace detail

/// A copy: bytes for bytes, a list for everything else.
template <class T, std::size_t N> struct IntoPyObject<std::span<T, N>> {
    static constexpr const char* python_type = IntoList<std::span<T, N>>::python_type;

    static PyObject* cast(std::span<T, N> value) { return IntoList<std::span<T, N>>::cast(value); }
};

template <class T, std::size_t N>
    requires detail::Byte<std::remove_const_t<T>>
struct IntoPyObject<std::span<T, N>> {
    static constexpr const char* python_type = "bytes";

    static PyObject* cast(std::span<T, N> value) noexcept {
        return detail::cast_bytes(value.data(), value.size());
    }
};

} // namespace tether::inline TETHER_ABI
