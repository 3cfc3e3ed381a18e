// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Declared classes at the border: as parameters, as values taken from objects and as results.
#pragma once

#include <tether/function/accepts.hpp>
#include <tether/function/argument.hpp>
#include <tether/pyclass/object.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// A borrowed argument: null, or the error of an object of another type or of one that is in use.
template <class T, bool Exclusive> class BorrowedArgument {
  public:
    ErrState* load(PyObject* object) noexcept {
        if (!is_instance<T>(object)) [[unlikely]]
            return new_cast_error(object, pyclass<T>.name);
        return hold_.take(object, nullptr);
    }

    std::conditional_t<Exclusive, T, const T>& get() noexcept { return *hold_.get(); }

  private:
    Hold<T, Exclusive> hold_;
};

template <PyClass T> class Argument<const T&> : public BorrowedArgument<T, false> {};
template <PyClass T> class Argument<T&> : public BorrowedArgument<T, true> {};

/// The same, or null for None.
template <class T, bool Exclusive> class BorrowedPointerArgument {
  public:
    ErrState* load(PyObject* object) noexcept {
        is_none_ = object == Py_None;
        return is_none_ ? nullptr : inner_.load(object);
    }

    ErrState* load_default(const Default& /*value*/, const char* /*text*/) noexcept { return nullptr; }

    std::conditional_t<Exclusive, T, const T>* get() noexcept { return is_none_ ? nullptr : &inner_.get(); }

  private:
    BorrowedArgument<T, Exclusive> inner_;
    bool is_none_ = true;
};

template <PyClass T> class Argument<const T*> : public BorrowedPointerArgument<T, false> {};
template <PyClass T> class Argument<T*> : public BorrowedPointerArgument<T, true> {};

template <PyClass T> inline constexpr Accepts accepts_value<T*> = Accepts{}.with({DefaultKind::none_});
template <PyClass T> inline constexpr Accepts accepts_value<const T*> = Accepts{}.with({DefaultKind::none_});

/// A copy, taken before the instance of the call is borrowed.
template <PyClass T> class Argument<T> {
    static constexpr bool has_copies = pyclass<T>.by_value && std::is_copy_constructible_v<T>;

  public:
    ErrState* load(PyObject* object) {
        static_assert(has_copies,
                      "tether: a parameter by value takes a copy, and this class has none to give. "
                      "Take const T& or T&.");
        if constexpr (has_copies) {
            BorrowedArgument<T, false> source;
            if (ErrState* const error = source.load(object)) return error;
            copy_.emplace(source.get());
        }
        return nullptr;
    }

    void set(const T& value)
        requires has_copies
    {
        copy_.emplace(value);
    }

    decltype(auto) get() noexcept {
        struct NoCopy {
            operator T() const; // NOLINT(google-explicit-constructor): so that there is no more to say
        };
        if constexpr (has_copies)
            return std::move(*copy_);
        else
            return NoCopy();
    }

  private:
    std::optional<T> copy_;
};

template <PyClass T> class Argument<PyRef<T>> : public ViewArgument<T> {
  public:
    PyRef<T> get() const { return ViewArgument<T>::get().borrow(); }
};
template <PyClass T> class Argument<PyRefMut<T>> : public ViewArgument<T> {
  public:
    PyRefMut<T> get() const { return ViewArgument<T>::get().borrow_mut(); }
};

/// A borrow of a class that is not declared, of which it has said so itself.
template <class Borrow> struct RefusedBorrow {
    static ErrState* load(PyObject* /*object*/) noexcept { return nullptr; }
    static Borrow get() { Py_UNREACHABLE(); }
};
template <class T>
    requires(!PyClass<T>)
class Argument<PyRef<T>> : public RefusedBorrow<PyRef<T>> {};
template <class T>
    requires(!PyClass<T>)
class Argument<PyRefMut<T>> : public RefusedBorrow<PyRefMut<T>> {};

} // namespace detail

template <PyClass T>
    requires(pyclass<T>.by_value && std::copy_constructible<T>)
struct FromPyObject<T> {
    static constexpr const char* python_type = pyclass<T>.name;

    static PyResult<T> extract(const PyAny& object) {
        detail::BorrowedArgument<T, false> source;
        if (detail::ErrState* const error = source.load(object.as_ptr())) return PyErr::from_state(error);
        return PyResult<T>(T(source.get()));
    }
};

template <PyClass T> struct IntoPyObject<T> {
    static constexpr const char* python_type = pyclass<T>.name;

    static PyObject* cast(T&& value) noexcept
        requires std::move_constructible<T>
    {
        return detail::new_object<T>(std::move(value));
    }
    static PyObject* cast(const T& value) noexcept
        requires std::copy_constructible<T>
    {
        return detail::new_object<T>(value);
    }
};

} // namespace tether::inline TETHER_ABI
