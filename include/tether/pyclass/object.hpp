// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The view of a declared class's instances, object<T>.
#pragma once

#include <tether/pyclass/borrow.hpp>
#include <tether/pyclass/instance.hpp>

namespace tether::inline TETHER_ABI {

/// A view of an instance of the declared class T, or of one derived from it. Bound<T>, Borrowed<T> and Py<T>
/// point to such objects.
template <class T> class object : public detail::members_t<detail::base_of<T>> {
    using Base = detail::members_t<detail::base_of<T>>;

  public:
    static constexpr const char* type_name = pyclass<T>.name;

    /// The class itself, borrowed. Null with an error set where it was not added to a module.
    static PyObject* type_object() noexcept {
        return reinterpret_cast<PyObject*>(detail::type_of(detail::class_info<T>));
    }
    static bool is_type_of(PyObject* object) noexcept { return detail::is_instance<T>(object); }
    static bool is_exact_type_of(PyObject* object) noexcept {
        return detail::is_exact(object, detail::class_info<T>);
    }

    /// A new instance, its value made of the arguments in place. Ends in what T's constructor throws, and in
    /// MemoryError.
    template <class... Args> static PyResult<Bound<T>> create(Python py, Args&&... args) {
        PyObject* const made = detail::new_object<T>(static_cast<Args&&>(args)...);
        return Bound<T>::from_owned_ptr_or_err(py, made);
    }

    /// The value, for reading. RuntimeError where it is being changed.
    PyResult<PyRef<T>> try_borrow() const noexcept { return PyRef<T>::borrow(Bound<T>(*this)); }
    /// The value, for changing. RuntimeError where it is in use.
    PyResult<PyRefMut<T>> try_borrow_mut() const noexcept { return PyRefMut<T>::borrow(Bound<T>(*this)); }
    /// The same, throwing.
    PyRef<T> borrow() const { return *try_borrow(); }
    PyRefMut<T> borrow_mut() const { return *try_borrow_mut(); }

    /// The value of a frozen class, which nobody changes: as long as the object lives.
    const T& get() const noexcept TETHER_LIFETIMEBOUND
        requires(detail::policy_of<T> == detail::Policy::frozen && !pyclass<T>.unsendable)
    {
        return *detail::Layout<T>::value(this->ptr());
    }

  protected:
    using Base::Base;
};

template <class T>
    requires(!PyClass<T>)
class object<T> : public detail::view_of_undeclared<T> {
    using Base = detail::view_of_undeclared<T>;

  protected:
    using Base::Base;
};

} // namespace tether::inline TETHER_ABI
