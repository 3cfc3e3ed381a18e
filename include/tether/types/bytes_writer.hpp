// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// BytesWriter, a bytes object that grows while it is written.
#pragma once

#include <tether/tether.hpp>

namespace tether::inline TETHER_ABI {

/// Writes a bytes object piece by piece into the memory that it will keep. Needs the token.
class BytesWriter {
  public:
    /// A writer with room for so many bytes, which grows when it must.
    static PyResult<BytesWriter> create(Python py, std::size_t capacity = 0);

    /// Appends bytes. MemoryError, OverflowError; what was written before stays.
    PyResult<void> write(std::string_view bytes);
    PyResult<void> write(std::span<const std::byte> bytes) {
        return write({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    }

    /// The number of bytes written.
    std::size_t len() const noexcept { return size_; }

    /// The bytes object; the writer is used up. MemoryError.
    PyResult<Bound<PyBytes>> finish() &&;

  private:
    explicit BytesWriter(Bound<PyBytes> bytes) noexcept : bytes_(std::move(bytes)) {}

    /// The object's own length is the room there is.
    PyResult<void> resize(std::size_t size);

    Bound<PyBytes> bytes_;
    std::size_t size_ = 0;
};

inline PyResult<BytesWriter> BytesWriter::create(Python /*py*/, std::size_t capacity) {
    TETHER_TRY(auto bytes,
               detail::owned<PyBytes>(PyBytes_FromStringAndSize(nullptr, detail::clamped(capacity))));
    return BytesWriter(std::move(bytes));
}

inline PyResult<void> BytesWriter::resize(std::size_t size) {
    // Not _PyBytes_Resize, which frees the object that it cannot make larger.
    TETHER_TRY(auto larger,
               detail::owned<PyBytes>(PyBytes_FromStringAndSize(nullptr, detail::clamped(size))));
    std::memcpy(ffi::bytes_data(larger.as_ptr()), bytes_.view().data(), size_);
    bytes_ = std::move(larger);
    return ok();
}

inline PyResult<void> BytesWriter::write(std::string_view bytes) {
    if (bytes.size() > bytes_.len() - size_) {
        std::size_t const needed = size_ + bytes.size();
        TETHER_TRY(resize(needed + needed / 2));
    }
    if (!bytes.empty()) std::memcpy(ffi::bytes_data(bytes_.as_ptr()) + size_, bytes.data(), bytes.size());
    size_ += bytes.size();
    return ok();
}

inline PyResult<Bound<PyBytes>> BytesWriter::finish() && {
    return detail::owned<PyBytes>(
        ffi::shorten_bytes(std::move(bytes_).into_ptr(), static_cast<Py_ssize_t>(size_)));
}

} // namespace tether::inline TETHER_ABI
