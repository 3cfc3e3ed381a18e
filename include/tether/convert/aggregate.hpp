// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions of one's own aggregates, both ways, by a declaration beside them: as a dict, as an object with
// attributes, as a tuple, or as the one member that they wrap.
#pragma once

#include <tether/convert/fields.hpp>
#include <tether/pyclass/field.hpp>

namespace tether::inline TETHER_ABI {

/// What an aggregate is in Python; specialise it outside namespaces, before the first use of the aggregate
/// across the border:
///
///     template <> inline constexpr auto tether::aggregate<Point> =
///         tether::as_dict(tether::field<"x", &Point::x>, tether::field<"y", &Point::y>.or_default());
template <class T> inline constexpr auto aggregate = detail::Undeclared{};

namespace detail {

template <class T>
concept Aggregate = !std::same_as<std::remove_cvref_t<decltype(aggregate<T>)>, Undeclared>;

/// Converts a member as its type does.
struct PlainConversion {
    template <class M> static ErrState* load(PyObject* object, M& out) {
        if constexpr (check_from_python<M>()) {
            if constexpr (std::is_move_assignable_v<M>)
                return load_then<M>(object, [&out](M&& value) { out = std::move(value); });
        }
        return nullptr;
    }

    template <class M> static PyObject* cast(M&& value) {
        if constexpr (check_into_python<M>()) return into_python(std::forward<M>(value));
        return nullptr;
    }
};

/// Converts it by two functions: `PyResult<M> from(const PyAny&)` and `PyResult<Bound<X>> into(Python, const
/// M&)`.
template <auto From, auto Into> struct OwnConversion {
    template <class M> static ErrState* load(PyObject* object, M& out) {
        auto result = From(Borrowed<PyAny>::from_ptr(Python::assume_attached(), object));
        if (result.is_err()) return std::move(result).error().into_state();
        out = *std::move(result);
        return nullptr;
    }

    template <class M> static PyObject* cast(M&& value) {
        auto result = Into(Python::assume_attached(), std::as_const(value));
        if (result.is_ok()) return (*std::move(result)).into_ptr();
        raise_and_release(std::move(result).error().into_state());
        return nullptr;
    }
};

/// A field as plain data of an aggregate.
template <class T, class F> struct AggregateField {
    using type = typename F::type;

    static ErrState* load(PyObject* object, void* aggregate) {
        return F::conversion::load(object, static_cast<T*>(aggregate)->*F::member);
    }

    static PyObject* cast(void* aggregate, bool may_move) {
        type& member = static_cast<T*>(aggregate)->*F::member;
        if constexpr (!std::is_trivially_copyable_v<type>) {
            if (may_move) return F::conversion::cast(std::move(member));
        }
        return F::conversion::cast(std::as_const(member));
    }

    static consteval FieldRecord record() {
        return {F::name.text, &interned<F::name>, &load, &cast, F::has_default};
    }
};

template <AggregateForm Form, class... Fields> struct Fieldset {};

/// A member that stands for its aggregate.
template <auto Member> struct Transparent {
    using type = typename MemberOf<decltype(Member)>::type;
};

template <class T, class Declaration> struct AggregateConversion;

template <class T, AggregateForm Form, class... Fields>
struct AggregateConversion<T, Fieldset<Form, Fields...>> {
    static constexpr bool is_tuple = Form == AggregateForm::tuple;

    static_assert(sizeof...(Fields) > 0,
                  "tether: an aggregate needs a field. Name one: field<\"x\", &T::x>.");
    static_assert(!is_tuple || !(Fields::has_default || ...),
                  "tether: as_tuple: a tuple has all its items. Leave out or_default(), or say as_dict.");
    static_assert((std::derived_from<T, typename Fields::Class> && ...),
                  "tether: aggregate<T>: a field is a member of another class.");

    TETHER_HIDDEN static constexpr FieldRecord records[] = {AggregateField<T, Fields>::record()...};

    static ErrState* load(PyObject* object, T& out, const char* wanted) {
        out = T{};
        return is_tuple ? load_field_items(object, &out, records, sizeof...(Fields), wanted)
                        : load_fields(object, &out, records, sizeof...(Fields), Form, wanted);
    }

    static PyObject* cast(const T& value, bool may_move) {
        // Changed only where `may_move` says that it was given up.
        void* const aggregate = const_cast<T*>(&value);
        return is_tuple ? cast_field_items(aggregate, may_move, records, sizeof...(Fields))
                        : cast_fields(aggregate, may_move, records, sizeof...(Fields), Form);
    }

    static consteval const char* accepted() {
        if constexpr (is_tuple)
            return accepted_join<"tuple[", ", ", "]", typename Fields::type...>.text;
        else
            return Form == AggregateForm::dict ? "dict[str, object]" : "object";
    }

    static consteval const char* given() {
        if constexpr (is_tuple)
            return given_join<"tuple[", ", ", "]", typename Fields::type...>.text;
        else
            return Form == AggregateForm::dict ? "dict[str, object]" : "types.SimpleNamespace";
    }
};

template <class T, auto Member> struct AggregateConversion<T, Transparent<Member>> {
    using type = typename Transparent<Member>::type;

    static ErrState* load(PyObject* object, T& out, const char* /*wanted*/) {
        out = T{};
        return PlainConversion::load(object, out.*Member);
    }

    static PyObject* cast(const T& value, bool may_move) {
        if constexpr (!std::is_trivially_copyable_v<type>) {
            if (may_move) return PlainConversion::cast(std::move(const_cast<T&>(value).*Member));
        }
        return PlainConversion::cast(value.*Member);
    }

    static consteval const char* accepted() { return accepted_name<type>().data(); }
    static consteval const char* given() { return given_name<type>().data(); }
};

template <class T> using ConversionOf = AggregateConversion<T, std::remove_cvref_t<decltype(aggregate<T>)>>;

} // namespace detail

/// A dict with a key for each field. Other keys are left alone; a missing one is ValueError, what is no dict
/// TypeError.
template <class... Fields>
constexpr detail::Fieldset<detail::AggregateForm::dict, Fields...> as_dict(Fields...) {
    return {};
}

/// An object with an attribute for each field, whatever its type; a types.SimpleNamespace in results. A
/// missing attribute is TypeError.
template <class... Fields>
constexpr detail::Fieldset<detail::AggregateForm::attributes, Fields...> as_attributes(Fields...) {
    return {};
}

/// A tuple of exactly the fields, in their order; their names are not used.
template <class... Fields>
constexpr detail::Fieldset<detail::AggregateForm::tuple, Fields...> as_tuple(Fields...) {
    return {};
}

/// What the only member that counts is: `aggregate<Metres> = transparent<&Metres::value>`.
template <auto Member> TETHER_HIDDEN inline constexpr detail::Transparent<Member> transparent{};

template <detail::Aggregate T> struct FromPyObject<T> {
    static constexpr const char* python_type = detail::ConversionOf<T>::accepted();

    static detail::ErrState* load(PyObject* object, T& out)
        requires std::default_initializable<T>
    {
        return detail::ConversionOf<T>::load(object, out, python_type);
    }

    static PyResult<T> extract(const PyAny& /*object*/)
        requires(!std::default_initializable<T>)
    {
        constexpr bool can_be_empty = std::default_initializable<T>; // a name has no reasons to add
        static_assert(can_be_empty,
                      "tether: an aggregate is made empty and filled, and T has no default constructor. "
                      "Specialise tether::FromPyObject<T>.");
        Py_UNREACHABLE();
    }
};

template <detail::Aggregate T> struct IntoPyObject<T> {
    static constexpr const char* python_type = detail::ConversionOf<T>::given();

    static PyObject* cast(const T& value) { return detail::ConversionOf<T>::cast(value, false); }
    static PyObject* cast(T&& value) { return detail::ConversionOf<T>::cast(value, true); }
};

} // namespace tether::inline TETHER_ABI
