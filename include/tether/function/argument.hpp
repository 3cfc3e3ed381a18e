// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// How an argument is held in the frame of a call, by the type of the C++ parameter that takes it.
//
// Argument<P> converts in place: `load(object)` gives null or an error, `get()` what the parameter is
// initialised with. Forms that borrow from the object live here and not in FromPyObject, since only a call
// keeps the object alive. A type that can hold literal defaults also has `load_default`.
#pragma once

#include <tether/convert/pointers.hpp>
#include <tether/convert/span.hpp>
#include <tether/convert/string.hpp>
#include <tether/function/signature.hpp>

#include <optional>

namespace tether::inline TETHER_ABI::detail {

/// Whether a parameter can have a variable of its own, said in words where it cannot.
template <class P> consteval bool check_parameter() {
    constexpr bool is_changed = std::is_lvalue_reference_v<P> && !std::is_const_v<std::remove_reference_t<P>>;
    constexpr bool is_view = is_changed && View<std::remove_reference_t<P>>;
    constexpr bool is_pointer = std::is_pointer_v<std::remove_reference_t<P>>;
    static_assert(
        !is_view,
        "tether: a view or Bound T& is taken as const T&: what changes the Python object is const in C++.");
    static_assert(
        !is_changed || is_view,
        "tether: a parameter T& would change a copy of the argument that nobody sees. Take T or const T&.");
    static_assert(
        !is_pointer,
        "tether: a parameter of pointer type says nothing about who owns what it points to. Take a value, a "
        "reference to a class declared with tether::pyclass<T>, or a view such as const PyAny&.");
    return !is_changed && !is_pointer;
}

/// A value: converted into a variable of its own, from which the parameter is moved or to which it refers.
template <class P> class Argument {
    using Value = std::remove_cvref_t<P>;

  public:
    ErrState* load(PyObject* object) {
        if constexpr (!check_parameter<P>()) {
            return nullptr;
        } else if constexpr (check_from_python<Value>()) {
            if constexpr (std::is_default_constructible_v<Value>) {
                return detail::load(object, value_);
            } else {
                auto result = FromPyObject<Value>::extract(
                    Borrowed<PyAny>::from_ptr(Python::assume_attached(), object));
                if (result.is_err()) return std::move(result).error().into_state();
                value_.emplace(*std::move(result));
            }
        }
        return nullptr;
    }

    ErrState* load_default(const Default& value, const char* text) noexcept
        requires std::is_arithmetic_v<Value>
    {
        switch (value.kind) {
        case DefaultKind::true_: value_ = static_cast<Value>(true); break;
        case DefaultKind::floating: value_ = static_cast<Value>(value.floating()); break;
        case DefaultKind::integer:
            if constexpr (std::is_floating_point_v<Value>)
                value_ = static_cast<Value>(value.bits) * static_cast<Value>(value.negative ? -1 : 1);
            else
                value_ = value.template integer<Value>();
            break;
        default: value_ = Value{}; break;
        }
        (void)text;
        return nullptr;
    }

    template <class V>
        requires std::is_assignable_v<Value&, const V&>
    void set(const V& value) {
        value_ = value;
    }

    decltype(auto) get() noexcept {
        struct NoCopy {
            operator Value() const; // NOLINT(google-explicit-constructor): so that there is no more to say
        };
        if constexpr (View<P>) // refused by load()
            return NoCopy();
        else if constexpr (std::is_lvalue_reference_v<P> && std::is_default_constructible_v<Value>)
            return static_cast<P>(value_);
        else if constexpr (std::is_lvalue_reference_v<P>)
            return static_cast<P>(*value_);
        else if constexpr (std::is_default_constructible_v<Value>)
            return static_cast<Value&&>(value_);
        else
            return static_cast<Value&&>(*value_);
    }

  private:
    std::conditional_t<std::is_default_constructible_v<Value>, Value, std::optional<Value>> value_;
};

/// A view of the argument itself: no count is touched.
template <class T> class ViewArgument {
  public:
    ErrState* load(PyObject* object) noexcept {
        object_ = object;
        return check_type<members_t<T>>(object);
    }

    Borrowed<T> get() const noexcept { return Borrowed<T>::from_ptr(Python::assume_attached(), object_); }

  private:
    PyObject* object_ = nullptr;
};

template <View T> class Argument<const T&> : public ViewArgument<T> {};
template <class T> class Argument<Borrowed<T>> : public ViewArgument<T> {};
template <class T> class Argument<const Borrowed<T>&> : public ViewArgument<T> {};
template <class T> class Argument<const Bound<T>&> : public ViewArgument<T> {
  public:
    Bound<T> get() const noexcept { return ViewArgument<T>::get().to_owned(); }
};
template <class T> class Argument<Bound<T>> : public Argument<const Bound<T>&> {};
template <class T> class Argument<Py<T>> : public ViewArgument<T> {
  public:
    Py<T> get() const noexcept { return ViewArgument<T>::get().unbind(); }
};
template <class T> class Argument<const Py<T>&> : public Argument<Py<T>> {};

/// The UTF-8 that the str keeps.
template <> class Argument<std::string_view> {
  public:
    ErrState* load(PyObject* object) noexcept { return load_utf8(object, value_); }

    ErrState* load_default(const Default& value, const char* text) noexcept {
        value_ = value.string(text);
        return nullptr;
    }

    void set(std::string_view value) noexcept { value_ = value; }

    std::string_view get() const noexcept { return value_; }

  private:
    std::string_view value_;
};

template <> class Argument<const std::string_view&> : public Argument<std::string_view> {};

/// A string, which is made as the parameter itself.
template <> class Argument<std::string> : public Argument<std::string_view> {
  public:
    std::string get() const { return std::string(Argument<std::string_view>::get()); }
};

template <> class Argument<const std::string&> : public Argument<std::string> {};
template <> class Argument<std::string&&> : public Argument<std::string> {};

/// The same as a C string.
template <> class Argument<const char*> {
  public:
    ErrState* load(PyObject* object) noexcept { return load_c_string(object, value_); }

    void set(const char* value) noexcept { value_ = value; }

    const char* get() const noexcept { return value_; }

  private:
    const char* value_;
};

/// The memory of a buffer, held for the call.
template <class T, std::size_t N> class Argument<std::span<T, N>> : public SpanHolder<T, N> {};
template <class T, std::size_t N>
class Argument<const std::span<T, N>&> : public Argument<std::span<T, N>> {};

/// None, or an argument of the inner form, which may be one that borrows.
template <class T> class Argument<std::optional<T>> {
  public:
    ErrState* load(PyObject* object) {
        has_value_ = object != Py_None;
        return has_value_ ? inner_.load(object) : nullptr;
    }

    ErrState* load_default(const Default& value, const char* text)
        requires requires(Argument<T>& inner) { inner.load_default(value, text); }
    {
        has_value_ = value.kind != DefaultKind::none_;
        return has_value_ ? inner_.load_default(value, text) : nullptr;
    }

    template <class V>
        requires(std::is_same_v<V, std::nullopt_t> ||
                 requires(Argument<T>& held, const V& given) { held.set(given); })
    void set(const V& value) {
        if constexpr (std::is_same_v<V, std::nullopt_t>) {
            has_value_ = false;
        } else {
            has_value_ = true;
            inner_.set(value);
        }
    }

    std::optional<T> get() {
        if (!has_value_) return std::nullopt;
        return std::optional<T>(inner_.get());
    }

  private:
    Argument<T> inner_;
    bool has_value_ = false;
};

template <class T> class Argument<const std::optional<T>&> : public Argument<std::optional<T>> {};

/// The token, which takes no argument of Python's.
template <> class Argument<Python> {
  public:
    Python get() const noexcept { return Python::assume_attached(); }
};

} // namespace tether::inline TETHER_ABI::detail
