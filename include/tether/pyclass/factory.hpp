// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Constructors that are functions: they give the value, a holder of it, an instance that exists, or an error.
#pragma once

#include <tether/pyclass/construct.hpp>

namespace tether::inline TETHER_ABI::detail {

/// A pointer that owns what it points to, such as std::unique_ptr.
template <class R, class T>
concept OwnerOf = requires(R& owner) {
    typename R::element_type;
    { owner.get() } -> std::convertible_to<T*>;
};

/// What a factory may give for T.
template <class T, class R> inline constexpr bool is_made_by = std::same_as<R, T> || OwnerOf<R, T>;
template <class T> inline constexpr bool is_made_by<T, Bound<T>> = true;
template <class T> inline constexpr bool is_made_by<T, Py<T>> = true;
template <class T, class R> inline constexpr bool is_made_by<T, PyResult<R>> = is_made_by<T, R>;

/// Says in words why a value cannot be moved from a pointer that owns it into an instance.
template <class T> consteval bool check_moved() {
    static_assert(
        std::is_move_constructible_v<T>,
        "tether: init: the function gives a pointer that owns the value, which cannot be moved out of it: "
        "add .holder = Holder::unique to the class, or return the value.");
    return std::is_move_constructible_v<T>;
}

/// Raises that a factory gave a null pointer; gives null.
TETHER_COLD inline PyObject* refuse_null(const char* name) noexcept {
    return PyErr_Format(PyExc_ValueError, "the constructor of %s gave no value", name);
}

/// Ends a construction by what a factory gave.
template <class T, class R> Constructed finish_factory(PyObject* self, R&& result) {
    using Result = std::remove_cvref_t<R>;
    if constexpr (is_result<Result>) {
        if (result.is_err()) return {fail_with(static_cast<R&&>(result).error())};
        return finish_factory<T>(self, *static_cast<R&&>(result));
    } else if constexpr (std::same_as<Result, Bound<T>> || std::same_as<Result, Py<T>>) {
        return {static_cast<R&&>(result).into_ptr()};
    } else if constexpr (OwnerOf<Result, T> && !std::same_as<Result, T>) {
        if (result.get() == nullptr) return {refuse_null(pyclass<T>.name)};
        return construct_in<T>(self, [&](PyObject* object) {
            if constexpr (Layout<T>::place == Place::shared)
                SharedStorage<T>::take(object, static_cast<R&&>(result));
            else if constexpr (!Layout<T>::is_inside &&
                               requires { adopt_value<T>(object, result.release()); })
                adopt_value<T>(object, result.release());
            else if constexpr (check_moved<T>())
                emplace<T>(object, std::move(*result));
        });
    } else {
        return construct_in<T>(self, [&](PyObject* object) { emplace<T>(object, static_cast<R&&>(result)); });
    }
}

/// What the trampoline of such a constructor calls.
template <class T, bool Tried, auto F, class P> struct FactoryTarget;

template <class T, bool Tried, auto F, class R, class... A>
struct FactoryTarget<T, Tried, F, Prototype<R, A...>> {
    using owner = ConstructorOf<T>;
    using prototype = Prototype<Constructed, A...>;

    static auto callee(PyObject* of) noexcept {
        return [self = begin_construction<Tried>(of)](A... args) -> Constructed {
            if constexpr (std::same_as<R, T>)
                return construct_in<T>(self, [&](PyObject* object) {
                    put_value<T>(object, [&]() -> T { return F(static_cast<A&&>(args)...); });
                });
            else
                return finish_factory<T>(self, F(static_cast<A&&>(args)...));
        };
    }
};

/// The class that a constructor was called on.
inline PyObject* called_class(PyObject* self) noexcept {
    return PyType_Check(self) ? self : reinterpret_cast<PyObject*>(Py_TYPE(self));
}

/// The same for a function whose first parameter is the class.
template <class T, bool Tried, auto F, class R, class First, class... A>
    requires std::is_same_v<std::remove_cvref_t<First>, PyType> ||
             std::is_same_v<std::remove_cvref_t<First>, Borrowed<PyType>> ||
             std::is_same_v<std::remove_cvref_t<First>, Bound<PyType>>
struct FactoryTarget<T, Tried, F, Prototype<R, First, A...>> {
    using owner = ConstructorOf<T>;
    using prototype = Prototype<Constructed, A...>;

    static auto callee(PyObject* of) noexcept {
        return [self = begin_construction<Tried>(of)](A... args) -> Constructed {
            const auto make = [&]() -> R {
                return F(Borrowed<PyType>::from_ptr(Python::assume_attached(), called_class(self)),
                         static_cast<A&&>(args)...);
            };
            if constexpr (std::same_as<R, T>)
                return construct_in<T>(self, [&](PyObject* object) { put_value<T>(object, make); });
            else
                return finish_factory<T>(self, make());
        };
    }
};

} // namespace tether::inline TETHER_ABI::detail
