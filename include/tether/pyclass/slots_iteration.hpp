// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The slots of iteration: what `__iter__` gives, and iterators that take values.
#pragma once

#include <tether/pyclass/iterator.hpp>
#include <tether/pyclass/special.hpp>

namespace tether::inline TETHER_ABI::detail {

/// The instance itself, a C++ range by value as an iterator that has it, or any object.
template <class T> struct IteratorResult : ObjectResult {
    template <class R> static PyObject* give(PyObject* self, std::remove_reference_t<R>& result) {
        using Value = std::remove_cvref_t<R>;
        if constexpr (std::is_lvalue_reference_v<R> && PyClass<Value>) {
            return SelfResult<T, ObjectResult>::template give<R>(self, result);
        } else if constexpr (CppRange<R>) {
            return new_iterator<OwnedSteps<Value, Itself>>(self, Value(std::move(result)), Itself());
        } else {
            static_assert(!std::is_arithmetic_v<Value>,
                          "tether: __iter__ gives what goes through values: return a C++ range, *this, or an "
                          "iterator of Python's.");
            return ObjectResult::give<R>(self, result);
        }
    }
};

/// The range that a method gives by reference.
template <class Call> struct CallSource {
    template <class Visit> PyObject* visit(PyObject* owner, Visit&& visit) const {
        typename Call::Target::receiver receiver;
        if (ErrState* const error = receiver.take(owner, Call::table.text)) [[unlikely]]
            return fail_receiver(error);
        auto& range = Call::Target::callee(receiver)();
        return visit(range);
    }
};

/// tp_iter
template <class T, class Call> PyObject* iterate(PyObject* self) noexcept {
    using R = typename Call::result;
    if constexpr (std::is_lvalue_reference_v<R> && CppRange<R> && Call::parameters == 0) {
        try {
            if constexpr (IndexedRange<R>) {
                return new_iterator<IndexedSteps<CallSource<Call>, Itself>>(self, CallSource<Call>(),
                                                                            Itself());
            } else {
                std::remove_reference_t<R>* range = nullptr;
                PyObject* const seen = CallSource<Call>().visit(self, [&](auto& items) {
                    range = std::addressof(items);
                    return Py_None;
                });
                if (seen == nullptr) return nullptr;
                return new_pair_iterator<T>(self, std::begin(*range), std::end(*range), Itself());
            }
        } catch (const std::exception& exception) {
            return translate(exception);
        } catch (...) {
            return translate_unknown();
        }
    } else {
        return Call::template call<IteratorResult<T>>(self, nullptr);
    }
}

/// What a method that takes sent values gave.
struct Sent {
    PyObject* value;
    ffi::SendResult status;
};

struct SentResult : ObjectResult {
    using Value = Sent;
    static constexpr Value failed{nullptr, ffi::send_fails};

    static Value refuse(const Signature& signature, std::size_t index, ErrState* error) noexcept {
        ObjectResult::refuse(signature, index, error);
        return failed;
    }
    static Value done(PyObject* /*self*/) noexcept { return {ffi::new_ref(Py_None), ffi::send_yields}; }
    template <class R> static Value give(PyObject* /*self*/, std::remove_reference_t<R>& result) {
        constexpr bool is_sent = std::is_same_v<std::remove_cvref_t<R>, SendResult>;
        static_assert(is_sent,
                      "tether: __send__ gives a SendResult: what it yields, or what it returns in the end.");
        if constexpr (is_sent)
            return {std::move(result.value).into_ptr(),
                    result.has_returned ? ffi::send_returns : ffi::send_yields};
        else
            return failed;
    }
};

/// am_send
template <class Call> ffi::SendResult send(PyObject* self, PyObject* value, PyObject** result) noexcept {
    Sent const sent = Call::template call<SentResult>(self, &value);
    *result = sent.value;
    return sent.status;
}

/// The end of an iterator that returns a value; gives null, `raised` with an error set also for None. Steals
/// the value.
TETHER_COLD inline PyObject* stop_with(PyObject* value, bool raised) noexcept {
    if (raised || value != Py_None) {
        PyObject* const stop = ffi::call_one(PyExc_StopIteration, value);
        if (stop != nullptr) {
            PyErr_SetObject(PyExc_StopIteration, stop);
            Py_DECREF(stop);
        }
    }
    Py_DECREF(value);
    return nullptr;
}

/// A SendResult as the method `send` gives it: what was yielded, or StopIteration raised.
inline PyObject* cast_sent(SendResult result) noexcept {
    PyObject* const value = std::move(result.value).into_ptr();
    return result.has_returned ? stop_with(value, true) : value;
}

/// tp_iternext of a class that has `__send__` alone.
template <class Call> PyObject* next_by_send(PyObject* self) noexcept {
    PyObject* none = Py_None;
    Sent const sent = Call::template call<SentResult>(self, &none);
    return sent.status == ffi::send_returns ? stop_with(sent.value, false) : sent.value;
}

} // namespace tether::inline TETHER_ABI::detail

/// What a method `send` gives.
template <> struct tether::IntoPyObject<tether::SendResult> {
    static constexpr const char* python_type = "object";

    static PyObject* cast(SendResult result) noexcept { return detail::cast_sent(std::move(result)); }
};
