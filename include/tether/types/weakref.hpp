// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyWeakref and its two kinds, weakref.ref and weakref.proxy.
#pragma once

#include <tether/tether.hpp>

namespace tether::inline TETHER_ABI {

/// A view of a weak reference of either kind; Python has no type for both.
class PyWeakref : public PyAny {
  public:
    static constexpr const char* type_name = "weakref";

    static PyObject* type_object() = delete; // Python has none
    static bool is_type_of(PyObject* object) noexcept { return PyWeakref_Check(object); }
    static bool is_exact_type_of(PyObject* object) noexcept { return PyWeakref_Check(object); }

    /// A new reference to what it refers to, empty where that is gone.
    std::optional<Bound<PyAny>> upgrade() const noexcept;
    /// The same as a T. TypeError where it is none.
    template <class T> PyResult<std::optional<Bound<T>>> upgrade_as() const;
    /// The same, refusing subclasses.
    template <class T> PyResult<std::optional<Bound<T>>> upgrade_as_exact() const;
    /// The same without a check: the caller vouches.
    template <class T> std::optional<Bound<T>> upgrade_as_unchecked() const noexcept;

  protected:
    using PyAny::PyAny;
};

/// A view of a `weakref.ref`, which gives what it refers to when called.
class PyWeakrefReference : public PyWeakref {
  public:
    static constexpr const char* type_name = "weakref.ReferenceType";

    static PyObject* type_object() noexcept { return ffi::weakref_type(); }
    static bool is_type_of(PyObject* object) noexcept { return PyWeakref_CheckRef(object) != 0; }
    static bool is_exact_type_of(PyObject* object) noexcept { return PyWeakref_CheckRefExact(object) != 0; }

    /// `weakref.ref(object)`. TypeError where its type does not allow weak references.
    static PyResult<Bound<PyWeakrefReference>> create(const PyAny& object);
    /// `weakref.ref(object, callback)`: `callback(reference)` is called when the object is about to go.
    static PyResult<Bound<PyWeakrefReference>> create_with(const PyAny& object, IntoPy callback);

  protected:
    using PyWeakref::PyWeakref;
};

/// A view of a `weakref.proxy`, which acts like what it refers to and raises ReferenceError once that is
/// gone.
class PyWeakrefProxy : public PyWeakref {
  public:
    static constexpr const char* type_name = "weakref.ProxyTypes";

    static PyObject* type_object() = delete; // there is one for callable objects and one for others
    static bool is_type_of(PyObject* object) noexcept { return PyWeakref_CheckProxy(object); }
    static bool is_exact_type_of(PyObject* object) noexcept { return PyWeakref_CheckProxy(object); }

    /// `weakref.proxy(object)`. TypeError where its type does not allow weak references.
    static PyResult<Bound<PyWeakrefProxy>> create(const PyAny& object);
    /// `weakref.proxy(object, callback)`.
    static PyResult<Bound<PyWeakrefProxy>> create_with(const PyAny& object, IntoPy callback);

  protected:
    using PyWeakref::PyWeakref;
};

inline std::optional<Bound<PyAny>> PyWeakref::upgrade() const noexcept {
    return Bound<PyAny>::from_owned_ptr_or_opt(py(), ffi::weakref_get(ptr()));
}

template <class T> PyResult<std::optional<Bound<T>>> PyWeakref::upgrade_as() const {
    auto object = upgrade();
    if (!object) return std::nullopt;
    TETHER_TRY(auto cast, std::move(*object).template cast_into<T>());
    return cast;
}

template <class T> PyResult<std::optional<Bound<T>>> PyWeakref::upgrade_as_exact() const {
    auto object = upgrade();
    if (!object) return std::nullopt;
    TETHER_TRY(auto cast, std::move(*object).template cast_into_exact<T>());
    return cast;
}

template <class T> std::optional<Bound<T>> PyWeakref::upgrade_as_unchecked() const noexcept {
    return Bound<T>::from_owned_ptr_or_opt(py(), ffi::weakref_get(ptr()));
}

inline PyResult<Bound<PyWeakrefReference>> PyWeakrefReference::create(const PyAny& object) {
    return detail::owned<PyWeakrefReference>(PyWeakref_NewRef(object.as_ptr(), nullptr));
}

inline PyResult<Bound<PyWeakrefReference>> PyWeakrefReference::create_with(const PyAny& object,
                                                                           IntoPy callback) {
    if (callback.as_ptr() == nullptr) return detail::argument_error(callback);
    return detail::owned<PyWeakrefReference>(PyWeakref_NewRef(object.as_ptr(), callback.as_ptr()));
}

inline PyResult<Bound<PyWeakrefProxy>> PyWeakrefProxy::create(const PyAny& object) {
    return detail::owned<PyWeakrefProxy>(PyWeakref_NewProxy(object.as_ptr(), nullptr));
}

inline PyResult<Bound<PyWeakrefProxy>> PyWeakrefProxy::create_with(const PyAny& object, IntoPy callback) {
    if (callback.as_ptr() == nullptr) return detail::argument_error(callback);
    return detail::owned<PyWeakrefProxy>(PyWeakref_NewProxy(object.as_ptr(), callback.as_ptr()));
}

} // namespace tether::inline TETHER_ABI
