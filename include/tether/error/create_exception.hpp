// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Exception types of one's own, and those of Python modules, as tags.
#pragma once

#include <tether/error/exceptions.hpp>

/// Defines an exception type that is made when first needed, once an interpreter:
/// `TETHER_CREATE_EXCEPTION(shop, SoldOut, tether::PyException, "Nothing is left.");` is `shop.SoldOut` in
/// Python and in C++ the tag `SoldOut`, with which `PyErr::make<SoldOut>("text")` makes errors,
/// `is_instance<SoldOut>` asks for them and `py.type_of<SoldOut>()` gives the type for a module to hold. The
/// doc string may be left out. For a namespace, in a header too.
#define TETHER_CREATE_EXCEPTION(module, Name, ...)                                                           \
    TETHER_DETAIL_CREATE_EXCEPTION(module, Name, __VA_ARGS__, nullptr, )
#define TETHER_DETAIL_CREATE_EXCEPTION(module, Name, Base, doc, ...)                                         \
    struct Name : ::tether::detail::CachedException<Name, Base> {                                            \
        using CachedException::CachedException;                                                              \
        static constexpr auto* type_name = #Name;                                                            \
        TETHER_HIDDEN static constexpr ::tether::detail::ExceptionSource source{#module "." #Name, doc,      \
                                                                                &Base::type_object};         \
    }

/// Defines a tag for an exception type of a Python module, which is imported when first needed, once an
/// interpreter: `TETHER_IMPORT_EXCEPTION(socket, gaierror);`. Where that fails the error to be made is the
/// ImportError, AttributeError or TypeError that says so, and nothing is an instance of the type.
#define TETHER_IMPORT_EXCEPTION(module, Name)                                                                \
    struct Name : ::tether::detail::CachedException<Name, ::tether::PyBaseException> {                       \
        using CachedException::CachedException;                                                              \
        static constexpr auto* type_name = #Name;                                                            \
        TETHER_HIDDEN static constexpr ::tether::detail::ExceptionSource source{#module "." #Name, nullptr,  \
                                                                                nullptr};                    \
    }
