// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The constructor that takes the fields of a class, and values made of fields.
#pragma once

#include <tether/pyclass/fields.hpp>

namespace tether::inline TETHER_ABI::detail {

/// The argument of a field that may be left out: then the member stays as `T{}` made it.
template <class V> class OptionalField {
  public:
    explicit OptionalField(Argument<V>* given) noexcept : given_(given) {}

    template <class M> void assign(M& member) const {
        if (given_ != nullptr) member = given_->get();
    }

  private:
    Argument<V>* given_;
};

template <class V> class Argument<OptionalField<V>> {
  public:
    ErrState* load(PyObject* object) {
        is_given_ = true;
        return value_.load(object);
    }

    template <class Nothing> void set(const Nothing& /*nothing*/) noexcept {}

    OptionalField<V> get() noexcept { return OptionalField<V>(is_given_ ? &value_ : nullptr); }

  private:
    Argument<V> value_;
    bool is_given_ = false;
};

/// The parameter of a field.
template <class F>
using FieldParameter =
    std::conditional_t<F::has_default, OptionalField<typename F::value_type>, typename F::value_type>;

/// "(x, y=...)".
template <class... F> consteval auto fields_signature() {
    constexpr std::size_t size =
        (sizeof...(F) != 0 ? 1 : 3) + ((F::name.view().size() + (F::has_default ? 6 : 2)) + ... + 0);
    char text[size]{'('};
    std::size_t at = 1;
    const auto put = [&](std::string_view part) {
        for (char const c : part) text[at++] = c;
    };
    ((put(at == 1 ? "" : ", "), put(F::name.view()), put(F::has_default ? "=..." : "")), ...);
    put(")");
    return fixed_string(text);
}

/// Whether a T is made empty and filled; else all its members are given at once.
template <class T, class... F>
inline constexpr bool is_filled = std::default_initializable<T> && std::move_constructible<T> &&
                                  (std::is_assignable_v<typename F::type&, typename F::value_type> && ...);

template <class F, class P> void fill_field(typename F::owner& value, P&& parameter) {
    if constexpr (F::has_default)
        parameter.assign(value.*F::member);
    else
        value.*F::member = static_cast<P&&>(parameter);
}

#ifdef __clang__
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wmissing-braces" // the fields of a base have none of their own
#endif

/// A T of its fields' values.
template <class T, class... F> T make_from_fields(FieldParameter<F>... values) {
    if constexpr (is_filled<T, F...>) {
        T value{};
        (fill_field<F>(value, static_cast<FieldParameter<F>&&>(values)), ...);
        return value;
    } else if constexpr (requires { T{std::declval<FieldParameter<F>>()...}; }) {
        return T{static_cast<FieldParameter<F>&&>(values)...};
    } else {
        Py_UNREACHABLE();
    }
}

#ifdef __clang__
#pragma clang diagnostic pop
#endif

/// Says in words why T cannot be made of its fields.
template <class T, class... F> consteval bool check_from_fields() {
    static_assert(sizeof...(F) != 0,
                  "tether: .new_from_fields, .dataclass and .pickle need fields. Declare the data members: "
                  "field<\"x\", &T::x>.");
    constexpr bool is_possible =
        is_filled<T, F...> || requires { T{std::declval<typename F::value_type>()...}; };
    static_assert(is_possible,
                  "tether: the class cannot be made of its fields: it has no default constructor, and its "
                  "members are not just these. Write init<\"(...)\", function>, or pickle<get, set>.");
    static_assert(is_filled<T, F...> || !(F::has_default || ...),
                  "tether: or_default() needs a default constructor of the class, and a member that can be "
                  "assigned.");
    return is_possible && sizeof...(F) != 0;
}

template <class List> struct NewFromFields;

/// The item of `new_from_fields`: a constructor.
template <class... F> struct NewFromFields<FieldList<F...>> {
    static constexpr auto signature = fields_signature<F...>();

    template <class T, bool Tried> struct Target {
        using owner = ConstructorOf<T>;

        static auto callee(PyObject* of) noexcept {
            return [self = begin_construction<Tried>(of)](FieldParameter<F>... values) -> Constructed {
                return construct_in<T>(self, [&](PyObject* object) {
                    emplace<T>(object,
                               make_from_fields<T, F...>(static_cast<FieldParameter<F>&&>(values)...));
                });
            };
        }
    };

    template <class Field> using Default = DefaultFor<Field::name, nullptr>;

    template <class T, bool Tried>
    using of = ConstructorRecord<T, signature, Target<T, Tried>, Prototype<Constructed, FieldParameter<F>...>,
                                 std::conditional_t<F::has_default, Default<F>, void>...>;

    template <class T> static consteval MemberRecord record(const char* doc) {
        if constexpr (check_from_fields<T, F...>())
            if constexpr (of<T, false>::is_right) return of<T, false>::record(doc);
        return {};
    }
};

} // namespace tether::inline TETHER_ABI::detail
