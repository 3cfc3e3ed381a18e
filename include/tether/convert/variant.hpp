// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions of std::variant: from the first of its types that the object converts to, to what it holds. One
// that is declared as a class is what <tether/pyclass/variant.hpp> says.
#pragma once

#include <tether/convert/alternatives.hpp>

#include <variant>

namespace tether::inline TETHER_ABI {

/// None and nothing else.
template <> struct FromPyObject<std::monostate> {
    static constexpr const char* python_type = "None";

    static bool load_exact(PyObject* object, std::monostate& /*out*/) noexcept { return object == Py_None; }

    static detail::ErrState* load(PyObject* object, std::monostate& /*out*/) noexcept {
        return object == Py_None ? nullptr : detail::new_conversion_error(object, "None");
    }
};

template <> struct IntoPyObject<std::monostate> {
    static constexpr const char* python_type = "None";

    static PyObject* cast(std::monostate /*value*/) noexcept { return ffi::new_ref(Py_None); }
};

/// An object of exactly the Python type of one of its types becomes that one: True a bool, 1 an int and 1.5 a
/// double, in whatever order they stand. Any other object becomes the first that it converts to, and a
/// TypeError that has the reason of each where there is none. TypeError, ValueError and OverflowError mean
/// that an object does not fit; whatever else its code raises ends the conversion.
template <class... T>
    requires(!PyClass<std::variant<T...>>)
struct FromPyObject<std::variant<T...>> {
    using Variant = std::variant<T...>;

    static constexpr const char* python_type = detail::accepted_join<"", " | ", "", T...>.text;

    static detail::ErrState* load(PyObject* object, Variant& out)
        requires std::is_default_constructible_v<Variant>
    {
        return load_any(object, [&out]<std::size_t I, class V>(V&& value) {
            out.template emplace<I>(std::forward<V>(value));
        });
    }

    static PyResult<Variant> extract(const PyAny& object)
        requires(!std::is_default_constructible_v<Variant>)
    {
        std::optional<Variant> out;
        detail::ErrState* const error = load_any(object.as_ptr(), [&out]<std::size_t I, class V>(V&& value) {
            out.emplace(std::in_place_index<I>, std::forward<V>(value));
        });
        if (error != nullptr) return PyErr::from_state(error);
        return *std::move(out);
    }

  private:
    TETHER_HIDDEN static constexpr const char* names[] = {detail::accepted_name<T>().data()...};

    template <class Take> static detail::ErrState* load_any(PyObject* object, Take take) {
        if constexpr ((detail::check_from_python<T>() && ...)) {
            return [&]<std::size_t... I>(std::index_sequence<I...>) -> detail::ErrState* {
                if ((take_exact<I, T>(object, take) || ...)) return nullptr;
                detail::Alternatives alternatives(object, python_type, names);
                static_cast<void>((alternatives.ends(take_converted<I, T>(object, take)) || ...));
                return alternatives.result();
            }(std::index_sequence_for<T...>());
        }
        return nullptr;
    }

    template <std::size_t I, class U, class Take> static bool take_exact(PyObject* object, Take& take) {
        if constexpr (detail::LoadsExact<U>) {
            U value{};
            if (!FromPyObject<U>::load_exact(object, value)) return false;
            take.template operator()<I>(std::move(value));
            return true;
        }
        return false;
    }

    template <std::size_t I, class U, class Take>
    static detail::ErrState* take_converted(PyObject* object, Take& take) {
        return detail::load_then<U>(object,
                                    [&](U&& value) { take.template operator()<I>(std::move(value)); });
    }
};

/// What it holds; one that holds nothing (an assignment threw) is std::bad_variant_access.
template <class... T>
    requires(!PyClass<std::variant<T...>>)
struct IntoPyObject<std::variant<T...>> {
    static constexpr const char* python_type = detail::given_join<"", " | ", "", T...>.text;

    template <class V> static PyObject* cast(V&& value) {
        if constexpr ((detail::check_into_python<T>() && ...))
            return std::visit(
                [](auto&& held) { return detail::into_python(std::forward<decltype(held)>(held)); },
                std::forward<V>(value));
        return nullptr;
    }
};

} // namespace tether::inline TETHER_ABI
