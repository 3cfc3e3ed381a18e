// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Classes and enums that are attributes of another class: nested<Inner>() makes `Outer.Inner`.
#pragma once

#include <tether/pyclass/enum.hpp>
#include <tether/pyclass/prepare.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// What names a nested class.
struct OuterNames {
    PyObject* module = nullptr;
    PyObject* qualname = nullptr;

    explicit OuterNames(PyObject* outer) noexcept
        : module(PyObject_GetAttrString(outer, "__module__")),
          qualname(PyObject_GetAttrString(outer, "__qualname__")) {}
    ~OuterNames() {
        Py_XDECREF(module);
        Py_XDECREF(qualname);
    }
    OuterNames(const OuterNames&) = delete;
    OuterNames& operator=(const OuterNames&) = delete;

    /// Null with an error set.
    const char* module_text() const noexcept {
        return module != nullptr && qualname != nullptr ? ffi::str_text(module) : nullptr;
    }
};

TETHER_COLD inline PyObject* make_nested(ClassInfo& info, PyTypeObject* outer) noexcept {
    OuterNames const names(reinterpret_cast<PyObject*>(outer));
    const char* const module = names.module_text();
    const char* const qualname = module != nullptr ? ffi::str_text(names.qualname) : nullptr;
    State* const state = State::current();
    if (qualname == nullptr || state == nullptr) return nullptr;
    PyTypeObject* const type = make_type(info, state, nullptr, module, qualname);
    return type != nullptr ? ffi::new_ref(reinterpret_cast<PyObject*>(type)) : nullptr;
}

TETHER_COLD inline PyObject* make_nested(EnumInfo& info, PyTypeObject* outer) noexcept {
    OuterNames const names(reinterpret_cast<PyObject*>(outer));
    const char* const module = names.module_text();
    const char* const qualname = module != nullptr ? ffi::str_text(names.qualname) : nullptr;
    if (qualname == nullptr) return nullptr;
    PyObject* const type = make_enum(info, module, qualname);
    return type != nullptr ? ffi::new_ref(type) : nullptr;
}

template <class Inner> struct Nested {
    template <class T> static PyObject* make() noexcept {
        PyTypeObject* const outer = type_of(class_info<T>);
        if (outer == nullptr) return nullptr;
        if constexpr (EnumClass<Inner>) {
            enum_info<Inner>.spec.store(&enum_spec<Inner>);
            return make_nested(enum_info<Inner>, outer);
        } else {
            ClassInfo* const info = prepare<Inner>();
            return info != nullptr ? make_nested(*info, outer) : nullptr;
        }
    }

    template <class T> static consteval MemberRecord record(const char* /*doc*/) {
        static_assert(Declared<Inner>,
                      "tether: nested<Inner>: Inner is not declared as a class. Write `template <> inline "
                      "constexpr auto tether::pyclass<Inner> = tether::Class<>{.name = \"Inner\"};`.");
        if constexpr (EnumClass<Inner>) {
            if constexpr (check_enum<Inner>())
                return {MemberKind::attribute, 0, pyclass<Inner>.name, "", nullptr, {.make = &make<T>}};
        } else if constexpr (Declared<Inner>) {
            if constexpr (check_class<Inner>())
                return {MemberKind::attribute, 0, pyclass<Inner>.name, "", nullptr, {.make = &make<T>}};
        }
        return {};
    }
};

} // namespace detail

/// A declared class or enum that stands in this one, as `Outer.Inner`: it is made with it, and not added to a
/// module.
template <class Inner> consteval detail::Documented<detail::Nested<Inner>> nested() { return {""}; }

} // namespace tether::inline TETHER_ABI
