// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What the slots of special methods give: an object, a number, a truth, or that something went wrong.
#pragma once

#include <tether/function/shared_arguments.hpp>
#include <tether/pyclass/reference.hpp>

namespace tether::inline TETHER_ABI::detail {

/// The error of an argument that did not convert, with its place: "Point.__getitem__() argument 'key'".
TETHER_COLD inline ErrState* at_special_argument(const Signature& signature, std::size_t index,
                                                 ErrState* error) noexcept {
    char place[400];
    std::snprintf(place, sizeof place, "%.200s() argument '%.150s'", signature.qualified_name(),
                  signature.name(index));
    return at_place(error, place);
}

/// An operand that does not convert leaves the operator to the other one; errors that say nothing of the
/// operand's type or value are raised.
TETHER_COLD inline PyObject* refuse_operand(const Signature& signature, std::size_t index,
                                            ErrState* error) noexcept {
    PyObject* const type = exception_type(error);
    for (PyObject* const expected : {PyExc_TypeError, PyExc_ValueError, PyExc_OverflowError})
        if (PyErr_GivenExceptionMatches(type, expected) != 0) {
            release(error);
            return ffi::new_ref(Py_NotImplemented);
        }
    raise_and_release(at_special_argument(signature, index, error));
    return nullptr;
}

/// What a slot gives whose result is any object. All of these say: `failed` is the value that tells of an
/// error; `refuse` ends a call whose argument did not convert; `done` one of a function without a result;
/// `give` converts a result, which is no PyResult any more.
struct ObjectResult {
    using Value = PyObject*;
    static constexpr PyObject* failed = nullptr;

    static Value refuse(const Signature& signature, std::size_t index, ErrState* error) noexcept {
        return fail_receiver(at_special_argument(signature, index, error));
    }
    static Value done(PyObject* /*self*/) noexcept { return ffi::new_ref(Py_None); }
    template <class R> static Value give(PyObject* /*self*/, std::remove_reference_t<R>& result) {
        return return_value<R>(static_cast<R&&>(result));
    }
};

/// The same for operators.
struct OperandResult : ObjectResult {
    static Value refuse(const Signature& signature, std::size_t index, ErrState* error) noexcept {
        return refuse_operand(signature, index, error);
    }
};

/// Of an operator that changes its left operand: no result, or the instance itself, is the instance.
template <class T, class Refusing> struct SelfResult : Refusing {
    static PyObject* done(PyObject* self) noexcept { return ffi::new_ref(self); }
    template <class R> static PyObject* give(PyObject* self, std::remove_reference_t<R>& result) {
        using Value = std::remove_cvref_t<R>;
        if constexpr (std::is_lvalue_reference_v<R> && PyClass<Value>) {
            if (is_value_of<T>(self, std::addressof(result))) return ffi::new_ref(self);
            static_assert(std::is_copy_constructible_v<Value>,
                          "tether: this special method gives *this, or an object by value.");
            if constexpr (std::is_copy_constructible_v<Value>)
                return into_python(static_cast<const Value&>(result));
            else
                return nullptr;
        } else {
            return ObjectResult::give<R>(self, result);
        }
    }
};

/// Whether values of a C++ type surely become Python objects that are no int, nor have `__index__`.
template <class V> consteval bool is_no_int() {
    if constexpr (std::is_void_v<V>) {
        return true;
    } else if constexpr (!View<V> && requires { std::string_view(IntoPyObject<V>::python_type); }) {
        std::string_view type = IntoPyObject<V>::python_type;
        type = type.substr(0, type.find('['));
        for (const std::string_view other :
             {"str", "bytes", "float", "complex", "None", "list", "tuple", "dict", "set"})
            if (type == other) return true;
    }
    return false;
}

/// Of slots that give a number; -1 tells of an error.
template <class Number> struct NumberResult {
    using Value = Number;
    static constexpr Value failed = -1;

    static Value refuse(const Signature& signature, std::size_t index, ErrState* error) noexcept {
        ObjectResult::refuse(signature, index, error);
        return failed;
    }
};

/// An int, which may be of any size, as `hash` makes one of it.
TETHER_COLD inline Py_hash_t hash_of_int(PyObject* number) noexcept {
    Py_hash_t result = -1;
    if (number == nullptr) return -1;
    if (PyLong_Check(number))
        result = ffi::long_hash(number);
    else
        PyErr_SetString(PyExc_TypeError, "__hash__ method should return an integer");
    Py_DECREF(number);
    return result;
}

struct HashResult : NumberResult<Py_hash_t> {
    template <class R> static Value give(PyObject* self, std::remove_reference_t<R>& result) {
        static_assert(!is_no_int<std::remove_cvref_t<R>>(),
                      "tether: __hash__ gives an int: return an integer.");
        if constexpr (std::is_integral_v<std::remove_cvref_t<R>>) {
            static_assert(sizeof(R) <= sizeof(std::uint64_t));
            auto const hash = static_cast<Py_hash_t>(result);
            return hash == -1 ? -2 : hash;
        } else {
            return hash_of_int(ObjectResult::give<R>(self, result));
        }
    }
};

TETHER_COLD inline int truth_of(PyObject* object) noexcept {
    int const truth = object != nullptr ? PyObject_IsTrue(object) : -1;
    Py_XDECREF(object);
    return truth;
}

struct TruthResult : NumberResult<int> {
    template <class R> static Value give(PyObject* self, std::remove_reference_t<R>& result) {
        if constexpr (std::is_arithmetic_v<std::remove_cvref_t<R>>)
            return static_cast<bool>(result) ? 1 : 0;
        else
            return truth_of(ObjectResult::give<R>(self, result));
    }
};

/// A length that Python cannot have; gives -1.
TETHER_COLD inline Py_ssize_t fail_length(bool is_negative) noexcept {
    if (is_negative)
        PyErr_SetString(PyExc_ValueError, "__len__() should return >= 0");
    else
        PyErr_SetString(PyExc_OverflowError, "cannot fit 'int' into an index-sized integer");
    return -1;
}

TETHER_COLD inline Py_ssize_t length_of(PyObject* number) noexcept {
    if (number == nullptr) return -1;
    Py_ssize_t const length = PyNumber_AsSsize_t(number, PyExc_OverflowError);
    Py_DECREF(number);
    return length < 0 && PyErr_Occurred() == nullptr ? fail_length(true) : length;
}

struct LengthResult : NumberResult<Py_ssize_t> {
    template <class R> static Value give(PyObject* self, std::remove_reference_t<R>& result) {
        static_assert(!is_no_int<std::remove_cvref_t<R>>(),
                      "tether: __len__ gives an int: return an integer.");
        if constexpr (Integer<std::remove_cvref_t<R>>) {
            if (!std::in_range<Py_ssize_t>(result) || std::cmp_less(result, 0)) [[unlikely]]
                return fail_length(std::cmp_less(result, 0));
            return static_cast<Py_ssize_t>(result);
        } else {
            return length_of(ObjectResult::give<R>(self, result));
        }
    }
};

/// Of slots that only do something; what the function gives besides errors is dropped.
struct StatusResult : NumberResult<int> {
    static Value done(PyObject* /*self*/) noexcept { return 0; }
    template <class R>
    static Value give(PyObject* /*self*/, std::remove_reference_t<R>& /*result*/) noexcept {
        return 0;
    }
};

/// Of iterators: nothing ends them. Null without an error set is the end, but for awaitables.
template <bool Awaitable> struct NextResult : ObjectResult {
    template <class R> static Value give(PyObject* self, std::remove_reference_t<R>& result) {
        if constexpr (is_optional<std::remove_cvref_t<R>>) {
            if (result.has_value()) [[likely]]
                return return_value<typename std::remove_cvref_t<R>::value_type>(*std::move(result));
            if constexpr (Awaitable) PyErr_SetNone(PyExc_StopAsyncIteration);
            return nullptr;
        } else {
            return ObjectResult::give<R>(self, result);
        }
    }
};

#ifdef __cpp_lib_expected
template <class R> inline constexpr bool is_expected_result = is_expected<std::remove_cvref_t<R>>;
#else
template <class R> inline constexpr bool is_expected_result = false;
#endif

/// A result as its slot wants it, or the error that it is.
template <class Shape, class R>
typename Shape::Value give(PyObject* self, std::remove_reference_t<R>& result) {
    using Value = std::remove_cvref_t<R>;
    if constexpr (is_result<Value>) {
        if (result.is_err()) [[unlikely]] {
            raise_and_release(PyErr(std::move(result).error()).into_state());
            return Shape::failed;
        }
        if constexpr (std::is_void_v<typename Value::value_type>) {
            return Shape::done(self);
        } else {
            typename Value::value_type value = *std::move(result);
            return Shape::template give<typename Value::value_type>(self, value);
        }
    } else if constexpr (is_expected_result<R>) {
        auto plain = into_result(Python::assume_attached(), std::move(result));
        return give<Shape, decltype(plain)>(self, plain);
    } else {
        return Shape::template give<R>(self, result);
    }
}

} // namespace tether::inline TETHER_ABI::detail
