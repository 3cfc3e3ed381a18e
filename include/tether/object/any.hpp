// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyAny, the view that every view derives from: what can be done with any Python object.
#pragma once

#include <tether/ffi.hpp>
#include <tether/fixed_string.hpp>
#include <tether/object/into_py.hpp>
#include <tether/token/attach.hpp>

#include <compare>
#include <concepts>
#include <optional>
#include <string>
#include <utility>

namespace tether::inline TETHER_ABI {

/// The six comparisons, with Python's numbers.
enum class CompareOp : int { lt = Py_LT, le = Py_LE, eq = Py_EQ, ne = Py_NE, gt = Py_GT, ge = Py_GE };

/// A view of a Python object: it owns nothing, cannot be copied or assigned, and has all operations as its
/// members. Functions take it as `const PyAny&`, which accepts every Bound and Borrowed without touching a
/// reference count. All members need the token, which is implied: who has a view is attached. Each ends in
/// whatever Python code it runs raises; what is said of exceptions below is what comes on top of that.
class PyAny {
  public:
    static constexpr const char* type_name = "object";

    static bool is_type_of(PyObject* /*object*/) noexcept { return true; }

    static bool is_exact_type_of(PyObject* object) noexcept { return Py_IS_TYPE(object, &PyBaseObject_Type); }

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&PyBaseObject_Type); }

    PyAny(const PyAny&) = delete;
    PyAny& operator=(const PyAny&) = delete;

    /// The token, which this view implies.
    Python py() const noexcept { return Python::assume_attached(); }

    /// The raw pointer, borrowed.
    PyObject* as_ptr() const noexcept TETHER_LIFETIMEBOUND { return ptr_; }

    /// This view as one of any object.
    const PyAny& as_any() const noexcept TETHER_LIFETIMEBOUND { return *this; }

    /// `self is other`.
    bool is(const PyAny& other) const noexcept { return ptr_ == other.ptr_; }

    /// `self is None`.
    bool is_none() const noexcept { return ptr_ == Py_None; }

    /// `bool(self)`.
    PyResult<bool> is_truthy() const;

    /// The type of the object.
    Borrowed<PyType> get_type() const noexcept;

    /// How many references Python counts, for tests and debugging: a large number where the object is
    /// immortal, and out of date at once where other threads run.
    Py_ssize_t get_refcnt() const noexcept { return Py_REFCNT(ptr()); }

    // Attributes. A name is anything that converts to str; `getattr<"name">()` uses a name that is interned
    // once.

    /// `hasattr`: only AttributeError means false.
    PyResult<bool> hasattr(IntoPy name) const;
    template <fixed_string Name> PyResult<bool> hasattr() const;
    /// `getattr`. AttributeError.
    PyResult<Bound<PyAny>> getattr(IntoPy name) const;
    template <fixed_string Name> PyResult<Bound<PyAny>> getattr() const;
    /// `getattr` with an empty optional, and no AttributeError made, where there is no such attribute.
    template <class T = PyAny> PyResult<std::optional<Bound<T>>> getattr_opt(IntoPy name) const;
    template <fixed_string Name, class T = PyAny> PyResult<std::optional<Bound<T>>> getattr_opt() const;
    /// `setattr`. AttributeError or TypeError.
    PyResult<void> setattr(IntoPy name, IntoPy value) const;
    template <fixed_string Name> PyResult<void> setattr(IntoPy value) const;
    /// `delattr`. AttributeError.
    PyResult<void> delattr(IntoPy name) const;
    template <fixed_string Name> PyResult<void> delattr() const;

    // Items.

    /// `self[key]`. KeyError, IndexError or TypeError.
    PyResult<Bound<PyAny>> get_item(IntoPy key) const;
    /// `self[key] = value`.
    PyResult<void> set_item(IntoPy key, IntoPy value) const;
    /// `del self[key]`.
    PyResult<void> del_item(IntoPy key) const;
    /// `value in self`.
    PyResult<bool> contains(IntoPy value) const;
    /// `len(self)`. TypeError where it has none.
    PyResult<std::size_t> len() const;
    /// `len(self) == 0`.
    PyResult<bool> is_empty() const;

    // Comparison.

    /// One comparison; the result is Python's, not always a bool.
    PyResult<Bound<PyAny>> rich_compare(IntoPy other, CompareOp op) const;
    /// `==`, `<` and `>` in this order, the first that is true. TypeError where none is.
    PyResult<std::weak_ordering> compare(IntoPy other) const;
    PyResult<bool> lt(IntoPy other) const;
    PyResult<bool> le(IntoPy other) const;
    PyResult<bool> eq(IntoPy other) const;
    PyResult<bool> ne(IntoPy other) const;
    PyResult<bool> gt(IntoPy other) const;
    PyResult<bool> ge(IntoPy other) const;

    // Arithmetic: Python's operators, with operands of any convertible type. TypeError where the types have
    // none.

    PyResult<Bound<PyAny>> neg() const;
    PyResult<Bound<PyAny>> pos() const;
    PyResult<Bound<PyAny>> abs() const;
    PyResult<Bound<PyAny>> bit_not() const;
    PyResult<Bound<PyAny>> add(IntoPy other) const;
    PyResult<Bound<PyAny>> sub(IntoPy other) const;
    PyResult<Bound<PyAny>> mul(IntoPy other) const;
    PyResult<Bound<PyAny>> matmul(IntoPy other) const;
    PyResult<Bound<PyAny>> div(IntoPy other) const;
    PyResult<Bound<PyAny>> floor_div(IntoPy other) const;
    PyResult<Bound<PyAny>> rem(IntoPy other) const;
    PyResult<Bound<PyAny>> divmod(IntoPy other) const;
    PyResult<Bound<PyAny>> pow(IntoPy exponent) const;
    PyResult<Bound<PyAny>> pow(IntoPy exponent, IntoPy modulus) const;
    PyResult<Bound<PyAny>> lshift(IntoPy other) const;
    PyResult<Bound<PyAny>> rshift(IntoPy other) const;
    PyResult<Bound<PyAny>> bit_and(IntoPy other) const;
    PyResult<Bound<PyAny>> bit_or(IntoPy other) const;
    PyResult<Bound<PyAny>> bit_xor(IntoPy other) const;

    // The in-place operators give the object that the name would be bound to: self where the type changes in
    // place.

    PyResult<Bound<PyAny>> iadd(IntoPy other) const;
    PyResult<Bound<PyAny>> isub(IntoPy other) const;
    PyResult<Bound<PyAny>> imul(IntoPy other) const;
    PyResult<Bound<PyAny>> imatmul(IntoPy other) const;
    PyResult<Bound<PyAny>> idiv(IntoPy other) const;
    PyResult<Bound<PyAny>> ifloor_div(IntoPy other) const;
    PyResult<Bound<PyAny>> irem(IntoPy other) const;
    PyResult<Bound<PyAny>> ipow(IntoPy exponent) const;
    PyResult<Bound<PyAny>> ilshift(IntoPy other) const;
    PyResult<Bound<PyAny>> irshift(IntoPy other) const;
    PyResult<Bound<PyAny>> ibit_and(IntoPy other) const;
    PyResult<Bound<PyAny>> ibit_or(IntoPy other) const;
    PyResult<Bound<PyAny>> ibit_xor(IntoPy other) const;

    // Calls: positional arguments of any convertible type, then `kw<"name">(value)`; no tuple and no dict is
    // made.

    /// `callable(self)`.
    bool is_callable() const noexcept { return PyCallable_Check(ptr_) != 0; }

    /// `self(args...)`. TypeError where it cannot be called like that.
    template <class... Args> PyResult<Bound<PyAny>> call(Args&&... args) const;
    template <class... Args> PyResult<Bound<PyAny>> operator()(Args&&... args) const;
    /// `self(*args, **kwargs)`.
    PyResult<Bound<PyAny>> call_tuple(const PyTuple& args) const;
    PyResult<Bound<PyAny>> call_tuple(const PyTuple& args, const PyDict& kwargs) const;
    /// `self.name(args...)` without making the bound method. AttributeError, TypeError.
    template <class... Args> PyResult<Bound<PyAny>> call_method(IntoPy name, Args&&... args) const;
    template <fixed_string Name, class... Args> PyResult<Bound<PyAny>> call_method(Args&&... args) const;

    /// `iter(self)`. TypeError where it cannot be iterated.
    PyResult<Bound<PyIterator>> iter() const;

    /// `hash(self)`. TypeError where it cannot be hashed.
    PyResult<Py_hash_t> hash() const;
    /// `str(self)`.
    PyResult<Bound<PyString>> str() const;
    /// `repr(self)`.
    PyResult<Bound<PyString>> repr() const;
    /// `dir(self)`.
    PyResult<Bound<PyList>> dir() const;
    /// `super(type, self)`.
    PyResult<Bound<PySuper>> super(const PyType& type) const;

    // Types.

    /// `isinstance(self, T)` for the type of a view or of a declared class.
    template <class T> bool is_instance_of() const noexcept;
    /// `type(self) is T`.
    template <class T> bool is_exact_instance_of() const noexcept;
    /// `isinstance(self, type)`, where `type` is a type or a tuple of them.
    PyResult<bool> is_instance(const PyAny& type) const;
    /// `type(self) is type`.
    bool is_exact_instance(const PyAny& type) const noexcept {
        return reinterpret_cast<PyObject*>(Py_TYPE(ptr_)) == type.ptr_;
    }

    /// This object as a T, a new reference; TypeError, made only when looked at, where it is none.
    template <class T> PyResult<Bound<T>> cast() const;
    /// The same, refusing subclasses.
    template <class T> PyResult<Bound<T>> cast_exact() const;
    /// The same without a check: the caller vouches.
    template <class T> Bound<T> cast_unchecked() const noexcept;

    /// This object converted to a C++ value. TypeError, ValueError or OverflowError as the conversion says.
    template <class T> PyResult<std::remove_reference_t<T>> extract() const;

  protected:
    explicit PyAny(PyObject* ptr) noexcept : ptr_(ptr) {}

    ~PyAny() = default;

    /// The pointer, in checked builds after asking whether this thread is attached; the message says which
    /// call it was.
    PyObject* ptr(const char* where = TETHER_CALLER) const noexcept {
        detail::assert_attached(where);
        detail::assert_not_null(ptr_, where);
        return ptr_;
    }

    PyObject* ptr_;
};

} // namespace tether::inline TETHER_ABI
