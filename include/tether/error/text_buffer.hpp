// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A message that is put together on the stack: printf takes as long as all the rest of an error.
#pragma once

#include <tether/ffi.hpp>

#include <cstdint>
#include <cstring>
#include <string_view>

namespace tether::inline TETHER_ABI::detail {

/// What does not fit is left out. Needs no token.
class TextBuffer {
  public:
    TextBuffer() noexcept {} // NOLINT(modernize-use-equals-default): the text is left as it is

    TextBuffer(const TextBuffer&) = delete;
    TextBuffer& operator=(const TextBuffer&) = delete;

    TETHER_COLD TextBuffer& add(const char* text, std::size_t size) noexcept {
        if (size > sizeof text_ - size_) size = sizeof text_ - size_;
        std::memcpy(text_ + size_, text, size);
        size_ += size;
        return *this;
    }

    TETHER_COLD TextBuffer& add(const char* text) noexcept { return add(text, std::strlen(text)); }

    TETHER_COLD TextBuffer& add(std::uint64_t number) noexcept {
        char digits[20];
        std::size_t at = sizeof digits;
        do digits[--at] = static_cast<char>('0' + number % 10);
        while ((number /= 10) != 0);
        return add(digits + at, sizeof digits - at);
    }

    TETHER_COLD TextBuffer& add(std::int64_t number) noexcept {
        if (number >= 0) return add(static_cast<std::uint64_t>(number));
        return add("-", 1).add(0 - static_cast<std::uint64_t>(number));
    }

    std::string_view view() const noexcept { return {text_, size_}; }

  private:
    std::size_t size_ = 0;
    char text_[4000];
};

} // namespace tether::inline TETHER_ABI::detail
