// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The call of a special method: arguments are converted, the instance is borrowed, and the result becomes
// what the slot wants.
#pragma once

#include <tether/pyclass/receiver.hpp>
#include <tether/pyclass/slot_results.hpp>
#include <tether/pyclass/slots.hpp>
#include <tether/pyclass/type_object.hpp>
#include <tether/types/int.hpp>

namespace tether::inline TETHER_ABI::detail {

/// The number of a comparison, as `__richcmp__` takes it.
template <> class Argument<CompareOp> {
  public:
    ErrState* load(PyObject* object) noexcept { return detail::load(object, number_); }
    CompareOp get() const noexcept { return static_cast<CompareOp>(number_); }

  private:
    int number_ = 0;
};

/// An index that Python has made a number already, in the place of an argument.
template <class P> class IndexArgument {
  public:
    explicit IndexArgument(Py_ssize_t index) noexcept : index_(static_cast<Number>(index)) {}
    std::remove_cvref_t<P>& get() noexcept { return index_; }

  private:
    using Number = std::remove_cvref_t<P>;
    Number index_;
};

/// The first parameter, without reference; void where there is none.
template <class... P> struct FirstOf {
    using type = void;
};
template <class First, class... P> struct FirstOf<First, P...> {
    using type = std::remove_cvref_t<First>;
};

/// A special method of T.
template <class T, fixed_string S, auto F, class Self, class P, class... Options> struct SpecialCall;

template <class T, fixed_string S, auto F, class Self, class R, class... P, class... Options>
struct SpecialCall<T, S, F, Self, Prototype<R, P...>, Options...> {
    using Target = target_for<MethodTarget<T, F, Self, Prototype<R, P...>>, Options...>;
    // What options of a function ask of a call.
    static constexpr bool has_instance = true;
    using result = R;
    using owner = typename Target::owner;
    template <std::size_t At> using parameter = typename ArgumentAt<At, P...>::type;

    using first_parameter = typename FirstOf<P...>::type;
    static constexpr std::size_t count = argument_count<P...>;
    static constexpr std::size_t parameters = sizeof...(P);
    static constexpr auto function = F;
    using self = Self;
    using prototype = Prototype<R, P...>;
    static constexpr const auto& table = signature_table<S, count, MethodOf<T>>;

    /// Calls with as many objects as there are parameters that take one.
    template <class Shape>
    TETHER_INLINE static typename Shape::Value call(PyObject* self, PyObject* const* args) noexcept {
        return run<Shape>(self, args, std::index_sequence_for<P...>(), Argument<P>()...);
    }

    /// Whether the function takes that number for its first argument as it is.
    static bool takes_index(Py_ssize_t index) noexcept {
        if constexpr (Integer<first_parameter> && !GivesResult<Target>)
            return std::in_range<first_parameter>(index);
        else
            return false;
    }

    /// Calls with the index as the first argument, where takes_index() says so; args[0] is not read.
    template <class Shape>
    static typename Shape::Value call_at(PyObject* self, Py_ssize_t index, PyObject* const* args) noexcept {
        if constexpr (Integer<first_parameter> && !GivesResult<Target>)
            return run_at<Shape>(self, index, args, static_cast<prototype*>(nullptr));
        else
            return Shape::failed;
    }

  private:
    template <class Shape, class First, class... Rest>
    static typename Shape::Value run_at(PyObject* self, Py_ssize_t index, PyObject* const* args,
                                        Prototype<R, First, Rest...>* /*of*/) noexcept {
        return run<Shape>(self, args, std::index_sequence_for<P...>(), IndexArgument<First>(index),
                          Argument<Rest>()...);
    }

    template <std::size_t At, class A> static ErrState* load(IndexArgument<A>& /*held*/, PyObject* const*) {
        return nullptr;
    }

    template <std::size_t At, class A> static ErrState* load(Argument<A>& held, PyObject* const* args) {
        if constexpr (takes_argument<A>)
            return held.load(args[argument_places<P...>.at[At]]);
        else
            return nullptr;
    }

    template <class Shape, std::size_t... I, class... Held>
    TETHER_INLINE static typename Shape::Value run(PyObject* self, [[maybe_unused]] PyObject* const* args,
                                                   std::index_sequence<I...> /*places*/,
                                                   Held... held) noexcept {
        try {
            [[maybe_unused]] ErrState* error = nullptr;
            [[maybe_unused]] std::size_t failed = 0;
            if (!((failed = I, (error = load<I>(held, args)) == nullptr) && ...)) [[unlikely]]
                return Shape::refuse(table.signature(), argument_places<P...>.at[failed], error);
            typename Target::receiver receiver;
            if (ErrState* const refused = receiver.take(self, table.text)) [[unlikely]] {
                raise_and_release(refused);
                return Shape::failed;
            }
            if constexpr (std::is_void_v<R>) {
                Target::callee(receiver)(held.get()...);
                return Shape::done(self);
            } else {
                R value = Target::callee(receiver)(held.get()...);
                if constexpr (GivesResult<Target> && std::is_same_v<typename Shape::Value, PyObject*>)
                    return Target::giving::template give<SpecialCall, R>(static_cast<R&&>(value), self, args,
                                                                         count);
                else
                    return give<Shape, R>(self, value);
            }
        } catch (const std::exception& exception) {
            translate(exception);
        } catch (...) {
            translate_unknown();
        }
        return Shape::failed;
    }
};

/// A data member as a function that gives it.
template <auto Member> struct MemberReader;
template <class V, class C, V C::* Member>
    requires(!std::is_function_v<V>)
struct MemberReader<Member> {
    const V& operator()(const C& self) const noexcept { return self.*Member; }
};

template <auto F> consteval auto as_callable() {
    if constexpr (std::is_member_object_pointer_v<std::remove_cvref_t<decltype(F)>>)
        return MemberReader<F>();
    else
        return F;
}

/// Says in words that a special method takes another number of arguments than its slot gives.
template <std::size_t Least, std::size_t Most, std::size_t Count> consteval bool check_count() {
    constexpr bool is_right = Count >= Least && Count <= Most;
    if constexpr (Most == 0)
        static_assert(is_right, "tether: this special method takes nothing besides the instance.");
    else if constexpr (Least == 0)
        static_assert(is_right, "tether: this special method takes nothing besides the instance, or one "
                                "argument.");
    else if constexpr (Least == Most && Most == 1)
        static_assert(is_right, "tether: this special method takes one argument besides the instance.");
    else if constexpr (Least == Most)
        static_assert(is_right, "tether: this special method takes two arguments besides the instance.");
    else
        static_assert(is_right,
                      "tether: this special method takes one argument besides the instance, or two.");
    return is_right;
}

/// The declaration of a special method.
template <class T, fixed_string S, auto F, class... Options> struct SpecialItem {
    static constexpr int index = special_index(S.text);
    static constexpr const SpecialMethod& method = special_methods[index];
    static constexpr auto callable = as_callable<F>();
    using Callable = std::remove_cvref_t<decltype(callable)>;
    using Known = MethodPrototype<T, Callable>;
    using Prototype = typename Known::prototype;
    using Call = SpecialCall<T, S, callable, typename Known::self, Prototype, Options...>;
    using Declared = Split<void(), Options...>;
    using Trampoline = typename Declared::template trampoline<S, typename Call::Target, Prototype>;

    static consteval MemberRecord record() {
        static_assert(method.shape != SlotShape::constructor,
                      "tether: a constructor is declared by init<...>, not as a method.");
        static_assert(!std::is_member_object_pointer_v<decltype(F)> || method.shape == SlotShape::iterator,
                      "tether: of the special methods only __iter__ can be a data member.");
        if constexpr (method.shape != SlotShape::constructor)
            if constexpr (Declared::template check<S, typename Call::Target, Prototype>())
                (void)check_count<method.least, method.most, Call::count>();
        return {MemberKind::special, index, method.name.data(), "", nullptr, {}};
    }
};

/// The record of a special method, after the checks of its declaration.
template <class T, fixed_string S, auto F, class... Options> consteval MemberRecord declare_special() {
    if constexpr (check_method<T, std::remove_cvref_t<decltype(as_callable<F>())>>())
        return SpecialItem<T, S, F, Options...>::record();
    return {};
}

/// Where a class has nothing in a slot of its own: what its base has there, null for nothing.
template <class T, class Function> Function base_slot(int slot) noexcept {
    if constexpr (std::is_same_v<base_of<T>, PyAny>) {
        return nullptr;
    } else {
        PyTypeObject* const type = type_of(class_info<T>);
        if (type == nullptr) return nullptr;
        return reinterpret_cast<Function>(ffi::type_slot(ffi::base_type(type), slot));
    }
}

} // namespace tether::inline TETHER_ABI::detail
