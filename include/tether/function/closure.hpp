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

    // Python's allocator is the faster one for small states. It aligns as plain `new` does: what wants more
    // than that comes from the aligned one.
    static void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return PyMem_Malloc(size); }
    static void operator delete(void* memory) noexcept { PyMem_Free(memory); }
    static void* operator new(std::size_t size, std::align_val_t align, const std::nothrow_t& none) noexcept {
        return ::operator new(size, align, none);
    }
    static void operator delete(void* memory, std::align_val_t align) noexcept {
        ::operator delete(memory, align);
    }
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

/// The function object over its state's owner, whose reference it takes over; of a module, or of none (null).
/// Null with an error set.
TETHER_NOINLINE inline PyObject* make_closure(PyObject* owner, FunctionRecord& record, const char* doc,
                                              PyObject* module) noexcept {
    PyObject* function = nullptr;
    PyObject* const module_name = module != nullptr ? PyModule_GetNameObject(module) : nullptr;
    if ((module == nullptr || module_name != nullptr) && complete(record, doc, FirstParameter::module))
        function = PyCFunction_NewEx(record.method.def(), owner, module_name);
    Py_XDECREF(module_name);
    Py_DECREF(owner);
    return function;
}

/// closure() for a module, or for none (null).
template <fixed_string Signature, class... Options, class Callable>
PyResult<Bound<PyBuiltinFunction>> new_closure(Python py, Callable&& callable, const char* doc,
                                               PyObject* module) {
    using Stored = std::remove_cvref_t<Callable>;
    constexpr auto record = [] {
        if constexpr (check_callable<Stored>())
            return Split<void(), Options...>::template declare<Signature,
                                                               target_for<ClosureTarget<Stored>, Options...>,
                                                               typename PrototypeOf<Stored>::type>();
        else
            return nullptr;
    }();
    if constexpr (is_declared<decltype(record)>) {
        // Without a doc string they share the text of their signature.
        const char* shared_doc = nullptr;
        if (*doc == '\0') {
            if (!complete(*record, "", FirstParameter::module)) return PyErr::fetch(py);
            shared_doc = record->method.doc;
        }
        auto* const state =
            new (std::nothrow) ClosureState<Stored>(*record, shared_doc, static_cast<Callable&&>(callable));
        if (state == nullptr) return PyErr::from_state(out_of_memory());
        PyObject* const owner = ClosureOwner<Stored>::create(state);
        if (owner == nullptr) {
            delete state;
            return PyErr::fetch(py);
        }
        return owned<PyBuiltinFunction>(make_closure(owner, state->record, doc, module));
    } else {
        Py_UNREACHABLE(); // said already
    }
}

} // namespace detail

/// A Python function that calls a C++ callable with state: `closure<"add(x)">(py, [n](int x) { return x + n;
/// })`. The callable is moved or copied into the function object and destroyed with it, on whatever thread
/// drops it last. It is called by any thread that Python calls it on; without the GIL by several at once.
/// What a lambda captured the garbage collector does not see: capture() of <tether/pyclass/closure.hpp> shows
/// it. Options are those of a function. Its `__module__` is None: Module::add_closure() has one that says
/// where it is from. Ends in MemoryError.
template <fixed_string Signature, class... Options, class Callable>
PyResult<Bound<PyBuiltinFunction>> closure(Python py, Callable&& callable, const char* doc = "") {
    return detail::new_closure<Signature, Options...>(py, static_cast<Callable&&>(callable), doc, nullptr);
}

} // namespace tether::inline TETHER_ABI
