// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What a C++ function gives back, as what CPython expects of a C function.
#pragma once

#include <tether/convert/traits.hpp>

namespace tether::inline TETHER_ABI::detail {

#define TETHER_DETAIL_UNSTATED_RETURN                                                                        \
    "tether: a reference or pointer to a declared class says nothing about who owns it. Add an option: "     \
    "returns::copy, returns::reference (kept alive by the instance), "                                       \
    "returns::reference_to<\"parameter\">, returns::permanent, returns::take_ownership or returns::self."

/// Raises an error that a function returned; gives null.
TETHER_COLD inline PyObject* fail_with(PyErr error) noexcept {
    raise_and_release(std::move(error).into_state());
    return nullptr;
}

/// Says, once and in words, why a result of a type cannot be given.
template <class Result> consteval bool check_result() {
    using Value = std::remove_cvref_t<Result>;
    using Pointee = std::remove_cv_t<std::remove_pointer_t<Value>>;
    constexpr bool is_unstated =
        PyClass<Pointee> &&
        (std::is_pointer_v<Value> || (std::is_lvalue_reference_v<Result> && std::is_class_v<Value>));
    static_assert(!is_unstated, TETHER_DETAIL_UNSTATED_RETURN);
    if constexpr (is_unstated)
        return false;
    else
        return check_into_python<Value>();
}

/// A new reference, or null with an exception raised. Result is the declared type, a reference or not.
template <class Result> PyObject* return_value(std::remove_reference_t<Result>&& result) {
    using Value = std::remove_cvref_t<Result>;
    if constexpr (is_result<Value>) {
        if (result.is_err()) [[unlikely]]
            return fail_with(std::move(result).error());
        using Inner = typename Value::value_type;
        if constexpr (std::is_void_v<Inner>)
            return ffi::new_ref(Py_None);
        else
            return return_value<Inner>(*std::move(result));
    } else if constexpr (check_result<Result>()) {
        return into_python(static_cast<std::remove_reference_t<Result>&&>(result));
    } else {
        return nullptr;
    }
}

template <class Result>
    requires std::is_lvalue_reference_v<Result>
PyObject* return_value(Result result) {
    if constexpr (check_result<Result>())
        return into_python(result);
    else
        return nullptr;
}

#undef TETHER_DETAIL_UNSTATED_RETURN

} // namespace tether::inline TETHER_ABI::detail
