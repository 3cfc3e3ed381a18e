// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The two conversion traits, FromPyObject and IntoPyObject, and the two functions through which all code uses
// them.
//
// The library's own conversions speak raw pointers: `load` gives null or the block of an error, `cast` a new
// reference or null with an exception raised. A user's type may say the same in the words of the public API:
// `extract` gives a PyResult<T>, `into_pyobject` a PyResult<Bound<...>>. Nobody but the functions below can
// tell the difference.
#pragma once

#include <tether/types/any.hpp>

namespace tether::inline TETHER_ABI {

/// How a T is made from a Python object. Specialise it for a type of your own:
///
///     template <> struct tether::FromPyObject<Vec3> {
///         static constexpr const char* python_type = "tuple[float, float, float]"; // for stubs
///         static PyResult<Vec3> extract(const PyAny& object);
///     };
///
/// `extract` needs the token, which the view implies, and ends in the exception that the caller is to see.
template <class T> struct FromPyObject;

/// How a T becomes a Python object. Specialise it for a type of your own:
///
///     template <> struct tether::IntoPyObject<Vec3> {
///         static constexpr const char* python_type = "tuple[float, float, float]";
///         static PyResult<Bound<PyTuple>> into_pyobject(Python py, const Vec3& value);
///     };
template <class T> struct IntoPyObject;

namespace detail {

template <class T>
concept Loads = requires(PyObject* object, T& out) {
    { FromPyObject<T>::load(object, out) } -> std::same_as<ErrState*>;
};

template <class T>
concept Extracts = requires(const PyAny& object) { FromPyObject<T>::extract(object); };

template <class T>
concept Casts = requires(T& value) {
    { IntoPyObject<std::remove_cv_t<T>>::cast(value) } -> std::same_as<PyObject*>;
};

template <class T>
concept BecomesPyObject = requires(Python py, T& value) {
    IntoPyObject<std::remove_cv_t<T>>::into_pyobject(py, static_cast<T&&>(value));
};

} // namespace detail

/// A type that is made from a Python object. Satisfied by a specialisation of FromPyObject.
template <class T>
concept FromPy = detail::Loads<T> || detail::Extracts<T>;

/// A type whose values become Python objects. Satisfied by views, smart pointers and specialisations of
/// IntoPyObject.
template <class T>
concept IntoPython =
    detail::Casts<std::remove_reference_t<T>> || detail::BecomesPyObject<std::remove_reference_t<T>>;

namespace detail {

#define TETHER_DETAIL_WHERE_CONVERSIONS_ARE                                                                  \
    "Include its header, <tether/convert/...> (map, unordered_map, set, complex, variant, chrono, "          \
    "filesystem; "                                                                                           \
    "<tether/convert.hpp> has all of the standard library's), declare the class with tether::pyclass<T>, "   \
    "or specialise "

template <class T> consteval bool check_from_python() {
    static_assert(FromPy<T>,
                  "tether: type T has no conversion from Python. " TETHER_DETAIL_WHERE_CONVERSIONS_ARE
                  "tether::FromPyObject<T>.");
    return FromPy<T>;
}

template <class T> consteval bool check_into_python() {
    static_assert(IntoPython<T>,
                  "tether: type T has no conversion to Python. " TETHER_DETAIL_WHERE_CONVERSIONS_ARE
                  "tether::IntoPyObject<T>.");
    return IntoPython<T>;
}

#undef TETHER_DETAIL_WHERE_CONVERSIONS_ARE

/// Converts into a variable: null, or the block of the error that the caller now owns. Attached.
template <class T> ErrState* load(PyObject* object, T& out) {
    if constexpr (Loads<T>) {
        return FromPyObject<T>::load(object, out);
    } else {
        auto result = FromPyObject<T>::extract(Borrowed<PyAny>::from_ptr(Python::assume_attached(), object));
        if (result.is_err()) return std::move(result).error().into_state();
        out = *std::move(result);
        return nullptr;
    }
}

/// Converts a value: a new reference, or null with an exception raised. Attached.
template <class T> PyObject* into_python(T&& value) {
    using Value = std::remove_reference_t<T>;
    if constexpr (Casts<Value>) {
        if constexpr (std::is_lvalue_reference_v<T>)
            return IntoPyObject<std::remove_cv_t<Value>>::cast(value);
        else
            return IntoPyObject<std::remove_cv_t<Value>>::cast(static_cast<Value&&>(value));
    } else if constexpr (BecomesPyObject<Value>) {
        auto result = IntoPyObject<std::remove_cv_t<Value>>::into_pyobject(Python::assume_attached(),
                                                                           static_cast<T&&>(value));
        if (result.is_ok()) [[likely]]
            return (*std::move(result)).into_ptr();
        raise_and_release(std::move(result).error().into_state());
        return nullptr;
    }
}

template <class T> inline constexpr bool is_borrowed_form = std::is_reference_v<T> || std::is_pointer_v<T>;
template <> inline constexpr bool is_borrowed_form<std::string_view> = true;
template <class T, std::size_t N> inline constexpr bool is_borrowed_form<std::span<T, N>> = true;

} // namespace detail

template <class T> PyResult<T> PyAny::extract() const {
    static_assert(
        !detail::is_borrowed_form<T>,
        "tether: extract<T>: T borrows from the object, which may be gone after this line. Extract an owning "
        "type (std::string, std::vector), or cast to the view and ask it: PyString::view(), "
        "PyBytes::view().");
    if constexpr (!detail::is_borrowed_form<T>) {
        if constexpr (detail::check_from_python<T>()) {
            if constexpr (detail::Loads<T>) {
                T value{};
                if (detail::ErrState* const error = FromPyObject<T>::load(ptr(), value))
                    return PyErr::from_state(error);
                return PyResult<T>(std::move(value));
            } else {
                return FromPyObject<T>::extract(*this);
            }
        }
    }
}

template <class T>
    requires(!std::same_as<std::remove_cvref_t<T>, IntoPy>)
IntoPy::IntoPy(T&& value) {
    using Value = std::remove_cvref_t<T>;
    if constexpr (detail::View<Value>) {
        ptr_ = value.as_ptr();
    } else if constexpr (detail::check_into_python<std::decay_t<T>>()) {
        ptr_ = detail::into_python(
            static_cast<std::conditional_t<std::is_array_v<Value>, std::decay_t<T>, T&&>>(value));
        if (ptr_ == nullptr) error_ = detail::fetch_error();
        owned_ = true;
    }
}

} // namespace tether::inline TETHER_ABI
