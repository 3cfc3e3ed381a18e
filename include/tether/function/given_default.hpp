// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Defaults that C++ gives: a value, or a function that makes one for each call.
#pragma once

#include <tether/fixed_string.hpp>
#include <tether/function/result.hpp>

#include <optional>
#include <string>

namespace tether::inline TETHER_ABI {
namespace detail {

/// A value for the parameter of a name: what default_for<"name", value> is.
template <fixed_string Name, auto Value> struct DefaultFor {
    static constexpr auto name = Name;
    static constexpr const auto& value = Value;
};

template <class T> inline constexpr bool is_default_for = false;
template <fixed_string Name, auto Value> inline constexpr bool is_default_for<DefaultFor<Name, Value>> = true;

/// One whose value is a function that makes it.
template <class Given>
concept MakesDefault = requires { Given::value(); } || requires(Python py) { Given::value(py); };

/// What the function of a default_for makes, which may ask for the token.
template <MakesDefault Given> decltype(auto) make_default() {
    if constexpr (requires(Python py) { Given::value(py); })
        return Given::value(Python::assume_attached());
    else
        return Given::value();
}

/// The same for a variable; the error of a PyResult is thrown.
template <MakesDefault Given> auto make_default_value() {
    if constexpr (is_result<std::remove_cvref_t<decltype(make_default<Given>())>>)
        return *make_default<Given>();
    else
        return make_default<Given>();
}

/// What a default_for gives, or its function makes, as an object: a new reference, or null with an error set.
template <class Given> PyObject* make_default_object() {
    if constexpr (MakesDefault<Given>)
        return return_value<decltype(make_default<Given>())>(make_default<Given>());
    else
        return return_value<decltype(Given::value)>(Given::value);
}

/// The view of what refers to a Python object, void of anything else.
template <class T> struct ViewOf {
    using type = void;
};
template <View T> struct ViewOf<T> {
    using type = T;
};
template <class T> struct ViewOf<Bound<T>> : ViewOf<members_t<T>> {};
template <class T> struct ViewOf<Borrowed<T>> : ViewOf<members_t<T>> {};
template <class T> struct ViewOf<Py<T>> : ViewOf<members_t<T>> {};
template <class T> struct ViewOf<std::optional<T>> : ViewOf<T> {};
template <class T> struct ViewOf<PyResult<T>> : ViewOf<T> {};

template <class T> using view_of = typename ViewOf<std::remove_cvref_t<T>>::type;

template <class T>
inline constexpr bool is_text = std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>;
template <class T> inline constexpr bool is_text<std::optional<T>> = is_text<T>;

template <class Given> consteval auto default_type() {
    if constexpr (MakesDefault<Given>)
        return std::type_identity<decltype(make_default<Given>())>();
    else
        return std::type_identity<decltype(Given::value)>();
}

/// Whether a parameter looks at what a default_for gives as long as the call lasts: it is an object then,
/// which the call keeps.
template <class Given, class P> consteval bool gives_object() {
    using Value = typename decltype(default_type<Given>())::type;
    return !std::is_void_v<view_of<P>> ||
           (is_text<std::remove_cvref_t<P>> && !std::is_trivially_destructible_v<Value>);
}

/// Whether an object of that type can be one of the parameter's; of PyAny's it turns out in the call.
template <class Given, class P> consteval bool may_be_default() {
    using Value = view_of<typename decltype(default_type<Given>())::type>;
    using Wanted = view_of<P>;
    if constexpr (std::is_void_v<Value> || std::is_void_v<Wanted>)
        return true;
    else
        return std::derived_from<Value, Wanted> || std::derived_from<Wanted, Value>;
}

} // namespace detail

/// The value of a default that no literal can say: `function<"paint(c=Color.RED)", paint, default_for<"c",
/// Color::red>>`. Or a lambda that makes it for each call without it, where no template argument has its
/// type: `default_for<"words", [] { return std::vector<std::string>{"a", "b"}; }>`. It may take the token,
/// and give a PyResult, whose error ends the call: `default_for<"limits", [](Python py) { return
/// PyDict::create(py, item("top", 9)); }>`. The text in the literal is what `help` shows.
template <fixed_string Name, auto Value> using default_for = detail::DefaultFor<Name, Value>;

} // namespace tether::inline TETHER_ABI
