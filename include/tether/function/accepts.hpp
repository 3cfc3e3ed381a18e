// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Which literal defaults each type of C++ parameter takes, and which can be `*args` and `**kwargs`.
#pragma once

#include <tether/convert/int.hpp>
#include <tether/convert/sequence.hpp>
#include <tether/function/signature_check.hpp>

#include <array>
#include <optional>
#include <string>

namespace tether::inline TETHER_ABI::detail {

/// What objects take: any literal, made anew for each call that needs it.
inline constexpr Accepts accepts_any =
    Accepts{}.with({DefaultKind::integer, DefaultKind::floating, DefaultKind::string, DefaultKind::bytes,
                    DefaultKind::true_, DefaultKind::false_, DefaultKind::none_, DefaultKind::empty_tuple,
                    DefaultKind::empty_list, DefaultKind::empty_dict});

/// What one view takes.
template <class View> consteval Accepts accepts_of_view() {
    if (std::is_same_v<View, PyAny>) return accepts_any;
    if (std::is_same_v<View, PyBool>) return Accepts{}.with({DefaultKind::true_, DefaultKind::false_});
    if (std::is_same_v<View, PyBytes>) return Accepts{}.with({DefaultKind::bytes});
    if (std::is_same_v<View, PyFloat>) return Accepts{}.with({DefaultKind::floating});
    if (std::is_same_v<View, PyInt>)
        return Accepts{}.with({DefaultKind::integer, DefaultKind::true_, DefaultKind::false_});
    if (std::is_same_v<View, PyList>) return Accepts{}.with({DefaultKind::empty_list});
    if (std::is_same_v<View, PyNone>) return Accepts{}.with({DefaultKind::none_});
    if (std::is_same_v<View, PyString>) return Accepts{}.with({DefaultKind::string});
    Accepts result;
    if (std::is_same_v<View, PyTuple>) {
        result = result.with({DefaultKind::empty_tuple});
        result.args = true;
    }
    if (std::is_same_v<View, PyDict>) {
        result = result.with({DefaultKind::empty_dict});
        result.kwargs = true;
    }
    return result;
}

/// What a parameter of type T takes; T has no reference. A type of one's own takes any literal, and its
/// conversion has the last word when the default is needed.
template <class T> inline constexpr Accepts accepts_value = accepts_any;
template <Integer T> inline constexpr Accepts accepts_value<T> = accepts_integer<T>();
template <std::floating_point T>
inline constexpr Accepts accepts_value<T> = Accepts{}.with({DefaultKind::integer, DefaultKind::floating});
template <>
inline constexpr Accepts accepts_value<bool> = Accepts{}.with({DefaultKind::true_, DefaultKind::false_});
template <> inline constexpr Accepts accepts_value<std::string> = Accepts{}.with({DefaultKind::string});
template <> inline constexpr Accepts accepts_value<std::string_view> = Accepts{}.with({DefaultKind::string});
template <> inline constexpr Accepts accepts_value<const char*> = Accepts{}.with({DefaultKind::string});
template <View T> inline constexpr Accepts accepts_value<T> = accepts_of_view<T>();
template <class T> inline constexpr Accepts accepts_value<Bound<T>> = accepts_of_view<members_t<T>>();
template <class T> inline constexpr Accepts accepts_value<Borrowed<T>> = accepts_of_view<members_t<T>>();
template <class T> inline constexpr Accepts accepts_value<Py<T>> = accepts_of_view<members_t<T>>();
template <template <class, class> class C, class T, class A>
    requires Vector<C<T, A>>
inline constexpr Accepts accepts_value<C<T, A>> =
    std::same_as<T, std::byte> ? Accepts{}.with({DefaultKind::bytes})
                               : Accepts{}.with({DefaultKind::empty_tuple, DefaultKind::empty_list});
template <class T>
inline constexpr Accepts accepts_value<std::optional<T>> = [] {
    Accepts result = accepts_value<T>.with({DefaultKind::none_});
    result.args = false;
    return result;
}();

/// What a C++ parameter takes.
template <class P> inline constexpr const Accepts& accepts = accepts_value<std::remove_cvref_t<P>>;

} // namespace tether::inline TETHER_ABI::detail
