// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What the members of PyAny do: attributes, items, operators, calls.
#pragma once

#include <tether/error/report.hpp>
#include <tether/object/call.hpp>

namespace tether::inline TETHER_ABI {

inline void IntoPy::release() noexcept {
    if (ptr_ != nullptr)
        Py_DECREF(ptr_);
    else
        detail::release(take_error());
}

namespace detail {

/// The error of a call whose argument did not convert.
TETHER_COLD inline PyErr argument_error(const IntoPy& value) noexcept {
    return PyErr::from_state(value.take_error());
}

inline PyResult<Bound<PyAny>> binary(binaryfunc operation, PyObject* self, const IntoPy& other) {
    if (other.as_ptr() == nullptr) return argument_error(other);
    return owned<PyAny>(operation(self, other.as_ptr()));
}

inline PyResult<bool> compare(PyObject* self, const IntoPy& other, CompareOp op) {
    if (other.as_ptr() == nullptr) return argument_error(other);
    // Not PyObject_RichCompareBool, for which identical objects are equal: NaN is not.
    PyObject* const answer = PyObject_RichCompare(self, other.as_ptr(), static_cast<int>(op));
    if (answer == nullptr) return PyErr::from_state(fetch_error());
    int const is_true = PyObject_IsTrue(answer);
    Py_DECREF(answer);
    return truth(is_true);
}

TETHER_INLINE_FOR_SPEED PyResult<Bound<PyAny>> call_placed(PyObject* callable, PyObject* name,
                                                           PyObject** stack, std::size_t placed,
                                                           const CallShape& shape, PyObject* keyword_names) {
    PyObject* result = nullptr;
    if (placed != shape.count || (shape.keyword_count != 0 && keyword_names == nullptr)) [[unlikely]] {
        drop_arguments(stack + 2, placed, shape);
    } else {
        std::size_t const positional = (shape.count - shape.keyword_count) | ffi::spare_argument;
        UnwindGuard guard;
        result = name == nullptr ? ffi::vectorcall(callable, stack + 2, positional, keyword_names)
                                 : ffi::vectorcall_method(name, stack + 1, positional + 1, keyword_names);
        guard.done();
        drop_arguments(stack + 2, shape.count, shape);
    }
    return owned<PyAny>(result);
}

inline PyResult<Bound<PyAny>> get_attribute(PyObject* self, PyObject* name) noexcept {
    if (name == nullptr) return PyErr::from_state(fetch_error());
    return owned<PyAny>(PyObject_GetAttr(self, name));
}

/// 1 with a new reference, 0 where there is no such attribute, -1 with an error set.
inline int find_attribute(PyObject* self, PyObject* name, PyObject*& value) noexcept {
    return name != nullptr ? ffi::get_optional_attr(self, name, &value) : -1;
}

inline PyResult<bool> has_attribute(PyObject* self, PyObject* name) noexcept {
    PyObject* value = nullptr;
    int const found = find_attribute(self, name, value);
    Py_XDECREF(value);
    return truth(found);
}

inline PyResult<void> set_attribute(PyObject* self, PyObject* name, const IntoPy& value) noexcept {
    if (value.as_ptr() == nullptr) return argument_error(value);
    return succeeded(name == nullptr ? -1 : PyObject_SetAttr(self, name, value.as_ptr()));
}

inline PyResult<void> delete_attribute(PyObject* self, PyObject* name) noexcept {
    return succeeded(name == nullptr ? -1 : PyObject_SetAttr(self, name, nullptr));
}

} // namespace detail

inline PyResult<bool> PyAny::is_truthy() const { return detail::truth(PyObject_IsTrue(ptr())); }

inline PyResult<bool> PyAny::hasattr(IntoPy name) const {
    if (name.as_ptr() == nullptr) return detail::argument_error(name);
    return detail::has_attribute(ptr(), name.as_ptr());
}

template <fixed_string Name> PyResult<bool> PyAny::hasattr() const {
    PyObject* const self = ptr();
    return detail::has_attribute(self, detail::interned<Name>());
}

inline PyResult<Bound<PyAny>> PyAny::getattr(IntoPy name) const {
    if (name.as_ptr() == nullptr) return detail::argument_error(name);
    return detail::get_attribute(ptr(), name.as_ptr());
}

template <fixed_string Name> PyResult<Bound<PyAny>> PyAny::getattr() const {
    PyObject* const self = ptr();
    return detail::get_attribute(self, detail::interned<Name>());
}

template <class T> PyResult<std::optional<Bound<T>>> PyAny::getattr_opt(IntoPy name) const {
    if (name.as_ptr() == nullptr) return detail::argument_error(name);
    PyObject* value = nullptr;
    int const found = detail::find_attribute(ptr(), name.as_ptr(), value);
    return detail::owned_if_found<T>(found, value);
}

template <fixed_string Name, class T> PyResult<std::optional<Bound<T>>> PyAny::getattr_opt() const {
    PyObject* const self = ptr();
    PyObject* value = nullptr;
    int const found = detail::find_attribute(self, detail::interned<Name>(), value);
    return detail::owned_if_found<T>(found, value);
}

inline PyResult<void> PyAny::setattr(IntoPy name, IntoPy value) const {
    if (name.as_ptr() == nullptr) return detail::argument_error(name);
    return detail::set_attribute(ptr(), name.as_ptr(), value);
}

template <fixed_string Name> PyResult<void> PyAny::setattr(IntoPy value) const {
    PyObject* const self = ptr();
    return detail::set_attribute(self, detail::interned<Name>(), value);
}

inline PyResult<void> PyAny::delattr(IntoPy name) const {
    if (name.as_ptr() == nullptr) return detail::argument_error(name);
    return detail::delete_attribute(ptr(), name.as_ptr());
}

template <fixed_string Name> PyResult<void> PyAny::delattr() const {
    PyObject* const self = ptr();
    return detail::delete_attribute(self, detail::interned<Name>());
}

inline PyResult<Bound<PyAny>> PyAny::get_item(IntoPy key) const {
    return detail::binary(PyObject_GetItem, ptr(), key);
}

inline PyResult<void> PyAny::set_item(IntoPy key, IntoPy value) const {
    if (key.as_ptr() == nullptr) return detail::argument_error(key);
    if (value.as_ptr() == nullptr) return detail::argument_error(value);
    return detail::succeeded(PyObject_SetItem(ptr(), key.as_ptr(), value.as_ptr()));
}

inline PyResult<void> PyAny::del_item(IntoPy key) const {
    if (key.as_ptr() == nullptr) return detail::argument_error(key);
    return detail::succeeded(PyObject_DelItem(ptr(), key.as_ptr()));
}

inline PyResult<bool> PyAny::contains(IntoPy value) const {
    if (value.as_ptr() == nullptr) return detail::argument_error(value);
    return detail::truth(PySequence_Contains(ptr(), value.as_ptr()));
}

inline PyResult<std::size_t> PyAny::len() const {
    Py_ssize_t const size = PyObject_Size(ptr());
    if (size < 0) return PyErr::from_state(detail::fetch_error());
    return static_cast<std::size_t>(size);
}

inline PyResult<bool> PyAny::is_empty() const {
    Py_ssize_t const size = PyObject_Size(ptr());
    return detail::truth(size < 0 ? -1 : size == 0);
}

inline PyResult<Bound<PyAny>> PyAny::rich_compare(IntoPy other, CompareOp op) const {
    if (other.as_ptr() == nullptr) return detail::argument_error(other);
    return detail::owned<PyAny>(PyObject_RichCompare(ptr(), other.as_ptr(), static_cast<int>(op)));
}

inline PyResult<std::weak_ordering> PyAny::compare(IntoPy other) const {
    for (CompareOp const op : {CompareOp::eq, CompareOp::lt, CompareOp::gt}) {
        auto answer = detail::compare(ptr(), other, op);
        if (answer.is_err()) return std::move(answer).error();
        if (*answer)
            return op == CompareOp::eq   ? std::weak_ordering::equivalent
                   : op == CompareOp::lt ? std::weak_ordering::less
                                         : std::weak_ordering::greater;
    }
    return PyErr::from_state(detail::new_message([]() noexcept { return PyExc_TypeError; },
                                                 "PyAny::compare(): all comparisons returned false"));
}

inline PyResult<bool> PyAny::lt(IntoPy other) const { return detail::compare(ptr(), other, CompareOp::lt); }

inline PyResult<bool> PyAny::le(IntoPy other) const { return detail::compare(ptr(), other, CompareOp::le); }

inline PyResult<bool> PyAny::eq(IntoPy other) const { return detail::compare(ptr(), other, CompareOp::eq); }

inline PyResult<bool> PyAny::ne(IntoPy other) const { return detail::compare(ptr(), other, CompareOp::ne); }

inline PyResult<bool> PyAny::gt(IntoPy other) const { return detail::compare(ptr(), other, CompareOp::gt); }

inline PyResult<bool> PyAny::ge(IntoPy other) const { return detail::compare(ptr(), other, CompareOp::ge); }

inline PyResult<Bound<PyAny>> PyAny::neg() const { return detail::owned<PyAny>(PyNumber_Negative(ptr())); }

inline PyResult<Bound<PyAny>> PyAny::pos() const { return detail::owned<PyAny>(PyNumber_Positive(ptr())); }

inline PyResult<Bound<PyAny>> PyAny::abs() const { return detail::owned<PyAny>(PyNumber_Absolute(ptr())); }

inline PyResult<Bound<PyAny>> PyAny::bit_not() const { return detail::owned<PyAny>(PyNumber_Invert(ptr())); }

inline PyResult<Bound<PyAny>> PyAny::add(IntoPy other) const {
    return detail::binary(PyNumber_Add, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::sub(IntoPy other) const {
    return detail::binary(PyNumber_Subtract, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::mul(IntoPy other) const {
    return detail::binary(PyNumber_Multiply, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::matmul(IntoPy other) const {
    return detail::binary(PyNumber_MatrixMultiply, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::div(IntoPy other) const {
    return detail::binary(PyNumber_TrueDivide, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::floor_div(IntoPy other) const {
    return detail::binary(PyNumber_FloorDivide, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::rem(IntoPy other) const {
    return detail::binary(PyNumber_Remainder, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::divmod(IntoPy other) const {
    return detail::binary(PyNumber_Divmod, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::lshift(IntoPy other) const {
    return detail::binary(PyNumber_Lshift, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::rshift(IntoPy other) const {
    return detail::binary(PyNumber_Rshift, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::bit_and(IntoPy other) const {
    return detail::binary(PyNumber_And, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::bit_or(IntoPy other) const {
    return detail::binary(PyNumber_Or, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::bit_xor(IntoPy other) const {
    return detail::binary(PyNumber_Xor, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::iadd(IntoPy other) const {
    return detail::binary(PyNumber_InPlaceAdd, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::isub(IntoPy other) const {
    return detail::binary(PyNumber_InPlaceSubtract, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::imul(IntoPy other) const {
    return detail::binary(PyNumber_InPlaceMultiply, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::imatmul(IntoPy other) const {
    return detail::binary(PyNumber_InPlaceMatrixMultiply, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::idiv(IntoPy other) const {
    return detail::binary(PyNumber_InPlaceTrueDivide, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::ifloor_div(IntoPy other) const {
    return detail::binary(PyNumber_InPlaceFloorDivide, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::irem(IntoPy other) const {
    return detail::binary(PyNumber_InPlaceRemainder, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::ilshift(IntoPy other) const {
    return detail::binary(PyNumber_InPlaceLshift, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::irshift(IntoPy other) const {
    return detail::binary(PyNumber_InPlaceRshift, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::ibit_and(IntoPy other) const {
    return detail::binary(PyNumber_InPlaceAnd, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::ibit_or(IntoPy other) const {
    return detail::binary(PyNumber_InPlaceOr, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::ibit_xor(IntoPy other) const {
    return detail::binary(PyNumber_InPlaceXor, ptr(), other);
}

inline PyResult<Bound<PyAny>> PyAny::pow(IntoPy exponent) const {
    if (exponent.as_ptr() == nullptr) return detail::argument_error(exponent);
    return detail::owned<PyAny>(PyNumber_Power(ptr(), exponent.as_ptr(), Py_None));
}

inline PyResult<Bound<PyAny>> PyAny::pow(IntoPy exponent, IntoPy modulus) const {
    if (exponent.as_ptr() == nullptr) return detail::argument_error(exponent);
    if (modulus.as_ptr() == nullptr) return detail::argument_error(modulus);
    return detail::owned<PyAny>(PyNumber_Power(ptr(), exponent.as_ptr(), modulus.as_ptr()));
}

inline PyResult<Bound<PyAny>> PyAny::ipow(IntoPy exponent) const {
    if (exponent.as_ptr() == nullptr) return detail::argument_error(exponent);
    return detail::owned<PyAny>(PyNumber_InPlacePower(ptr(), exponent.as_ptr(), Py_None));
}

template <class... Args> PyResult<Bound<PyAny>> PyAny::call(Args&&... args) const {
    return detail::call_with(ptr(), nullptr, nullptr, static_cast<Args&&>(args)...);
}

template <class... Args> PyResult<Bound<PyAny>> PyAny::operator()(Args&&... args) const {
    return detail::call_with(ptr(), nullptr, nullptr, static_cast<Args&&>(args)...);
}

template <class... Args> PyResult<Bound<PyAny>> PyAny::call_method(IntoPy name, Args&&... args) const {
    if (name.as_ptr() == nullptr) return detail::argument_error(name);
    return detail::call_with(nullptr, name.as_ptr(), ptr(), static_cast<Args&&>(args)...);
}

template <fixed_string Name, class... Args> PyResult<Bound<PyAny>> PyAny::call_method(Args&&... args) const {
    PyObject* const self = ptr();
    PyObject* const name = detail::interned<Name>();
    if (name == nullptr) return PyErr::from_state(detail::fetch_error());
    return detail::call_with(nullptr, name, self, static_cast<Args&&>(args)...);
}

inline PyResult<Py_hash_t> PyAny::hash() const {
    Py_hash_t const hash = PyObject_Hash(ptr());
    if (hash == -1) return PyErr::from_state(detail::fetch_error());
    return hash;
}

template <class T> bool PyAny::is_instance_of() const noexcept {
    return detail::members_t<T>::is_type_of(ptr());
}

template <class T> bool PyAny::is_exact_instance_of() const noexcept {
    return detail::members_t<T>::is_exact_type_of(ptr());
}

inline PyResult<bool> PyAny::is_instance(const PyAny& type) const {
    return detail::truth(PyObject_IsInstance(ptr(), type.ptr_));
}

template <class T> PyResult<Bound<T>> PyAny::cast() const {
    if (!is_instance_of<T>())
        return PyErr::from_state(detail::new_cast_error(ptr_, detail::members_t<T>::type_name));
    return cast_unchecked<T>();
}

template <class T> PyResult<Bound<T>> PyAny::cast_exact() const {
    if (!is_exact_instance_of<T>())
        return PyErr::from_state(detail::new_cast_error(ptr_, detail::members_t<T>::type_name));
    return cast_unchecked<T>();
}

template <class T> Bound<T> PyAny::cast_unchecked() const noexcept {
    return Bound<T>::from_borrowed_ptr(Python::assume_attached(), ptr());
}

template <class T> template <class U> PyResult<Bound<U>> Bound<T>::cast_into() && {
    if (!this->template is_instance_of<U>())
        return PyErr::from_state(detail::new_cast_error(this->ptr(), detail::members_t<U>::type_name));
    return std::move(*this).template cast_into_unchecked<U>();
}

template <class T> template <class U> PyResult<Bound<U>> Bound<T>::cast_into_exact() && {
    if (!this->template is_exact_instance_of<U>())
        return PyErr::from_state(detail::new_cast_error(this->ptr(), detail::members_t<U>::type_name));
    return std::move(*this).template cast_into_unchecked<U>();
}

} // namespace tether::inline TETHER_ABI
