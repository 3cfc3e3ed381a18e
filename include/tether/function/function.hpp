// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A C++ function as a Python function object: its method record, its doc string, and the checks of its
// declaration.
#pragma once

#include <tether/ffi.hpp> // before every standard header: Python.h asks for that

#include <tether/function/text_signature.hpp>
#include <tether/function/trampoline.hpp>
#include <tether/types/module.hpp>

#include <utility>

namespace tether::inline TETHER_ABI {
namespace detail {

/// The C functions of the calling conventions in use, so that a record of any of them can be a constant.
union AnyCFunction {
    PyObject* (*one)(PyObject*, PyObject*);
    PyObject* (*positional)(PyObject*, PyObject* const*, Py_ssize_t);
    PyObject* (*keywords)(PyObject*, PyObject* const*, Py_ssize_t, PyObject*);
};

/// PyMethodDef's layout, with a union where that has one pointer type: a cast between them is no constant.
struct MethodRecord {
    const char* name;
    AnyCFunction function;
    int flags;
    const char* doc;
    [[no_unique_address]] ffi::FunctionTableEnd end{}; ///< so that it is a table of one

    // SAFETY: same offsets, checked below; a function pointer is read by the convention that `flags` tell.
    PyMethodDef* def() noexcept { return reinterpret_cast<PyMethodDef*>(this); }
};

static_assert(sizeof(MethodRecord) == sizeof(PyMethodDef) + ffi::FunctionTableEnd::size &&
              offsetof(MethodRecord, function) == offsetof(PyMethodDef, ml_meth) &&
              offsetof(MethodRecord, flags) == offsetof(PyMethodDef, ml_flags) &&
              offsetof(MethodRecord, doc) == offsetof(PyMethodDef, ml_doc));

/// What registration needs of a function: nothing here depends on its type.
struct FunctionRecord {
    MethodRecord method;
    const Signature* signature;
};

/// Writes a doc string with the signature in front of it, and the NUL; gives its size. Writes nowhere where
/// `out` is null.
TETHER_COLD inline std::size_t write_doc(const Signature& signature, FirstParameter first, const char* doc,
                                         char* out) noexcept {
    std::size_t const size = write_text_signature(signature.parts(), first, out);
    if (out != nullptr) std::strcpy(out + size - 1, doc);
    return size + std::strlen(doc);
}

/// Joins the text signature and the doc string, once a function: the text lives as long as the program, like
/// the record.
TETHER_COLD inline bool complete(FunctionRecord& record, const char* doc, FirstParameter first) noexcept {
    bring_shared_code();
    if (ffi::load_text(record.method.doc) != nullptr) return true;
    auto* const joined = static_cast<char*>(std::malloc(write_doc(*record.signature, first, doc, nullptr)));
    if (joined == nullptr) return PyErr_NoMemory(), false;
    write_doc(*record.signature, first, doc, joined);
    if (!ffi::publish_text(record.method.doc, joined)) std::free(joined);
    return true;
}

/// The record of a function, ready but for its doc string.
template <class Call> constexpr MethodRecord make_method() noexcept {
    MethodRecord record{Call::table.text + Call::table.head.name_at, {}, Call::convention, nullptr};
    if constexpr (Call::convention == METH_O)
        record.function.one = &Call::call_one;
    else if constexpr (Call::convention == METH_NOARGS)
        record.function.one = &Call::call_none;
    else if constexpr (Call::convention == METH_FASTCALL)
        record.function.positional = &Call::call_positional;
    else if constexpr (Call::is_shared)
        record.function.keywords = &Call::call_shared;
    else
        record.function.keywords = &Call::call;
    return record;
}

template <class Call>
TETHER_HIDDEN inline constinit FunctionRecord function_record{make_method<Call>(), &Call::table.head};

template <class... T> struct Options {};

/// Checks a declaration, and says in one sentence what is wrong with it.
template <fixed_string S, class Owner, class... Defaults> struct Declaration {
    template <class R, class... P> static consteval FoundFault find(Prototype<R, P...>) {
        constexpr std::size_t count = argument_count<P...>;
        if constexpr (all_take_arguments<P...>)
            return check_signature(signature_table<S, count, Owner>, {&accepts<P>...},
                                   {Defaults::name.view()...});
        else
            return find_injected<count, P...>();
    }

    template <std::size_t Count, class... P> static consteval FoundFault find_injected() {
        // The list keeps only what takes an argument; the rest is dropped behind its end.
        const Accepts* taken[sizeof...(P) + 1]{};
        std::size_t n = 0;
        ((takes_argument<P> ? void(taken[n++] = &accepts<P>) : void()), ...);
        return check_taken(taken, std::make_index_sequence<Count>());
    }

    template <std::size_t... I>
    static consteval FoundFault check_taken(const Accepts* const* taken, std::index_sequence<I...>) {
        return check_signature(signature_table<S, sizeof...(I), Owner>, {taken[I]...},
                               {Defaults::name.view()...});
    }
};

/// A signature without defaults, `*args` and `**kwargs` needs nothing but its count compared, which is cheap.
template <fixed_string S, std::size_t Count, class Owner> consteval bool is_surely_right() {
    constexpr const Signature& head = signature_table<S, Count, Owner>.head;
    return head.fault == SignatureFault::none && head.count == Count && head.default_count == 0 &&
           !head.has_var_positional && !head.has_var_keyword;
}

template <fixed_string S, class Owner, class R, class... P, class... Defaults>
consteval bool check_declaration(Prototype<R, P...> prototype, Options<Defaults...>) {
    if constexpr (sizeof...(Defaults) == 0 && is_surely_right<S, argument_count<P...>, Owner>()) {
        return true;
    } else {
        constexpr FoundFault found = Declaration<S, Owner, Defaults...>::find(prototype);
        if constexpr (found.fault != SignatureFault::none) report_signature<S, found>();
        return found.fault == SignatureFault::none;
    }
}

template <class Prototype> struct Places;

template <class R, class... P> struct Places<Prototype<R, P...>> {
    using type = std::index_sequence_for<P...>;
};

/// The trampoline of a target under a signature.
template <fixed_string S, class Target, class Prototype, class... Defaults>
using TrampolineOf = Trampoline<S, Target, Prototype, typename Places<Prototype>::type, Defaults...>;

/// A function object of a module (or of none): a new reference, or null with an error set. Attached.
TETHER_NOINLINE inline PyObject* make_function(FunctionRecord& record, const char* doc, PyObject* module,
                                               PyObject* module_name) noexcept {
    if (!complete(record, doc, FirstParameter::module)) return nullptr;
    return ffi::new_module_function(record.method.def(), module, module_name);
}

} // namespace detail

/// Says of a function that its first parameter, a `const PyModule&`, is the module it was added to:
/// `m.add_function<"f(a)", f, pass_module>()`.
struct pass_module {};

namespace detail {

/// A function whose first parameter is its module.
template <auto F, class Module, class R, class... Rest> struct ModuleTarget {
    using owner = NoOwner;

    static auto callee(PyObject* self) noexcept {
        return [self](Rest... rest) -> R {
            return F(Borrowed<PyModule>::from_ptr(Python::assume_attached(), self),
                     static_cast<Rest&&>(rest)...);
        };
    }
};

template <auto F, class Prototype> struct PassModule {
    static constexpr bool is_possible = false;
};

template <auto F, class R, class First, class... Rest>
    requires std::is_same_v<std::remove_cvref_t<First>, PyModule> ||
             std::is_same_v<std::remove_cvref_t<First>, Borrowed<PyModule>>
struct PassModule<F, Prototype<R, First, Rest...>> {
    static constexpr bool is_possible = true;
    using target = ModuleTarget<F, First, R, Rest...>;
    using prototype = Prototype<R, Rest...>;
};

/// Options that are no default_for, void where there is none; what is neither is kept among those, and
/// refused with them.
template <class Option>
inline constexpr bool is_other_option =
    is_for_result<Option> || std::is_same_v<Option, pass_module> || std::is_void_v<Option>;

/// The default_for's among a declaration's options.
template <class Defaults, class... Options> struct Split;

template <class... D> struct Split<void(D...)> {
    template <fixed_string S, class Target, class Prototype>
    using trampoline = TrampolineOf<S, Target, Prototype, D...>;

    template <fixed_string S, class Target, class Prototype> static consteval bool check() {
        constexpr bool are_known = (is_default_for<D> && ...);
        static_assert(are_known,
                      "tether: this type is no option of a function. Options are default_for<...>, "
                      "pass_module, returns::... and keep_alive<...>.");
        if constexpr (are_known)
            return check_declaration<S, typename Target::owner>(Prototype(), Options<D...>());
        else
            return false;
    }

    template <fixed_string S, class Target, class Prototype> static consteval auto declare() {
        if constexpr (check<S, Target, Prototype>())
            return &function_record<trampoline<S, Target, Prototype>>;
        else
            return nullptr;
    }
};

template <class... D, class First, class... Rest>
    requires(!is_other_option<First>)
struct Split<void(D...), First, Rest...> : Split<void(D..., First), Rest...> {};

template <class... D, class First, class... Rest>
    requires is_other_option<First>
struct Split<void(D...), First, Rest...> : Split<void(D...), Rest...> {};

/// The address of a free function's record, after the checks of its declaration; a `nullptr` where they
/// failed. The type tells which: with -fsanitize=undefined g++ compares no address in a constant expression.
template <fixed_string S, auto F, class... Options> consteval auto declare_function() {
    if constexpr (check_callable<std::remove_cvref_t<decltype(F)>>()) {
        using P = typename PrototypeOf<std::remove_cvref_t<decltype(F)>>::type;
        if constexpr ((std::is_same_v<Options, pass_module> || ...)) {
            using Passed = PassModule<F, P>;
            static_assert(
                Passed::is_possible,
                "tether: pass_module: the first parameter of the function is no const PyModule&. Add one.");
            if constexpr (Passed::is_possible)
                return Split<void(), Options...>::template declare<
                    S, target_for<typename Passed::target, Options...>, typename Passed::prototype>();
            else
                return nullptr;
        } else {
            return Split<void(), Options...>::template declare<S, target_for<StaticTarget<F>, Options...>,
                                                               P>();
        }
    } else {
        return nullptr;
    }
}

/// Whether `declare_function` gave a record.
template <class Record> inline constexpr bool is_declared = !std::is_null_pointer_v<Record>;

} // namespace detail
} // namespace tether::inline TETHER_ABI
