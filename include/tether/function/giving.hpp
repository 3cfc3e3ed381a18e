// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Options of a function that are for what it gives: how a result becomes an object, and what is done with the
// objects of a call that succeeded.
#pragma once

#include <tether/function/prototype.hpp>
#include <tether/function/result.hpp>

#include <concepts>

namespace tether::inline TETHER_ABI::detail {

/// The base of options that make the object of a result:
/// `give<Call, R>(result, self, args, bound) -> PyObject*`, a new reference or null with an error set.
struct ResultPolicy {};

/// The base of options that do something more: `after<Call>(result, self, args, bound) -> bool`, false with
/// an error set.
struct CallEffect {};

template <class Option>
inline constexpr bool is_for_result =
    std::derived_from<Option, ResultPolicy> || std::derived_from<Option, CallEffect>;

template <class... Options> struct PolicyAmong {
    using type = void;
};
template <class First, class... Rest> struct PolicyAmong<First, Rest...> : PolicyAmong<Rest...> {};
template <std::derived_from<ResultPolicy> First, class... Rest> struct PolicyAmong<First, Rest...> {
    static_assert((!std::derived_from<Rest, ResultPolicy> && ...),
                  "tether: a function has one returns::... option, not several.");
    using type = First;
};

/// What the options of a function make of its result. Call is the trampoline.
template <class... Options> struct Giving {
    template <class Call, class R>
    static PyObject* give(R&& result, PyObject* self, PyObject* const* args, std::size_t bound) {
        return after<Call>(make<Call, R>(static_cast<R&&>(result), self, args, bound), self, args, bound);
    }

    /// The rest where `result`, a new reference or null, is made.
    template <class Call>
    static PyObject* after(PyObject* result, PyObject* self, PyObject* const* args,
                           std::size_t bound) noexcept {
        if (result == nullptr) return nullptr;
        if ((apply<Options, Call>(result, self, args, bound) && ...)) return result;
        Py_DECREF(result);
        return nullptr;
    }

  private:
    template <class Call, class R>
    static PyObject* make(R&& result, PyObject* self, PyObject* const* args, std::size_t bound) {
        using Stated = typename PolicyAmong<Options...>::type;
        using Value = std::remove_cvref_t<R>;
        if constexpr (std::is_void_v<Stated>) {
            return return_value<R>(static_cast<R&&>(result));
        } else if constexpr (is_result<Value>) {
            if (result.is_err()) [[unlikely]]
                return fail_with(static_cast<R&&>(result).error());
            using Inner = typename Value::value_type;
            return Stated::template give<Call, Inner>(*static_cast<R&&>(result), self, args, bound);
        } else {
            return Stated::template give<Call, R>(static_cast<R&&>(result), self, args, bound);
        }
    }

    template <class Option, class Call>
    static bool apply(PyObject* result, PyObject* self, PyObject* const* args, std::size_t bound) noexcept {
        if constexpr (std::derived_from<Option, CallEffect>)
            return Option::template after<Call>(result, self, args, bound);
        else
            return true;
    }
};

/// A target whose options say what becomes of the result.
template <class Target>
concept GivesResult = requires { typename Target::giving; };

template <class Target, class... Options> struct GivingTarget : Target {
    using giving = Giving<Options...>;
};

template <class Target, class... Options> struct TargetFor {
    using type = Target;
};
template <class Target, class... Options>
    requires(is_for_result<Options> || ...)
struct TargetFor<Target, Options...> {
    using type = GivingTarget<Target, Options...>;
};

/// A target with the options of its declaration.
template <class Target, class... Options> using target_for = typename TargetFor<Target, Options...>::type;

} // namespace tether::inline TETHER_ABI::detail
