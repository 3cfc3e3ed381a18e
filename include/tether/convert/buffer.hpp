// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The memory of bytes, bytearray, memoryview, array.array and whatever else exports a buffer, as the
// conversions of bytes and spans read it.
#pragma once

#include <tether/convert/failures.hpp>
#include <tether/convert/strong.hpp>

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>

namespace tether::inline TETHER_ABI::detail {

/// What the items of a buffer are, besides their size.
enum class ItemKind : unsigned char { other, boolean, signed_integer, unsigned_integer, floating };

/// The C++ types that a buffer's memory can be read as.
template <class T>
concept BufferItem = std::same_as<T, std::byte> || std::same_as<T, bool> || std::floating_point<T> ||
                     (std::integral<T> && !std::same_as<T, char> && !std::same_as<T, wchar_t> &&
                      !std::same_as<T, char8_t> && !std::same_as<T, char16_t> && !std::same_as<T, char32_t>);

template <class T> consteval ItemKind kind_of() {
    if (std::same_as<T, bool>) return ItemKind::boolean;
    if (std::floating_point<T>) return ItemKind::floating;
    return std::signed_integral<T> ? ItemKind::signed_integer : ItemKind::unsigned_integer;
}

/// The kind that a format of the struct module names: one item of this machine's byte order.
inline ItemKind kind_of_format(const char* format) noexcept {
    if (format == nullptr) return ItemKind::unsigned_integer; // plain bytes
    if (*format != '\0' && format[1] != '\0') {
        constexpr bool is_little = std::endian::native == std::endian::little;
        char const order = *format++;
        if (order != '@' && order != '=' && order != (is_little ? '<' : '>') && (order != '!' || is_little))
            return ItemKind::other;
        if (format[1] != '\0') return ItemKind::other;
    }
    switch (*format) {
    case '?': return ItemKind::boolean;
    case 'b':
    case 'h':
    case 'i':
    case 'l':
    case 'q':
    case 'n': return ItemKind::signed_integer;
    case 'c':
    case 'B':
    case 'H':
    case 'I':
    case 'L':
    case 'Q':
    case 'N': return ItemKind::unsigned_integer;
    case 'f':
    case 'd':
    case 'g': return ItemKind::floating;
    default: return ItemKind::other;
    }
}

/// Holds an export of an object's buffer: while it lives the memory stays where it is. Attached.
class BufferExport {
  public:
    BufferExport() noexcept { view_.obj = nullptr; } // the rest is not read before an exporter fills it

    ~BufferExport() {
        if (view_.obj != nullptr) PyBuffer_Release(&view_);
    }

    BufferExport(const BufferExport&) = delete;
    BufferExport& operator=(const BufferExport&) = delete;

    /// Asks for the buffer with all that is known of it: 0, or -1 with BufferError set, or what else the
    /// exporter raises.
    int open(PyObject* object, bool writable) noexcept {
        return PyObject_GetBuffer(object, &view_, writable ? PyBUF_FULL : PyBUF_FULL_RO);
    }

    /// Whether it is a row of items of a kind and a size.
    bool holds(ItemKind kind, std::size_t item_size) const noexcept {
        return view_.ndim == 1 && view_.itemsize == static_cast<Py_ssize_t>(item_size) &&
               kind_of_format(view_.format) == kind;
    }

    /// Whether the items of a row lie one behind the other.
    bool is_contiguous() const noexcept {
        return view_.suboffsets == nullptr &&
               (view_.strides == nullptr || *view_.strides == view_.itemsize || view_.len <= view_.itemsize);
    }

    void* data() const noexcept { return view_.buf; }

    /// Of all items.
    std::size_t bytes() const noexcept { return static_cast<std::size_t>(view_.len); }

    /// Copies all items, one behind the other: 0, or -1 with an error set.
    int copy_to(void* out) noexcept { return PyBuffer_ToContiguous(out, &view_, view_.len, 'C'); }

    /// "a buffer of items 'd' in 2 dimensions"
    const Py_buffer& view() const noexcept { return view_; }

  private:
    Py_buffer view_;
};

} // namespace tether::inline TETHER_ABI::detail
