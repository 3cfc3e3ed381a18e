// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Classes: C++ types declared as Python classes. Opt-in, since it is a third of all that there is to read.
#pragma once

#include <tether/tether.hpp>

#include <tether/pyclass/borrow.hpp>
#include <tether/pyclass/borrow_state.hpp>
#include <tether/pyclass/buffer.hpp>
#include <tether/pyclass/class.hpp>
#include <tether/pyclass/class_spec.hpp>
#include <tether/pyclass/class_tables.hpp>
#include <tether/pyclass/closure.hpp>
#include <tether/pyclass/construct.hpp>
#include <tether/pyclass/convert.hpp>
#include <tether/pyclass/dataclass.hpp>
#include <tether/pyclass/enum.hpp>
#include <tether/pyclass/enum_info.hpp>
#include <tether/pyclass/exception.hpp>
#include <tether/pyclass/factory.hpp>
#include <tether/pyclass/field.hpp>
#include <tether/pyclass/fields.hpp>
#include <tether/pyclass/format.hpp>
#include <tether/pyclass/freelist.hpp>
#include <tether/pyclass/from_fields.hpp>
#include <tether/pyclass/gc.hpp>
#include <tether/pyclass/held.hpp>
#include <tether/pyclass/holder.hpp>
#include <tether/pyclass/identity.hpp>
#include <tether/pyclass/info.hpp>
#include <tether/pyclass/inheritance.hpp>
#include <tether/pyclass/instance.hpp>
#include <tether/pyclass/iterator.hpp>
#include <tether/pyclass/iterator_object.hpp>
#include <tether/pyclass/kept_value.hpp>
#include <tether/pyclass/layout.hpp>
#include <tether/pyclass/members.hpp>
#include <tether/pyclass/nested.hpp>
#include <tether/pyclass/object.hpp>
#include <tether/pyclass/option_items.hpp>
#include <tether/pyclass/options.hpp>
#include <tether/pyclass/overloads.hpp>
#include <tether/pyclass/pickle.hpp>
#include <tether/pyclass/prepare.hpp>
#include <tether/pyclass/property.hpp>
#include <tether/pyclass/receiver.hpp>
#include <tether/pyclass/reference.hpp>
#include <tether/pyclass/rename.hpp>
#include <tether/pyclass/returns.hpp>
#include <tether/pyclass/slots.hpp>
#include <tether/pyclass/slots_attributes.hpp>
#include <tether/pyclass/slots_items.hpp>
#include <tether/pyclass/slots_iteration.hpp>
#include <tether/pyclass/slots_merge.hpp>
#include <tether/pyclass/slots_operators.hpp>
#include <tether/pyclass/special.hpp>
#include <tether/pyclass/static_property.hpp>
#include <tether/pyclass/traverse.hpp>
#include <tether/pyclass/type_object.hpp>

namespace tether::inline TETHER_ABI {

template <class T> Module& Module::add_class() {
    static_assert(detail::Declared<T>,
                  "tether: T is not declared as a class. Write `template <> inline constexpr auto "
                  "tether::pyclass<T> = tether::Class<>{.name = \"T\"};` before its first use.");
    if constexpr (EnumClass<T>) {
        if constexpr (detail::check_enum<T>()) add_enum(detail::enum_info<T>, detail::enum_spec<T>);
    } else if constexpr (PyClass<T>) {
        if constexpr (detail::check_class<T>()) add_type(detail::prepare<T>());
    }
    return *this;
}

TETHER_COLD inline void Module::add_type(detail::ClassInfo* prepared) {
    if (prepared == nullptr) detail::throw_error(PyErr::from_state(detail::fetch_error()));
    detail::ClassInfo& info = *prepared;
    detail::State* const state = detail::State::current();
    PyTypeObject* const type =
        state != nullptr ? detail::make_type(info, state, ptr(), PyModule_GetName(ptr()), nullptr) : nullptr;
    if (type == nullptr) detail::throw_error(PyErr::from_state(detail::fetch_error()));
    add_object(info.name, Borrowed<PyAny>::from_ptr(py(), reinterpret_cast<PyObject*>(type)));
}

TETHER_COLD inline void Module::add_enum(detail::EnumInfo& info, const detail::EnumSpec& spec) {
    info.spec.store(&spec);
    const char* const module_name = PyModule_GetName(ptr());
    PyObject* const type = module_name != nullptr ? detail::make_enum(info, module_name, nullptr) : nullptr;
    if (type == nullptr) detail::throw_error(PyErr::from_state(detail::fetch_error()));
    add_object(info.name, Borrowed<PyAny>::from_ptr(py(), type));
}

} // namespace tether::inline TETHER_ABI
