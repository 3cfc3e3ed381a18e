// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The type behind an exception's tag, and its look-up once an interpreter where it is made or imported.
#pragma once

#include <tether/error/err_kinds.hpp>
#include <tether/token/intern.hpp>

namespace tether::inline TETHER_ABI::detail {

/// The type of a tag for a question that cannot fail: null, without an error, where it cannot be had.
/// Attached.
inline PyObject* type_or_null(TypeGetter get) noexcept {
    const InFlight in_flight;
    PyObject* const type = get();
    if (type == nullptr) PyErr_Clear();
    return type;
}

/// Whether an object is an instance of a type, which nothing is of null.
inline bool is_exception(PyObject* object, PyObject* type) noexcept {
    return type != nullptr && PyObject_TypeCheck(object, reinterpret_cast<PyTypeObject*>(type));
}

inline bool is_exactly(PyObject* object, PyObject* type) noexcept {
    return reinterpret_cast<PyObject*>(Py_TYPE(object)) == type;
}

/// What the tags of exceptions have in common; Tag has a `type_name` and a `type_object`.
template <class Tag, class Base> class Exception : public Base {
  public:
    static bool is_type_of(PyObject* object) noexcept { return is_exception(object, Tag::type_object()); }
    static bool is_exact_type_of(PyObject* object) noexcept { return is_exactly(object, Tag::type_object()); }

  protected:
    using Base::Base;
};

/// Where the type of a tag comes from that Python's C API has no name for.
struct ExceptionSource {
    const char* full_name; ///< "module.Name"
    const char* doc;       ///< or null
    TypeGetter base;       ///< of a type that is made; null for one that is imported
};

/// Imports an exception type: a new reference, or null with an error set. Attached.
TETHER_COLD inline PyObject* import_exception(const char* full_name) noexcept {
    const char* const dot = std::strrchr(full_name, '.');
    PyObject* const module_name = PyUnicode_FromStringAndSize(full_name, dot - full_name);
    PyObject* const module = module_name != nullptr ? PyImport_Import(module_name) : nullptr;
    Py_XDECREF(module_name);
    PyObject* const type = module != nullptr ? PyObject_GetAttrString(module, dot + 1) : nullptr;
    Py_XDECREF(module);
    if (type == nullptr || PyExceptionClass_Check(type)) return type;
    PyErr_Format(PyExc_TypeError, "%s is not an exception type", full_name);
    Py_DECREF(type);
    return nullptr;
}

TETHER_COLD inline PyObject* create_exception(const ExceptionSource& source) noexcept {
    PyObject* const base = source.base();
    return base != nullptr ? PyErr_NewExceptionWithDoc(source.full_name, source.doc, base, nullptr) : nullptr;
}

/// Fills a slot: what it holds then, borrowed, or null with an error set. Attached.
TETHER_COLD inline PyObject* cache_exception(CacheSlot& slot, const ExceptionSource& source) noexcept {
    PyObject* const earlier = PyErr_Occurred() != nullptr ? ffi::take_raised() : nullptr;
    State* const state = State::current();
    auto* const cell = state != nullptr ? state->cell(slot) : nullptr;
    PyObject* type = cell != nullptr ? cell->load() : nullptr;
    if (cell != nullptr && type == nullptr) {
        type = source.base != nullptr ? create_exception(source) : import_exception(source.full_name);
        if (type != nullptr) type = State::publish(*cell, type);
    }
    if (earlier != nullptr) type != nullptr ? ffi::set_raised(earlier) : keep_as_context(earlier);
    return type;
}

/// The same where the type is made or imported once an interpreter; Tag has a `type_name` and a `source`.
template <class Tag, class Base> class CachedException : public Exception<Tag, Base> {
  public:
    /// The type, borrowed; null with an error set where it cannot be had.
    static PyObject* type_object() noexcept {
        PyObject* const type = peek(slot_);
        return type != nullptr ? type : cache_exception(slot_, Tag::source);
    }
    static bool is_type_of(PyObject* object) noexcept {
        return is_exception(object, type_or_null(&type_object));
    }
    static bool is_exact_type_of(PyObject* object) noexcept {
        return is_exactly(object, type_or_null(&type_object));
    }

  protected:
    using Exception<Tag, Base>::Exception;

  private:
    TETHER_HIDDEN static inline constinit CacheSlot slot_{};
};

} // namespace tether::inline TETHER_ABI::detail
