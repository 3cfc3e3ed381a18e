// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// How C++ says where: an unsigned index or bound, clamped to what Python can count.
#pragma once

#include <tether/ffi.hpp>

namespace tether::inline TETHER_ABI::detail {

/// Never negative, which Python would count from the end; what is too large is beyond every end.
constexpr Py_ssize_t clamped(std::size_t index) noexcept {
    return index < std::size_t{PY_SSIZE_T_MAX} ? static_cast<Py_ssize_t>(index) : PY_SSIZE_T_MAX;
}

} // namespace tether::inline TETHER_ABI::detail
