// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyBytes, the view of bytes.
#pragma once

#include <tether/types/index.hpp>
#include <tether/types/string.hpp>

#include <cstring>
#include <span>

namespace tether::inline TETHER_ABI {

/// A view of a bytes object, which never changes.
class PyBytes : public PyAny {
  public:
    static constexpr const char* type_name = "bytes";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&PyBytes_Type); }
    static bool is_type_of(PyObject* object) noexcept { return PyBytes_Check(object) != 0; }
    static bool is_exact_type_of(PyObject* object) noexcept { return PyBytes_CheckExact(object) != 0; }

    /// A copy of characters or bytes; a literal ends at its first NUL unless it is written `"..."sv`.
    static PyResult<Bound<PyBytes>> create(Python py, std::string_view bytes);
    static PyResult<Bound<PyBytes>> create(Python py, std::span<const std::byte> bytes);
    static PyResult<Bound<PyBytes>> create(Python py, std::span<const unsigned char> bytes);
    /// Bytes of a size that are zero until `fill`, which gets them as a `std::span<std::byte>`, returns; its
    /// error, where it returns a PyResult<void>, is the result. OverflowError or MemoryError for a size too
    /// large.
    template <class Fill>
    static PyResult<Bound<PyBytes>> create_with(Python py, std::size_t size, Fill&& fill);

    std::size_t len() const noexcept { return static_cast<std::size_t>(ffi::bytes_size(ptr())); }
    bool is_empty() const noexcept { return len() == 0; }

    /// The bytes, which the object keeps, as characters.
    std::string_view view() const noexcept TETHER_LIFETIMEBOUND {
        const char* const data = ffi::bytes_data(ptr());
        return {data, len()};
    }
    /// The bytes, which the object keeps.
    template <class Byte = std::byte> std::span<const Byte> as_span() const noexcept TETHER_LIFETIMEBOUND {
        return {reinterpret_cast<const Byte*>(ffi::bytes_data(ptr())), len()};
    }

    /// Whether these are the same bytes.
    friend bool operator==(const PyBytes& bytes, std::string_view other) noexcept {
        return bytes.view() == other;
    }

  protected:
    using PyAny::PyAny;
};

namespace detail {

inline PyResult<Bound<PyBytes>> new_bytes(const void* data, std::size_t size) {
    // Without data the object would be made and left as memory was.
    const char* const bytes = size != 0 ? static_cast<const char*>(data) : "";
    return owned<PyBytes>(PyBytes_FromStringAndSize(bytes, clamped(size)));
}

/// Bytes that are zero, to be filled before anyone else sees them.
inline PyResult<Bound<PyBytes>> new_zero_bytes(std::size_t size) {
    TETHER_TRY(auto bytes, owned<PyBytes>(PyBytes_FromStringAndSize(nullptr, clamped(size))));
    std::memset(ffi::bytes_data(bytes.as_ptr()), 0, size);
    return bytes;
}

/// Lets `fill` fill a fresh object's memory: the object, or the error that came back.
template <class T, class Fill, class Memory = std::span<std::byte>>
PyResult<Bound<T>> fill_bytes(Bound<T> object, char* data, std::size_t size, Fill&& fill) {
    Memory const memory(reinterpret_cast<typename Memory::pointer>(data), size);
    if constexpr (is_result<std::invoke_result_t<Fill, Memory>>) {
        TETHER_TRY(static_cast<Fill&&>(fill)(memory));
    } else {
        static_cast<Fill&&>(fill)(memory);
    }
    return object;
}

} // namespace detail

inline PyResult<Bound<PyBytes>> PyBytes::create(Python /*py*/, std::string_view bytes) {
    return detail::new_bytes(bytes.data(), bytes.size());
}

inline PyResult<Bound<PyBytes>> PyBytes::create(Python /*py*/, std::span<const std::byte> bytes) {
    return detail::new_bytes(bytes.data(), bytes.size());
}

inline PyResult<Bound<PyBytes>> PyBytes::create(Python /*py*/, std::span<const unsigned char> bytes) {
    return detail::new_bytes(bytes.data(), bytes.size());
}

template <class Fill>
PyResult<Bound<PyBytes>> PyBytes::create_with(Python /*py*/, std::size_t size, Fill&& fill) {
    TETHER_TRY(auto bytes, detail::new_zero_bytes(size));
    char* const data = ffi::bytes_data(bytes.as_ptr());
    return detail::fill_bytes(std::move(bytes), data, size, static_cast<Fill&&>(fill));
}

inline PyResult<Bound<PyBytes>> PyString::encode_utf8() const {
    return detail::owned<PyBytes>(PyUnicode_AsUTF8String(ptr()));
}

} // namespace tether::inline TETHER_ABI
