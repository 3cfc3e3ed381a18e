// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// C++ exceptions at the border to Python: each becomes a Python exception that is raised.
//
// 1. A thrown PyErr is the Python exception itself, which keeps its identity, traceback, cause and notes.
// 2. Types that translate_exceptions<E>() registered become what their IntoPyErr says.
// 3. The standard exceptions become what they mean in Python (the table below), any other
//    std::exception RuntimeError; what std::throw_with_nested() put inside is the `__cause__`.
// 4. Any other object becomes PanicException.
//
// What Python had raised already becomes the `__context__`. The C++ object ends here: an exception that comes
// back to C++ through Python is a Raised with the Python exception that it became. To keep it alive would
// cost each of them an allocation, and run its destructor at a time that Python chooses.
//
// A std::exception is told apart by its typeid, which a derived one has not, then by dynamic_cast: all of
// them cost a tenth of throwing it again. Without RTTI, and for other objects, it is thrown again, once.
#pragma once

#include <tether/error/panic.hpp>
#include <tether/error/translators.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

ErrState* caught_error(const std::exception_ptr* exception = nullptr) noexcept;

#define TETHER_DETAIL_STANDARD_EXCEPTIONS(row)                                                               \
    row(out_of_range, IndexError) row(overflow_error, OverflowError) row(invalid_argument, ValueError)       \
        row(domain_error, ValueError) row(length_error, ValueError) row(range_error, ValueError)

/// The error of a type with the text of an exception.
template <class T> ErrState* with_text(const std::exception& exception) noexcept {
    const char* const text = exception.what();
    return new_message(&T::type_object, text != nullptr ? text : "", T::type_name);
}

inline ErrState* error_of(const PyErr& error) noexcept { return PyErr(error).into_state(); }

TETHER_COLD inline ErrState* with_cause(ErrState* state, const std::nested_exception& nested) noexcept {
    std::exception_ptr const inner = nested.nested_ptr();
    if (inner == nullptr || is_out_of_memory(state)) return state;
    ErrState* const cause = caught_error(&inner);
    PyException_SetCause(made(state), ffi::new_ref(made(cause)));
    release(cause);
    return state;
}

#ifdef __cpp_rtti

inline ErrState* with_nested(ErrState* state, const std::exception& exception) noexcept {
    auto* const nested = dynamic_cast<const std::nested_exception*>(&exception);
    return nested != nullptr ? with_cause(state, *nested) : state;
}

/// The error of a std::exception of exactly a standard type, or null.
TETHER_COLD inline ErrState* exact_error(const std::exception& exception) noexcept {
    const std::type_info& type = typeid(exception);
    if (type == typeid(Raised)) return error_of(static_cast<const Raised&>(exception)); // which is final
#define TETHER_DETAIL_ROW(Type, Name)                                                                        \
    if (type == typeid(std::Type)) return with_text<Py##Name>(exception);
    TETHER_DETAIL_STANDARD_EXCEPTIONS(TETHER_DETAIL_ROW)
#undef TETHER_DETAIL_ROW
    return type == typeid(std::runtime_error) ? with_text<PyRuntimeError>(exception) : nullptr;
}

/// The error of any other. Attached.
TETHER_COLD inline ErrState* standard_error(const std::exception& exception) noexcept {
    if (auto* const coded = dynamic_cast<const std::system_error*>(&exception))
        return new_os_error(coded->code(), coded->what());
    if (dynamic_cast<const std::bad_alloc*>(&exception) != nullptr) return out_of_memory();
#define TETHER_DETAIL_ROW(Type, Name)                                                                        \
    if (dynamic_cast<const std::Type*>(&exception) != nullptr) return with_text<Py##Name>(exception);
    TETHER_DETAIL_STANDARD_EXCEPTIONS(TETHER_DETAIL_ROW)
#undef TETHER_DETAIL_ROW
    return with_text<PyRuntimeError>(exception);
}

/// The error of a std::exception whose type nobody registered, and its cause. Attached.
TETHER_COLD inline ErrState* unregistered_error(const std::exception& exception) noexcept {
    ErrState* const exact = exact_error(exception);
    return exact != nullptr ? exact : with_nested(standard_error(exception), exception);
}

#else

inline ErrState* with_nested(ErrState* state, const std::exception& /*exception*/) noexcept {
    try {
        throw;
    } catch (const std::nested_exception& nested) {
        return with_cause(state, nested);
    } catch (...) {
        return state;
    }
}

TETHER_COLD inline ErrState* standard_error(const std::exception& /*exception*/) noexcept {
    try {
        throw;
    } catch (const PyErr& error) {
        return error_of(error);
    } catch (const std::system_error& coded) {
        return new_os_error(coded.code(), coded.what());
    } catch (const std::bad_alloc&) {
        return out_of_memory();
    }
#define TETHER_DETAIL_ROW(Type, Name)                                                                        \
    catch (const std::Type& exception) {                                                                     \
        return with_text<Py##Name>(exception);                                                               \
    }
    TETHER_DETAIL_STANDARD_EXCEPTIONS(TETHER_DETAIL_ROW)
#undef TETHER_DETAIL_ROW
    catch (const std::exception& exception) {
        return with_text<PyRuntimeError>(exception);
    }
}

TETHER_COLD inline ErrState* unregistered_error(const std::exception& exception) noexcept {
    return with_nested(standard_error(exception), exception);
}

#endif
#undef TETHER_DETAIL_STANDARD_EXCEPTIONS

/// The error of any thrown object; null is the one that is being handled. Attached.
TETHER_COLD inline ErrState* caught_error(const std::exception_ptr* exception) noexcept {
    try {
        return rethrow_through(first_translator.load(), exception);
    } catch (const PyErr& error) {
        return error_of(error);
    } catch (const std::exception& error) {
        return unregistered_error(error);
    } catch (const char* text) {
        return new_panic(text);
    } catch (const std::string& text) {
        return new_panic(text);
    } catch (...) {
        return new_panic();
    }
}

/// Raises what a std::exception becomes; gives null. Attached, in a handler of the exception.
TETHER_COLD inline PyObject* translate(const std::exception& exception) noexcept {
#ifdef __cpp_rtti
    ErrState* state = translate_by(first_translator.load(), exception);
    if (state == nullptr) state = unregistered_error(exception);
#else
    (void)exception;
    ErrState* const state = caught_error();
#endif
    raise_and_release(state);
    return nullptr;
}

/// The same for any other object that is being handled.
TETHER_COLD inline PyObject* translate_unknown() noexcept {
    raise_and_release(caught_error());
    return nullptr;
}

} // namespace detail

template <> struct IntoPyErr<PyErr> {
    static PyErr into_pyerr(Python /*py*/, const PyErr& error) noexcept { return error; }
};

/// What the exception would become at the border to Python, so with the types of translate_exceptions<E>().
template <> struct IntoPyErr<std::exception_ptr> {
    static PyErr into_pyerr(Python /*py*/, const std::exception_ptr& exception) noexcept {
        if (exception == nullptr) return PyErr::make<PySystemError>("there is no C++ exception");
        return PyErr::from_state(detail::caught_error(&exception));
    }
};

/// The standard exceptions, and what derives from them, as their types say.
template <std::derived_from<std::exception> E> struct IntoPyErr<E> {
    static PyErr into_pyerr(Python /*py*/, const E& error) noexcept {
#ifdef __cpp_rtti
        return PyErr::from_state(detail::unregistered_error(error));
#else
        if constexpr (std::same_as<E, std::exception> || !std::copy_constructible<E>) {
            return PyErr::from_state(detail::with_text<PyRuntimeError>(error));
        } else {
            try {
                throw E(error);
            } catch (const std::exception& copy) {
                return PyErr::from_state(detail::unregistered_error(copy));
            }
        }
#endif
    }
};

} // namespace tether::inline TETHER_ABI
