// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Calls straight through vectorcall: positional arguments, then keywords whose names are known at compile
// time.
#pragma once

#include <tether/object/any.hpp>
#include <tether/token/intern.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

template <fixed_string Name, class T> struct KeywordArgument {
    T&& value;
};

template <class T> inline constexpr bool is_keyword = false;
template <fixed_string Name, class T> inline constexpr bool is_keyword<KeywordArgument<Name, T>> = true;

/// The tuple of keyword names of a call, made once an interpreter.
template <fixed_string... Names> TETHER_HIDDEN inline constinit CacheSlot keyword_names_slot{};

TETHER_COLD inline PyObject* make_keyword_names(CacheSlot& slot, const std::string_view* names,
                                                std::size_t count) noexcept {
    State* const state = State::current();
    if (state == nullptr) return nullptr;
    auto* const cell = state->cell(slot);
    if (cell == nullptr) return nullptr;
    if (PyObject* const made = cell->load()) return made;
    PyObject* const tuple = PyTuple_New(static_cast<Py_ssize_t>(count));
    if (tuple == nullptr) return nullptr;
    for (std::size_t i = 0; i < count; ++i) {
        PyObject* name =
            PyUnicode_DecodeUTF8(names[i].data(), static_cast<Py_ssize_t>(names[i].size()), nullptr);
        if (name == nullptr) {
            Py_DECREF(tuple);
            return nullptr;
        }
        PyUnicode_InternInPlace(&name);
        ffi::tuple_fill_item(tuple, static_cast<Py_ssize_t>(i), name);
    }
    return State::publish(*cell, tuple);
}

template <class... Args> struct KeywordNames {
    static PyObject* get() noexcept { return nullptr; }
    static consteval bool are_distinct() { return true; }
};

template <fixed_string... Names, class... T> struct KeywordNames<KeywordArgument<Names, T>...> {
    static PyObject* get() noexcept {
        if constexpr (sizeof...(Names) == 0) {
            return nullptr;
        } else {
            if (PyObject* const made = peek(keyword_names_slot<Names...>)) return made;
            static constexpr std::string_view names[] = {Names.view()...};
            return make_keyword_names(keyword_names_slot<Names...>, names, sizeof...(Names));
        }
    }

    static consteval bool are_distinct() {
        const std::string_view names[] = {Names.view()..., {}};
        for (std::size_t i = 0; i < sizeof...(Names); ++i)
            for (std::size_t k = 0; k < i; ++k)
                if (names[i] == names[k]) return false;
        return true;
    }
};

/// Cuts the positional arguments off the front of a pack; what is left are the keywords.
template <class... Args> struct Keywords : KeywordNames<Args...> {};

template <class First, class... Rest>
    requires(!is_keyword<First>)
struct Keywords<First, Rest...> : Keywords<Rest...> {};

template <class... Args> consteval bool keywords_are_last() {
    [[maybe_unused]] bool seen = false;
    bool last = true;
    ((is_keyword<Args> ? void(seen = true) : void(last = last && !seen)), ...);
    return last;
}

/// What is passed of an argument: its value, or that of a keyword.
template <class Arg> decltype(auto) argument_value(std::remove_reference_t<Arg>& arg) noexcept {
    if constexpr (is_keyword<std::remove_cvref_t<Arg>>)
        return static_cast<decltype(arg.value)>(arg.value);
    else
        return static_cast<Arg&&>(arg);
}

/// What a call passes, known at compile time.
struct CallShape {
    std::size_t count;
    std::size_t keyword_count; ///< of them, the last ones
    const bool* is_owned;      ///< of each, whether its reference is the call's to drop
};

/// Whether a value is converted to be passed; a view's object is passed as it is.
template <class Arg> inline constexpr bool is_converted = !View<Arg>;
template <fixed_string Name, class T>
inline constexpr bool is_converted<KeywordArgument<Name, T>> = !View<std::remove_cvref_t<T>>;

template <class... Args> struct CallShapeOf {
    TETHER_HIDDEN static constexpr bool is_owned[] = {is_converted<Args>..., false};
    TETHER_HIDDEN static constexpr CallShape shape{sizeof...(Args), (std::size_t{is_keyword<Args>} + ... + 0),
                                                   is_owned};
};

/// The object that is passed for a value: what a view shows, or else a new reference; null with an error
/// raised.
template <class T> inline constexpr bool passes_without_throwing = false;
template <class T> PyObject* passed_object(T&& value) noexcept(passes_without_throwing<T>);

/// Drops the references of the first arguments of a call.
inline void drop_arguments(PyObject* const* arguments, std::size_t placed, const CallShape& shape) noexcept {
    for (std::size_t i = 0; i < placed; ++i)
        if (shape.is_owned[i]) Py_DECREF(arguments[i]);
}

/// Calls an object or, where that is null, the method `name` of what `stack[1]` holds, and drops the
/// arguments. `stack` has room for the spare slot that vectorcall may use, self if any, and the arguments, of
/// which only so many were placed: where those are not all, or names of keywords are missing, an error is
/// raised already.
PyResult<Bound<PyAny>> call_placed(PyObject* callable, PyObject* name, PyObject** stack, std::size_t placed,
                                   const CallShape& shape, PyObject* keyword_names);

// The result is a parameter because its type is complete only in the layers above.
template <class Result = PyResult<Bound<PyAny>>, class... Args>
Result call_with(PyObject* callable, PyObject* name, PyObject* self, Args&&... args) {
    static_assert(
        keywords_are_last<std::remove_cvref_t<Args>...>(),
        "tether: call: a positional argument follows a keyword. Put every kw<\"name\">(value) last.");
    static_assert(Keywords<std::remove_cvref_t<Args>...>::are_distinct(),
                  "tether: call: two keywords have one name.");
    constexpr const CallShape& shape = CallShapeOf<std::remove_cvref_t<Args>...>::shape;
    PyObject* stack[shape.count + 2];
    stack[1] = self;
    std::size_t placed = 0;
    auto const place = [&]<class T>(T&& value) noexcept(passes_without_throwing<T>) {
        PyObject* const object = passed_object(static_cast<T&&>(value));
        stack[2 + placed] = object;
        if (object != nullptr) ++placed;
        return object != nullptr;
    };
    if constexpr ((noexcept(place(argument_value<Args>(args))) && ...)) {
        (void)(place(argument_value<Args>(args)) && ...);
    } else {
        try {
            (void)(place(argument_value<Args>(args)) && ...);
        } catch (...) {
            drop_arguments(stack + 2, placed, shape);
            throw;
        }
    }
    PyObject* const keyword_names =
        placed == shape.count ? Keywords<std::remove_cvref_t<Args>...>::get() : nullptr;
    return call_placed(callable, name, stack, placed, shape, keyword_names);
}

} // namespace detail

/// An argument by keyword of a call: `f(a, b, kw<"key">(c))`.
template <fixed_string Name, class T> detail::KeywordArgument<Name, T> kw(T&& value) noexcept {
    return {static_cast<T&&>(value)};
}

} // namespace tether::inline TETHER_ABI
