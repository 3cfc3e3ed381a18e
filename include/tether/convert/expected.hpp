// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// From std::expected to Python, where the standard library has it: its value, or what its error becomes by
// IntoPyErr raised.
#pragma once

#include <tether/convert/result.hpp>
#include <tether/error/expected.hpp>

#ifdef __cpp_lib_expected

namespace tether::inline TETHER_ABI {

template <class T, class E> struct IntoPyObject<std::expected<T, E>> {
    static constexpr const char* python_type = IntoPyObject<PyResult<T>>::python_type;

    static PyObject* cast(std::expected<T, E> result) {
        return IntoPyObject<PyResult<T>>::cast(
            detail::into_result(Python::assume_attached(), std::move(result)));
    }
};

} // namespace tether::inline TETHER_ABI
#endif
