// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A data member under its name in Python, for aggregates and for classes: field<"x", &Point::x>.
#pragma once

#include <tether/fixed_string.hpp>
#include <tether/fwd.hpp>

#include <cstdint>

namespace tether::inline TETHER_ABI {
namespace detail {

/// A field of a class with its doc string.
template <class F> struct DocumentedField {
    const char* doc;
};

template <class M> struct MemberOf;

template <class C, class M> struct MemberOf<M C::*> {
    using Class = C;
    using type = M;
};

/// Converts a member as its type does; defined where aggregates are.
struct PlainConversion;

/// Converts it by two functions.
template <auto From, auto Into> struct OwnConversion;

/// What Python may do with a field of a class.
enum class FieldAccess : unsigned char {
    by_class, ///< what `get_all`, `set_all` and `dataclass` say
    read,
    write
};

/// A member under a name.
template <fixed_string Name, auto Member, class Conversion = PlainConversion, bool HasDefault = false,
          FieldAccess Access = FieldAccess::by_class>
struct Field {
    using type = typename MemberOf<decltype(Member)>::type;
    using Class = typename MemberOf<decltype(Member)>::Class;
    using conversion = Conversion;

    static constexpr auto name = Name;
    static constexpr auto member = Member;
    static constexpr bool has_default = HasDefault;

    /// Where the key, the attribute or the argument is missing, and only there, the member stays as `T{}`
    /// made it.
    constexpr Field<Name, Member, Conversion, true, Access> or_default() const noexcept { return {}; }

    /// Converts by functions of one's own: `PyResult<M> From(const PyAny&)` and `PyResult<Bound<X>>
    /// Into(Python, const M&)`. For aggregates.
    template <auto From, auto Into>
    constexpr Field<Name, Member, OwnConversion<From, Into>, HasDefault, Access> with() const noexcept {
        return {};
    }

    /// An attribute of the class's instances that can be read, whatever the class says of all.
    constexpr Field<Name, Member, Conversion, HasDefault, FieldAccess::read> readable() const noexcept {
        return {};
    }

    /// An attribute that can be read and set, whatever the class says of all.
    constexpr Field<Name, Member, Conversion, HasDefault, FieldAccess::write> writable() const noexcept {
        return {};
    }

    /// The same with a doc string, for a class.
    constexpr DocumentedField<Field> operator()(const char* doc) const noexcept { return {doc}; }
};

} // namespace detail

/// A data member under its name in Python, of an aggregate or of a class: `field<"x", &Point::x>`. For a
/// class it may have a doc string: `field<"x", &Point::x>("The abscissa.")`.
template <fixed_string Name, auto Member> TETHER_HIDDEN inline constexpr detail::Field<Name, Member> field{};

} // namespace tether::inline TETHER_ABI
