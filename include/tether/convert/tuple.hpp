// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions between tuple and std::tuple and std::pair.
#pragma once

#include <tether/convert/failures.hpp>
#include <tether/convert/strong.hpp>
#include <tether/convert/type_text.hpp>

#include <optional>
#include <tuple>
#include <utility>

namespace tether::inline TETHER_ABI {
namespace detail {

/// Null where an object is a tuple of `count` items, else the error.
TETHER_NOINLINE inline ErrState* check_tuple(PyObject* object, Py_ssize_t count,
                                             const char* wanted) noexcept {
    if (!PyTuple_Check(object)) return new_conversion_error(object, wanted);
    Py_ssize_t const size = ffi::tuple_size(object);
    return size == count ? nullptr : new_length_error(count, size);
}

/// The conversion from a tuple of a type that std::get reads and whose elements are T.
template <class Tuple, class... T> struct FromTuple {
    static constexpr const char* python_type = accepted_join<"tuple[", ", ", "]", T...>.text;
    static constexpr bool is_default_constructible = (std::is_default_constructible_v<T> && ...);

    static ErrState* load(PyObject* object, Tuple& out)
        requires is_default_constructible
    {
        return load_all(object,
                        [&]<std::size_t I>(PyObject* item) { return detail::load(item, std::get<I>(out)); });
    }

    static PyResult<Tuple> extract(const PyAny& object)
        requires(!is_default_constructible)
    {
        std::tuple<std::optional<T>...> values;
        ErrState* const error = load_all(object.as_ptr(), [&]<std::size_t I>(PyObject* item) {
            using Item = std::tuple_element_t<I, Tuple>;
            return load_then<Item>(item,
                                   [&](Item&& value) { std::get<I>(values).emplace(std::move(value)); });
        });
        if (error != nullptr) return PyErr::from_state(error);
        return std::apply([](auto&&... value) { return PyResult<Tuple>(Tuple(*std::move(value)...)); },
                          std::move(values));
    }

  private:
    template <class LoadItem> static ErrState* load_all(PyObject* object, LoadItem load_item) {
        if constexpr ((check_from_python<T>() && ...)) {
            if (ErrState* const error = check_tuple(object, sizeof...(T), python_type)) return error;
            ErrState* error = nullptr;
            Py_ssize_t index = 0;
            bool const is_done = [&]<std::size_t... I>(std::index_sequence<I...>) {
                return (((error = load_item.template operator()<I>(ffi::tuple_item(object, I))) == nullptr &&
                         ++index != 0) &&
                        ...);
            }(std::index_sequence_for<T...>());
            return is_done ? nullptr : at_item(error, index);
        }
        return nullptr;
    }
};

template <class Tuple, class... T> struct IntoTuple {
    static constexpr const char* python_type = given_join<"tuple[", ", ", "]", T...>.text;

    template <class V> static PyObject* cast(V&& value) {
        if constexpr ((check_into_python<T>() && ...)) {
            Strong tuple(PyTuple_New(sizeof...(T)));
            if (!tuple) return nullptr;
            Py_ssize_t index = 0;
            bool const is_done = [&]<std::size_t... I>(std::index_sequence<I...>) {
                return (put(tuple.get(), index, into_python(std::get<I>(std::forward<V>(value)))) && ...);
            }(std::index_sequence_for<T...>());
            return is_done ? tuple.release() : fail_at_item(index);
        }
        return nullptr;
    }

  private:
    static bool put(PyObject* tuple, Py_ssize_t& index, PyObject* item) noexcept {
        if (item == nullptr) return false;
        ffi::tuple_fill_item(tuple, index++, item);
        return true;
    }
};

} // namespace detail

/// A tuple of exactly as many items: TypeError for what is none, ValueError for another length, and an item's
/// own error, with its place.
template <class... T> struct FromPyObject<std::tuple<T...>> : detail::FromTuple<std::tuple<T...>, T...> {};
template <class A, class B>
struct FromPyObject<std::pair<A, B>> : detail::FromTuple<std::pair<A, B>, A, B> {};

template <class... T> struct IntoPyObject<std::tuple<T...>> : detail::IntoTuple<std::tuple<T...>, T...> {};
template <class A, class B>
struct IntoPyObject<std::pair<A, B>> : detail::IntoTuple<std::pair<A, B>, A, B> {};

} // namespace tether::inline TETHER_ABI
