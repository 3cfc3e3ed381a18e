// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The C function behind a bound C++ function: what CPython calls.
//
// One class a function is all that is templated on it. The happy path stands in it: compare the count,
// convert each argument in place, call, convert the result. Whatever else can happen is an ordinary function
// further down the layers: keywords and defaults are bound by bind_arguments(), an argument that does not
// convert goes to fail_argument(), an exception of C++ to translate(). The signature decides at compile time
// which of CPython's calling conventions the function has: the cheapest that accepts the calls that the
// signature allows.
#pragma once

#include <tether/function/accepts.hpp>
#include <tether/function/argument.hpp>
#include <tether/function/given_default.hpp>
#include <tether/function/giving.hpp>
#include <tether/function/prototype.hpp>
#include <tether/function/shared_code.hpp>
#include <tether/function/signature_parser.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

template <class T> inline constexpr bool is_optional = false;
template <class T> inline constexpr bool is_optional<std::optional<T>> = true;

/// Whether a C++ parameter takes an argument of Python's.
template <class P> inline constexpr bool takes_argument = !std::is_same_v<std::remove_cvref_t<P>, Python>;

/// Which argument each parameter takes: their number is that of the earlier ones that take any.
template <class... P> struct ArgumentPlaces {
    std::uint8_t at[sizeof...(P) + 1]{};

    consteval ArgumentPlaces() {
        [[maybe_unused]] std::size_t i = 0; // of no parameters
        [[maybe_unused]] std::uint8_t next = 0;
        ((at[i++] = takes_argument<P> ? next++ : next), ...);
    }
};

template <class... P> inline constexpr ArgumentPlaces<P...> argument_places{};

template <class... P>
inline constexpr std::size_t argument_count = (std::size_t{takes_argument<P>} + ... + 0);

/// The parameter that takes an argument.
template <std::size_t At, class... P> struct ArgumentAt {
    using type = void;
};
template <std::size_t At, class First, class... Rest>
    requires(!takes_argument<First>)
struct ArgumentAt<At, First, Rest...> : ArgumentAt<At, Rest...> {};
template <std::size_t At, class First, class... Rest>
    requires(takes_argument<First> && At != 0)
struct ArgumentAt<At, First, Rest...> : ArgumentAt<At - 1, Rest...> {};
template <class First, class... Rest>
    requires takes_argument<First>
struct ArgumentAt<0, First, Rest...> {
    using type = First;
};

/// Whether the place of a parameter among the arguments is its place among the parameters.
template <class... P> inline constexpr bool all_take_arguments = (takes_argument<P> && ...);

template <class P>
concept HoldsDefaults =
    requires(Argument<P>& held, const Default& value, const char* text) { held.load_default(value, text); };

/// A target that takes the instance of the call by a guard of its own: `take(self, name)` gives null or why
/// not, after the arguments were converted.
template <class Target>
concept HasReceiver = requires { typename Target::receiver; };

/// A function known at compile time.
template <auto F> struct StaticTarget {
    using owner = NoOwner;

    static constexpr auto callee(PyObject* /*self*/) noexcept { return F; }
};

template <fixed_string S, class Target, class Prototype, class Is, class... Defaults> struct Trampoline;

/// Target says whose the function is, and what is called: `callee(self)` gives it, `self` being the module,
/// the closure, or the guard of the instance.
template <fixed_string S, class Target, class R, class... P, std::size_t... I, class... Defaults>
struct Trampoline<S, Target, Prototype<R, P...>, std::index_sequence<I...>, Defaults...> {
    static constexpr std::size_t count = argument_count<P...>;
    static constexpr const auto& table = signature_table<S, count, typename Target::owner>;
    static constexpr bool binds_always = table.head.has_var_positional || table.head.has_var_keyword;
    static constexpr bool is_positional =
        !binds_always && table.head.default_count == 0 && table.head.positional_only == count;

    /// Every parameter takes an argument, and none has a default: the common form, for which less is
    /// instantiated.
    static constexpr bool is_plain =
        !binds_always && table.head.default_count == 0 && all_take_arguments<P...>;

    /// load_arguments() converts the arguments.
    static constexpr bool is_shared = !binds_always && sizeof...(Defaults) == 0 && all_take_arguments<P...> &&
                                      are_shared<P...> && !GivesResult<Target>;

    static constexpr std::size_t last_bit = 63; ///< for all that have no bit of their own

    /// What the options for the result ask of the call.
    static constexpr bool has_instance = HasReceiver<Target>;
    using result = R;
    using owner = typename Target::owner;
    template <std::size_t At> using parameter = typename ArgumentAt<At, P...>::type;

    // CPython has a short way to METH_NOARGS for methods only.
    static constexpr int convention = !is_positional                           ? METH_FASTCALL | METH_KEYWORDS
                                      : count == 1                             ? METH_O
                                      : count == 0 && Target::owner::size != 0 ? METH_NOARGS
                                                                               : METH_FASTCALL;

    /// Which argument parameter K takes.
    template <std::size_t K> static consteval std::size_t place() {
        if constexpr (all_take_arguments<P...>)
            return K;
        else
            return argument_places<P...>.at[K];
    }

    /// Converts the argument of parameter K; a missing one has a default.
    template <std::size_t K, class T>
    static ErrState* load(Argument<T>& held, PyObject* const* args, [[maybe_unused]] std::size_t bound) {
        if constexpr (!takes_argument<T>) {
            return nullptr;
        } else {
            constexpr std::size_t at = place<K>();
            if constexpr (table.parameters[at].default_number != 0) {
                if (at >= bound || args[at] == nullptr) return load_default<at>(held);
            } else if constexpr (is_optional<std::remove_cvref_t<T>> &&
                                 table.head.kind(at) == ParameterKind::var_keyword) {
                if (args[at] == nullptr) return nullptr;
            }
            return held.load(args[at]);
        }
    }

    template <std::size_t At, class Given, class T> static void set_default(Argument<T>& held) {
        if constexpr (Given::name.view() == table.parts().name(At)) {
            constexpr bool is_value = requires { held.set(Given::value); };
            constexpr bool is_made = requires { held.set(make_default_value<Given>()); };
            static_assert(
                is_value || is_made,
                "tether: the parameter cannot hold the value of its default_for. Give one of its own "
                "type, or a lambda that makes one.");
            if constexpr (is_value)
                held.set(Given::value);
            else if constexpr (is_made)
                held.set(make_default_value<Given>());
        }
    }

    template <std::size_t At, class T> static ErrState* load_default(Argument<T>& held) {
        constexpr bool is_given = ((Defaults::name.view() == table.parts().name(At)) || ...);
        if constexpr (is_given && (given_objects >> std::min(At, last_bit) & 1) == 0) {
            (set_default<At, Defaults>(held), ...);
            return nullptr;
        } else if constexpr (HoldsDefaults<T>) {
            return held.load_default(*table.parts().default_of(At), table.text);
        } else {
            Py_UNREACHABLE();
        }
    }

    template <class T, std::size_t At> static consteval bool needs_object() {
        if (At >= count) return false;
        const ParameterKind kind = table.head.kind(At);
        if (kind == ParameterKind::var_positional) return true;
        if (kind == ParameterKind::var_keyword)
            return !is_optional<std::remove_cvref_t<T>>; // else it is empty
        const bool is_given = ((Defaults::name.view() == table.parts().name(At)) || ...);
        return table.parameters[At].default_number != 0 && !is_given && !HoldsDefaults<T>;
    }

    /// Bit K is set where the default of parameter K is a Python object, made when it is missing.
    static constexpr std::uint64_t objects = [] {
        std::uint64_t result = 0;
        if (table.head.fault != SignatureFault::none) return result;
        if (table.head.default_count != 0 || binds_always)
            ((takes_argument<P> && needs_object<P, place<I>()>()
                  ? result |= std::uint64_t{1} << std::min(place<I>(), last_bit)
                  : 0),
             ...);
        return result;
    }();

    template <class T, std::size_t At, class Given> static consteval bool is_object_for() {
        if constexpr (At < count && Given::name.view() == table.parts().name(At))
            return gives_object<Given, T>();
        else
            return false;
    }

    template <class T, std::size_t At> static consteval std::uint64_t given_bit() {
        if constexpr (takes_argument<T>)
            return std::uint64_t{(is_object_for<T, At, Defaults>() || ...)} << std::min(At, last_bit);
        else
            return 0;
    }

    /// Bit K is set where a default_for gives parameter K a Python object.
    static constexpr std::uint64_t given_objects = [] {
        if constexpr (sizeof...(Defaults) == 0 || table.head.fault != SignatureFault::none)
            return std::uint64_t{0};
        else
            return (given_bit<P, place<I>()>() | ...);
    }();

    template <class T, std::size_t At, class Given>
    static bool give_object([[maybe_unused]] BoundArguments<count>& arguments) {
        if constexpr (takes_argument<T> && is_object_for<T, At, Given>()) {
            static_assert(
                may_be_default<Given, T>(),
                "tether: the default_for gives a Python object of another type than its parameter's.");
            return arguments.has(At) || arguments.put(At, make_default_object<Given>());
        }
        return true;
    }

    template <class T, std::size_t At> static bool give_objects(BoundArguments<count>& arguments) {
        return (give_object<T, At, Defaults>(arguments) && ...);
    }

    /// Fills the empty slots among those. False with an error set.
    static bool make_given(BoundArguments<count>& arguments) noexcept {
        try {
            return (give_objects<P, place<I>()>(arguments) && ...);
        } catch (const std::exception& exception) {
            SharedFaults::exception(exception);
        } catch (...) {
            SharedFaults::unknown();
        }
        return false;
    }

    /// The arguments are bound, `bound` of them, and the rest has defaults: converts, calls, converts. `held`
    /// are made in this frame.
    TETHER_INLINE static PyObject* invoke([[maybe_unused]] PyObject* self,
                                          [[maybe_unused]] PyObject* const* args,
                                          [[maybe_unused]] std::size_t bound, Argument<P>... held) noexcept {
        try {
            ErrState* error = nullptr;
            std::size_t failed = 0;
            bool converted = false;
            if constexpr (is_plain)
                converted = ((failed = I, (error = held.load(args[I])) == nullptr) && ...);
            else
                converted =
                    ((failed = place<I>(), (error = load<I, P>(held, args, bound)) == nullptr) && ...);
            if (!converted) [[unlikely]]
                return SharedFaults::argument(table.signature(), failed, error);
            if constexpr (HasReceiver<Target>) {
                typename Target::receiver receiver;
                if (ErrState* const refused = receiver.take(self, table.text)) [[unlikely]]
                    return SharedFaults::receiver(refused);
                if constexpr (std::is_void_v<R>)
                    Target::callee(receiver)(held.get()...);
                else if constexpr (GivesResult<Target>)
                    return Target::giving::template give<Trampoline, R>(
                        Target::callee(receiver)(held.get()...), self, args, bound);
                else
                    return return_value<R>(Target::callee(receiver)(held.get()...));
            } else {
                if constexpr (std::is_void_v<R>)
                    Target::callee(self)(held.get()...);
                else if constexpr (GivesResult<Target>)
                    return Target::giving::template give<Trampoline, R>(Target::callee(self)(held.get()...),
                                                                        self, args, bound);
                else
                    return return_value<R>(Target::callee(self)(held.get()...));
            }
            if constexpr (std::is_void_v<R> && GivesResult<Target>)
                return Target::giving::template after<Trampoline>(ffi::new_ref(Py_None), self, args, bound);
            else if constexpr (std::is_void_v<R>)
                return ffi::new_ref(Py_None);
        } catch (const std::exception& exception) {
            return SharedFaults::exception(exception);
        } catch (...) {
            return SharedFaults::unknown();
        }
    }

    template <class T, std::size_t At> static void put_default(Cell& cell) noexcept {
        if constexpr (table.parameters[At].default_number != 0) {
            constexpr Cell value = default_cell<T>(*table.parts().default_of(At), table.text);
            cell = value;
        }
    }

    /// The same for arguments that are shared, still to be bound; what METH_FASTCALL | METH_KEYWORDS calls.
    static PyObject* call_shared([[maybe_unused]] PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                                 PyObject* kwnames) noexcept {
        Cell cells[count];
        if constexpr (table.head.default_count != 0) (put_default<P, I>(cells[I]), ...);
        if (!shared_code.load_arguments(table.signature(), cell_kinds<P...>, args, nargs, kwnames, cells))
            return nullptr;
        try {
            if constexpr (HasReceiver<Target>) {
                typename Target::receiver receiver;
                if (ErrState* const refused = receiver.take(self, table.text)) [[unlikely]]
                    return SharedFaults::receiver(refused);
                if constexpr (std::is_void_v<R>)
                    Target::callee(receiver)(
                        static_cast<std::remove_cvref_t<P>>(cells[I].*cell_member<P>)...);
                else
                    return return_value<R>(Target::callee(receiver)(
                        static_cast<std::remove_cvref_t<P>>(cells[I].*cell_member<P>)...));
            } else {
                if constexpr (std::is_void_v<R>)
                    Target::callee(self)(static_cast<std::remove_cvref_t<P>>(cells[I].*cell_member<P>)...);
                else
                    return return_value<R>(Target::callee(self)(
                        static_cast<std::remove_cvref_t<P>>(cells[I].*cell_member<P>)...));
            }
            if constexpr (std::is_void_v<R>) return ffi::new_ref(Py_None);
        } catch (const std::exception& exception) {
            return SharedFaults::exception(exception);
        } catch (...) {
            return SharedFaults::unknown();
        }
    }

    /// METH_NOARGS
    static PyObject* call_none(PyObject* self, PyObject* /*unused*/) noexcept {
        return invoke(self, nullptr, 0, Argument<P>()...);
    }

    /// METH_O
    static PyObject* call_one(PyObject* self, PyObject* arg) noexcept {
        return invoke(self, &arg, 1, Argument<P>()...);
    }

    /// METH_FASTCALL
    static PyObject* call_positional(PyObject* self, PyObject* const* args, Py_ssize_t nargs) noexcept {
        if constexpr (is_shared) {
            return call_shared(self, args, nargs, nullptr);
        } else {
            if (nargs != static_cast<Py_ssize_t>(count)) [[unlikely]]
                return SharedFaults::count(table.signature(), args, nargs);
            return invoke(self, args, count, Argument<P>()...);
        }
    }

    /// METH_FASTCALL | METH_KEYWORDS
    static PyObject* call(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                          PyObject* kwnames) noexcept {
        if constexpr (is_plain || (!binds_always && (objects | given_objects) == 0)) {
            PyObject* slots[count == 0 ? 1 : count];
            auto bound = static_cast<std::size_t>(nargs);
            if (kwnames != nullptr || bound > table.head.positional ||
                bound < table.head.required_positional ||
                (table.head.keyword_only != 0 && table.head.has_required_keyword_only)) {
                args = shared_code.bind_in_place(table.signature(), args, bound, kwnames, slots);
                if (args == nullptr) return nullptr;
            }
            return invoke(self, args, bound, Argument<P>()...);
        } else {
            BoundArguments<count> arguments(table.signature());
            if (binds_always || table.head.keyword_only != 0 || nargs != static_cast<Py_ssize_t>(count) ||
                kwnames != nullptr) {
                static_assert((objects | given_objects) >> last_bit == 0,
                              "tether: *args, **kwargs and defaults that are Python objects stand among the "
                              "first 63 parameters.");
                args = arguments.bind(args, nargs, kwnames, objects);
                if (args == nullptr) return nullptr;
                if constexpr (given_objects != 0)
                    if (!make_given(arguments)) return nullptr;
            }
            return invoke(self, args, count, Argument<P>()...);
        }
    }
};

} // namespace detail
} // namespace tether::inline TETHER_ABI
