// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyInt, the view of int.
#pragma once

#include <tether/types/any.hpp>

namespace tether::inline TETHER_ABI {

namespace detail {

/// How an int compares with a number of C++, however many digits it has.
inline std::strong_ordering compare_int(PyObject* integer, long long number) noexcept {
    int overflow = 0;
    long long const value = PyLong_AsLongLongAndOverflow(integer, &overflow);
    return overflow != 0 ? overflow <=> 0 : value <=> number;
}

inline std::strong_ordering compare_int(PyObject* integer, unsigned long long number) noexcept {
    int overflow = 0;
    long long const value = PyLong_AsLongLongAndOverflow(integer, &overflow);
    if (overflow < 0 || (overflow == 0 && value < 0)) return std::strong_ordering::less;
    if (overflow == 0) return static_cast<unsigned long long>(value) <=> number;
    unsigned long long const large = PyLong_AsUnsignedLongLong(integer);
    if (large != static_cast<unsigned long long>(-1) || PyErr_Occurred() == nullptr) return large <=> number;
    PyErr_Clear();
    return std::strong_ordering::greater;
}

/// The integral types that are numbers and not truths, widened to what the C API takes.
template <class T>
concept Number = std::integral<T> && !std::same_as<T, bool> && sizeof(T) <= sizeof(long long);

#if TETHER_HAS_INT128
template <class T>
concept Integer128 = std::same_as<T, int128> || std::same_as<T, uint128>;
#endif

template <Number T> using WideNumber = std::conditional_t<std::is_signed_v<T>, long long, unsigned long long>;

} // namespace detail

/// A view of an int of any size. `extract<std::int64_t>()` gives its value where that fits.
class PyInt : public PyAny {
  public:
    static constexpr const char* type_name = "int";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&PyLong_Type); }
    static bool is_type_of(PyObject* object) noexcept { return PyLong_Check(object) != 0; }
    static bool is_exact_type_of(PyObject* object) noexcept { return PyLong_CheckExact(object) != 0; }

    /// An int from any integral type.
    template <detail::Number T> static PyResult<Bound<PyInt>> create(Python py, T number);
#if TETHER_HAS_INT128
    template <detail::Integer128 T> static PyResult<Bound<PyInt>> create(Python py, T number);
#endif

    /// Compares with a number of C++; the int may be larger than any of those.
    template <detail::Number T> friend bool operator==(const PyInt& integer, T number) noexcept {
        return detail::compare_int(integer.ptr(), detail::WideNumber<T>{number}) == 0;
    }
    template <detail::Number T>
    friend std::strong_ordering operator<=>(const PyInt& integer, T number) noexcept {
        return detail::compare_int(integer.ptr(), detail::WideNumber<T>{number});
    }

  protected:
    using PyAny::PyAny;
};

namespace detail {

inline PyResult<Bound<PyInt>> new_int(long long number) { return owned<PyInt>(PyLong_FromLongLong(number)); }

inline PyResult<Bound<PyInt>> new_int(unsigned long long number) {
    return owned<PyInt>(PyLong_FromUnsignedLongLong(number));
}

} // namespace detail

template <detail::Number T> PyResult<Bound<PyInt>> PyInt::create(Python /*py*/, T number) {
    return detail::new_int(detail::WideNumber<T>{number});
}

} // namespace tether::inline TETHER_ABI
