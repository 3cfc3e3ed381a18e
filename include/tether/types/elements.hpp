// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Elements of C++ ranges on their way into a container.
#pragma once

#include <tether/types/any.hpp>

namespace tether::inline TETHER_ABI::detail {

/// Hands each element of a range to `add(const IntoPy&)` until one fails. An element may be a PyResult, whose
/// error ends it too.
template <class Range, class Add> PyResult<void> add_each(Range&& range, Add&& add) {
    for (auto&& element : range) {
        using Element = decltype(element);
        if constexpr (is_result<std::remove_cvref_t<Element>>) {
            TETHER_TRY(auto&& value, static_cast<Element&&>(element));
            TETHER_TRY(add(IntoPy(static_cast<decltype(value)&&>(value))));
        } else {
            TETHER_TRY(add(IntoPy(static_cast<Element&&>(element))));
        }
    }
    return ok();
}

/// How many elements a range says it has; 0 where it does not say.
template <class Range> std::size_t size_hint(const Range& range) {
    if constexpr (requires { static_cast<std::size_t>(range.size()); })
        return static_cast<std::size_t>(range.size());
    else if constexpr (std::is_array_v<Range>)
        return std::extent_v<Range>;
    else
        return 0;
}

} // namespace tether::inline TETHER_ABI::detail
