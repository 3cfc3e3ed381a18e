// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyByteArray, the view of bytearray.
#pragma once

#include <tether/tether.hpp>

#include <vector>

namespace tether::inline TETHER_ABI {

/// A view of a bytearray, whose memory anybody may change or move at any time that Python code runs.
class PyByteArray : public PyAny {
  public:
    static constexpr const char* type_name = "bytearray";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&PyByteArray_Type); }
    static bool is_type_of(PyObject* object) noexcept { return PyByteArray_Check(object) != 0; }
    static bool is_exact_type_of(PyObject* object) noexcept { return PyByteArray_CheckExact(object) != 0; }

    /// A copy of characters or bytes; a literal ends at its first NUL unless it is written `"..."sv`.
    static PyResult<Bound<PyByteArray>> create(Python py, std::string_view bytes);
    static PyResult<Bound<PyByteArray>> create(Python py, std::span<const std::byte> bytes);
    static PyResult<Bound<PyByteArray>> create(Python py, std::span<const unsigned char> bytes);
    /// The same as PyBytes::create_with(). MemoryError or SystemError for a size too large.
    template <class Fill>
    static PyResult<Bound<PyByteArray>> create_with(Python py, std::size_t size, Fill&& fill);
    /// `bytearray(object)`: a copy of a buffer, of an iterable of ints, or so many zeros. TypeError,
    /// ValueError for an int that is no byte.
    static PyResult<Bound<PyByteArray>> from_object(const PyAny& object);

    std::size_t len() const noexcept {
        const ffi::CriticalSection section(ptr());
        return unlocked_len();
    }
    bool is_empty() const noexcept { return len() == 0; }

    /// The memory itself, until the next resize or the next Python code that runs: not to be kept across
    /// either, and on builds without the GIL for nobody else to change meanwhile.
    std::span<std::byte> as_span() const noexcept TETHER_LIFETIMEBOUND {
        return std::as_writable_bytes(std::span(PyByteArray_AsString(ptr()), unlocked_len()));
    }
    /// A copy, under the object's lock where there is no GIL.
    std::vector<std::byte> to_vector() const;

    /// Makes it shorter, or longer with zeros. BufferError where a memoryview or another buffer looks at it,
    /// MemoryError.
    PyResult<void> resize(std::size_t size) const;

  protected:
    using PyAny::PyAny;

  private:
    /// Where the lock is held already: to take it again would give it up for a moment.
    std::size_t unlocked_len() const noexcept { return static_cast<std::size_t>(PyByteArray_Size(ptr())); }
};

namespace detail {

inline PyResult<Bound<PyByteArray>> new_bytearray(const void* data, std::size_t size) {
    return owned<PyByteArray>(
        PyByteArray_FromStringAndSize(size != 0 ? static_cast<const char*>(data) : "", clamped(size)));
}

inline PyResult<Bound<PyByteArray>> new_zero_bytearray(std::size_t size) {
    TETHER_TRY(auto bytes, owned<PyByteArray>(PyByteArray_FromStringAndSize(nullptr, clamped(size))));
    // As Python has it: of a size that is no ptrdiff_t, memset would be warned of.
    if (size != 0)
        std::memset(PyByteArray_AsString(bytes.as_ptr()), 0,
                    static_cast<std::size_t>(PyByteArray_Size(bytes.as_ptr())));
    return bytes;
}

} // namespace detail

inline PyResult<Bound<PyByteArray>> PyByteArray::create(Python /*py*/, std::string_view bytes) {
    return detail::new_bytearray(bytes.data(), bytes.size());
}

inline PyResult<Bound<PyByteArray>> PyByteArray::create(Python /*py*/, std::span<const std::byte> bytes) {
    return detail::new_bytearray(bytes.data(), bytes.size());
}

inline PyResult<Bound<PyByteArray>> PyByteArray::create(Python /*py*/, std::span<const unsigned char> bytes) {
    return detail::new_bytearray(bytes.data(), bytes.size());
}

template <class Fill>
PyResult<Bound<PyByteArray>> PyByteArray::create_with(Python /*py*/, std::size_t size, Fill&& fill) {
    TETHER_TRY(auto bytes, detail::new_zero_bytearray(size));
    char* const data = PyByteArray_AsString(bytes.as_ptr());
    return detail::fill_bytes(std::move(bytes), data, size, static_cast<Fill&&>(fill));
}

inline PyResult<Bound<PyByteArray>> PyByteArray::from_object(const PyAny& object) {
    return detail::owned<PyByteArray>(PyByteArray_FromObject(object.as_ptr()));
}

inline std::vector<std::byte> PyByteArray::to_vector() const {
    const ffi::CriticalSection section(ptr());
    auto const memory = as_span();
    return {memory.begin(), memory.end()};
}

inline PyResult<void> PyByteArray::resize(std::size_t size) const {
    const ffi::CriticalSection section(ptr());
    std::size_t const before = unlocked_len();
    TETHER_TRY(detail::succeeded(PyByteArray_Resize(ptr(), detail::clamped(size))));
    if (size > before) std::memset(PyByteArray_AsString(ptr()) + before, 0, size - before);
    return ok();
}

} // namespace tether::inline TETHER_ABI
