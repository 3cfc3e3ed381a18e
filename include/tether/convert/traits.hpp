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

// What is given may be a reference: an lvalue is copied from, an rvalue moved from.
template <class T>
concept Casts = requires(T&& value) {
    { IntoPyObject<std::remove_cvref_t<T>>::cast(static_cast<T&&>(value)) } -> std::same_as<PyObject*>;
};

template <class T>
concept BecomesPyObject = requires(Python py, T&& value) {
    IntoPyObject<std::remove_cvref_t<T>>::into_pyobject(py, static_cast<T&&>(value));
};

} // namespace detail

/// A type that is made from a Python object. Satisfied by a specialisation of FromPyObject.
template <class T>
concept FromPy = detail::Loads<T> || detail::Extracts<T>;

/// A type whose values become Python objects. Satisfied by views, smart pointers and specialisations of
/// IntoPyObject.
template <class T>
concept IntoPython = detail::Casts<T> || detail::BecomesPyObject<T>;

namespace detail {

/// Types that borrow from the object they are made from: only parameters can be of them, since only a call
/// keeps the object alive.
template <class T> inline constexpr bool is_borrowed_form = std::is_reference_v<T> || std::is_pointer_v<T>;
template <> inline constexpr bool is_borrowed_form<std::string_view> = true;
template <class T, std::size_t N> inline constexpr bool is_borrowed_form<std::span<T, N>> = true;

#define TETHER_DETAIL_WHERE_CONVERSIONS_ARE                                                                  \
    "Include its header, <tether/convert/...> (map, unordered_map, set, complex, variant, functional, "      \
    "chrono, filesystem; "                                                                                   \
    "<tether/convert.hpp> has all of the standard library's), declare the class with tether::pyclass<T>, "   \
    "or specialise "

/// Says, once and in words, why a type has no conversion from Python.
template <class T> consteval bool check_from_python() {
    constexpr bool is_known = FromPy<T>;
    if constexpr (!is_known && View<T>)
        static_assert(
            is_known,
            "tether: type T is a view, which owns nothing. Write Bound<T>, or for a parameter const T&.");
    else if constexpr (!is_known && is_borrowed_form<T>)
        static_assert(is_known,
                      "tether: type T borrows from the object, which only a call keeps alive. Take it as a "
                      "parameter, and in containers and results an owning type (std::string, std::vector).");
    else if constexpr (!is_known && std::is_enum_v<T>)
        static_assert(is_known,
                      "tether: enum T has no conversion from Python. Declare it with tether::pyclass<T>, "
                      "specialise tether::FromPyObject<T>, or take its number and check that.");
    else
        static_assert(is_known,
                      "tether: type T has no conversion from Python. " TETHER_DETAIL_WHERE_CONVERSIONS_ARE
                      "tether::FromPyObject<T>.");
    return is_known;
}

/// The same for a type, or a reference to one, that has no conversion to Python.
template <class T> consteval bool check_into_python() {
    constexpr bool is_known = IntoPython<T>;
    using Value = std::remove_cvref_t<T>;
    if constexpr (!is_known && std::is_pointer_v<Value>)
        static_assert(is_known,
                      "tether: a pointer T says nothing about who owns what it points to. Give the value, or "
                      "for a Python object a Bound<PyAny>.");
    else if constexpr (!is_known && std::is_enum_v<Value>)
        static_assert(is_known,
                      "tether: enum T has no conversion to Python. Declare it with tether::pyclass<T>, "
                      "specialise tether::IntoPyObject<T>, or give its number.");
    else
        static_assert(is_known,
                      "tether: type T has no conversion to Python. " TETHER_DETAIL_WHERE_CONVERSIONS_ARE
                      "tether::IntoPyObject<T>.");
    return is_known;
}

#undef TETHER_DETAIL_WHERE_CONVERSIONS_ARE

template <class T> consteval bool check_extract() {
    static_assert(
        !is_borrowed_form<T>,
        "tether: extract<T>: T borrows from the object, which may be gone after this line. Extract an owning "
        "type (std::string, std::vector), or cast to the view and ask it: PyString::view(), "
        "PyBytes::view().");
    if constexpr (is_borrowed_form<T>)
        return false;
    else
        return check_from_python<T>();
}

/// Converts into a variable: null, or the block of the error that the caller now owns, and then the variable
/// holds anything. The caller keeps the object alive. Attached.
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

/// Converts and hands the value to `take`: the form for types that have no default constructor too.
template <class T, class Take> ErrState* load_then(PyObject* object, Take&& take) {
    if constexpr (Loads<T>) {
        T value{};
        if (ErrState* const error = FromPyObject<T>::load(object, value)) return error;
        take(std::move(value));
    } else {
        auto result = FromPyObject<T>::extract(Borrowed<PyAny>::from_ptr(Python::assume_attached(), object));
        if (result.is_err()) return std::move(result).error().into_state();
        take(*std::move(result));
    }
    return nullptr;
}

/// A type whose most ordinary objects convert at once: `load_exact` gives false, and changes nothing in
/// Python, for all objects but those of exactly its Python type that fit. It runs no code that could change a
/// container that is being read, and tells a variant which of its types is meant.
template <class T>
concept LoadsExact = Loads<T> && requires(PyObject* object, T& out) {
    { FromPyObject<T>::load_exact(object, out) } -> std::same_as<bool>;
};

/// Converts a value: a new reference, or null with an exception raised. Attached.
template <class T> PyObject* into_python(T&& value) {
    using Conversion = IntoPyObject<std::remove_cvref_t<T>>;
    if constexpr (Casts<T>) {
        return Conversion::cast(static_cast<T&&>(value));
    } else if constexpr (BecomesPyObject<T>) {
        auto result = Conversion::into_pyobject(Python::assume_attached(), static_cast<T&&>(value));
        if (result.is_ok()) [[likely]]
            return (*std::move(result)).into_ptr();
        raise_and_release(std::move(result).error().into_state());
        return nullptr;
    } else {
        (void)check_into_python<T>(); // an item of what has a conversion itself
        Py_UNREACHABLE();
    }
}

} // namespace detail

template <class T> PyResult<std::remove_reference_t<T>> PyAny::extract() const {
    if constexpr (detail::check_extract<T>()) {
        if constexpr (detail::Loads<T>) {
            T value{};
            if (detail::ErrState* const error = FromPyObject<T>::load(ptr(), value))
                return PyErr::from_state(error);
            return PyResult<T>(std::move(value));
        } else {
            return FromPyObject<T>::extract(*this);
        }
    } else {
        Py_UNREACHABLE();
    }
}

namespace detail {

/// What into_python() gets of an argument: an array as its first item's address.
template <class T>
using PassedAs = std::conditional_t<std::is_array_v<std::remove_reference_t<T>>, std::decay_t<T>, T&&>;

template <class T>
    requires View<std::remove_cvref_t<T>>
inline constexpr bool passes_without_throwing<T> = true;
template <class T>
    requires(!View<std::remove_cvref_t<T>> && Casts<PassedAs<T>>)
inline constexpr bool passes_without_throwing<T> =
    noexcept(IntoPyObject<std::remove_cvref_t<PassedAs<T>>>::cast(std::declval<PassedAs<T>>()));

template <class T> PyObject* passed_object(T&& value) noexcept(passes_without_throwing<T>) {
    if constexpr (View<std::remove_cvref_t<T>>)
        return value.as_ptr();
    else if constexpr (check_into_python<PassedAs<T>>())
        return into_python(static_cast<PassedAs<T>>(value));
    else
        Py_UNREACHABLE();
}

} // namespace detail

template <class T>
    requires(!std::same_as<std::remove_cvref_t<T>, IntoPy>)
IntoPy::IntoPy(T&& value) {
#if TETHER_CHECKED
    if (ffi::current_thread_state() == nullptr) return; // as_ptr() says in which call
#endif
    ptr_ = detail::passed_object(static_cast<T&&>(value));
    if constexpr (!detail::View<std::remove_cvref_t<T>>)
        owned_ = ptr_ != nullptr ? static_cast<void*>(ptr_) : detail::fetch_error();
}

/// A value of any type that has a conversion as a Python object, for code that does not know the type; a view
/// gives another reference to what it shows. Ends in what the conversion raises. Needs the token.
inline PyResult<Bound<PyAny>> into_pyobject(Python py, const IntoPy& value) {
    if (value.as_ptr() == nullptr) return PyErr::from_state(value.take_error());
    return Bound<PyAny>::from_owned_ptr(py, value.take_ref());
}

} // namespace tether::inline TETHER_ABI
