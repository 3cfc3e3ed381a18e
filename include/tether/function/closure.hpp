// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// C++ callables that have state as Python functions.
#pragma once

#include <tether/function/function.hpp>
#include <tether/types/builtin_function.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// The state of a closure: the callable and the record that its function object points to. A capsule owns it.
template <class Callable> struct ClosureState {
    FunctionRecord record;
    Callable callable;
    bool owns_doc;

    ~ClosureState() {
        if (owns_doc) std::free(const_cast<char*>(record.method.doc));
    }

    /// The doc is one that lasts, or null for one of its own.
    template <class From>
    ClosureState(const FunctionRecord& known, const char* doc, From&& from)
        : record{{known.method.name, known.method.function, known.method.flags, doc}, known.signature},
          callable(static_cast<From&&>(from)), owns_doc(doc == nullptr) {}
    ClosureState(const ClosureState&) = delete;
    ClosureState& operator=(const ClosureState&) = delete;
};

/// The object that owns the state of a closure: a capsule, into which the garbage collector does not look.
template <class Callable> struct ClosureOwner {
    using State = ClosureState<Callable>;

    /// Takes the state over: a new reference, or null with an error set, and then the state is the caller's.
    static PyObject* create(State* state) noexcept { return PyCapsule_New(state, nullptr, &destroy); }

    static State* state(PyObject* self) noexcept {
        return static_cast<State*>(PyCapsule_GetPointer(self, nullptr));
    }

  private:
    static void destroy(PyObject* self) noexcept { delete state(self); }
};

template <class Callable> struct ClosureTarget {
    using owner = NoOwner;

    static Callable& callee(PyObject* self) noexcept { return ClosureOwner<Callable>::state(self)->callable; }
};

/// The function object over its state's owner, whose reference it takes over; null with an error set.
TETHER_NOINLINE inline PyObject* make_closure(PyObject* owner, FunctionRecord& record,
                                              const char* doc) noexcept {
    bool const is_complete = complete(record, doc, FirstParameter::module);
    PyObject* const function = is_complete ? PyCFunction_NewEx(record.method.def(), owner, nullptr) : nullptr;
    Py_DECREF(owner);
    return function;
}

} // namespace detail

/// A Python function that calls a C++ callable with state: `closure<"add(x)">(py, [n](int x) { return x + n;
/// })`. The callable is moved or copied into the function object and destroyed with it, on whatever thread
/// drops it last. It is called by any thread that Python calls it on; without the GIL by several at once.
/// What a lambda captured the garbage collector does not see: capture() of <tether/pyclass/closure.hpp> shows
/// it. Ends in MemoryError.
template <fixed_string Signature, class... Options, class Callable>
PyResult<Bound<PyBuiltinFunction>> closure(Python py, Callable&& callable, const char* doc = "") {
    using Stored = std::remove_cvref_t<Callable>;
    if constexpr (detail::check_callable<Stored>()) {
        using State = detail::ClosureState<Stored>;
        constexpr auto record =
            detail::Split<void(), Options...>::template declare<Signature, detail::ClosureTarget<Stored>,
                                                                typename detail::PrototypeOf<Stored>::type>();
        if constexpr (detail::is_declared<decltype(record)>) {
            // Without a doc string they share the text of their signature.
            const char* shared_doc = nullptr;
            if (*doc == '\0') {
                if (!detail::complete(*record, "", detail::FirstParameter::module)) return PyErr::fetch(py);
                shared_doc = record->method.doc;
            }
            auto* const state =
                new (std::nothrow) State(*record, shared_doc, static_cast<Callable&&>(callable));
            if (state == nullptr) return PyErr::from_state(detail::out_of_memory());
            PyObject* const owner = detail::ClosureOwner<Stored>::create(state);
            if (owner == nullptr) {
                delete state;
                return PyErr::fetch(py);
            }
            return detail::owned<PyBuiltinFunction>(detail::make_closure(owner, state->record, doc));
        }
    }
}

} // namespace tether::inline TETHER_ABI
