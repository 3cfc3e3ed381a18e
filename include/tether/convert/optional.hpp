// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions between None and an empty std::optional, and None alone as nullptr_t and nullopt_t.
#pragma once

#include <tether/convert/failures.hpp>
#include <tether/convert/type_text.hpp>

#include <cstddef>
#include <optional>

namespace tether::inline TETHER_ABI {

/// None is empty, anything else a T.
template <class T> struct FromPyObject<std::optional<T>> {
    static constexpr const char* python_type = detail::accepted_join<"", "", " | None", T>.text;

    static detail::ErrState* load(PyObject* object, std::optional<T>& out) {
        if constexpr (detail::check_from_python<T>()) {
            out.reset();
            if (object == Py_None) return nullptr;
            return detail::load_then<T>(object, [&out](T&& value) { out.emplace(std::move(value)); });
        }
        return nullptr;
    }

    static bool load_exact(PyObject* object, std::optional<T>& out)
        requires detail::LoadsExact<T>
    {
        out.reset();
        if (object == Py_None) return true;
        T value{};
        if (!FromPyObject<T>::load_exact(object, value)) return false;
        out.emplace(std::move(value));
        return true;
    }
};

template <class T> struct IntoPyObject<std::optional<T>> {
    static constexpr const char* python_type = detail::given_join<"", "", " | None", T>.text;

    template <class O> static PyObject* cast(O&& value) {
        if constexpr (detail::check_into_python<T>()) {
            if (value.has_value()) return detail::into_python(*std::forward<O>(value));
            return ffi::new_ref(Py_None);
        }
        return nullptr;
    }
};

/// None and nothing else.
template <> struct FromPyObject<std::nullptr_t> {
    static constexpr const char* python_type = "None";

    static bool load_exact(PyObject* object, std::nullptr_t& /*out*/) noexcept { return object == Py_None; }

    static detail::ErrState* load(PyObject* object, std::nullptr_t& /*out*/) noexcept {
        return object == Py_None
                   ? nullptr
                   : detail::new_mismatch("'%s' object cannot be converted to '%s'", object, "None");
    }
};

template <> struct IntoPyObject<std::nullptr_t> {
    static constexpr const char* python_type = "None";

    static PyObject* cast(std::nullptr_t /*value*/) noexcept { return ffi::new_ref(Py_None); }
};

template <> struct IntoPyObject<std::nullopt_t> {
    static constexpr const char* python_type = "None";

    static PyObject* cast(std::nullopt_t /*value*/) noexcept { return ffi::new_ref(Py_None); }
};

} // namespace tether::inline TETHER_ABI
