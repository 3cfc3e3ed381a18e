// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The fields of an aggregate as plain records, and the ordinary functions that read and write dicts, objects
// and tuples by them.
#pragma once

#include <tether/tether.hpp>
#include <tether/token/imported.hpp>

namespace tether::inline TETHER_ABI::detail {

/// One member of an aggregate, its type erased.
struct FieldRecord {
    const char* text;                              ///< its name in Python
    PyObject* (*name)() noexcept;                  ///< the same as an interned str, null with an error set
    ErrState* (*load)(PyObject*, void* aggregate); ///< converts into the member
    PyObject* (*cast)(void* aggregate, bool may_move);
    bool has_default; ///< whether the member stays as the aggregate's own initialiser made it
};

/// What an aggregate is in Python.
enum class AggregateForm : unsigned char { dict, attributes, tuple };

/// The object of one field: a new reference; null where it is missing, or with the error in `error`.
inline PyObject* get_field(PyObject* object, const FieldRecord& field, AggregateForm form,
                           ErrState*& error) noexcept {
    PyObject* const name = field.name();
    PyObject* value = nullptr;
    int const status = name == nullptr               ? -1
                       : form == AggregateForm::dict ? ffi::dict_get_item(object, name, &value)
                                                     : ffi::get_optional_attr(object, name, &value);
    if (status < 0) error = fetch_error();
    return value;
}

/// "key 'x' is missing", or "'Foo' object has no attribute 'x'".
TETHER_COLD inline ErrState* new_missing_field_error(PyObject* object, const FieldRecord& field,
                                                     AggregateForm form) noexcept {
    if (form == AggregateForm::attributes)
        return new_mismatch("'%s' object has no attribute '%s'", object, field.text);
    char text[160];
    std::snprintf(text, sizeof text, "key '%.120s' is missing", field.text);
    return new_value_error(text);
}

/// Where in an aggregate: "value of 'x'", "attribute 'x'".
TETHER_COLD inline ErrState* at_field(ErrState* error, const FieldRecord& field,
                                      AggregateForm form) noexcept {
    char place[160];
    std::snprintf(place, sizeof place, "%s '%.120s'", form == AggregateForm::dict ? "value of" : "attribute",
                  field.text);
    return at_place(error, place);
}

/// Converts the members of an aggregate from a dict's values or an object's attributes; null, or the error.
inline ErrState* load_fields(PyObject* object, void* out, const FieldRecord* fields, std::size_t count,
                             AggregateForm form, const char* wanted) {
    const RecursionGuard recursion;
    if (!recursion.entered()) return fetch_error();
    if (form == AggregateForm::dict && !PyDict_Check(object)) return new_conversion_error(object, wanted);
    for (const FieldRecord* field = fields; field != fields + count; ++field) {
        ErrState* error = nullptr;
        Strong const value(get_field(object, *field, form, error));
        if (value)
            error = field->load(value.get(), out);
        else if (error == nullptr && field->has_default)
            continue;
        else if (error == nullptr)
            return new_missing_field_error(object, *field, form);
        if (error != nullptr) return at_field(error, *field, form);
    }
    return nullptr;
}

/// The same from the items of a tuple.
inline ErrState* load_field_items(PyObject* object, void* out, const FieldRecord* fields, std::size_t count,
                                  const char* wanted) {
    const RecursionGuard recursion;
    if (!recursion.entered()) return fetch_error();
    auto const size = static_cast<Py_ssize_t>(count);
    if (ErrState* const error = check_tuple(object, size, wanted)) return error;
    for (Py_ssize_t i = 0; i < size; ++i)
        if (ErrState* const error = fields[i].load(ffi::tuple_item(object, i), out)) return at_item(error, i);
    return nullptr;
}

/// A dict of the members, or an object that has them as attributes: a new reference, or null with an
/// exception raised.
inline PyObject* cast_fields(void* aggregate, bool may_move, const FieldRecord* fields, std::size_t count,
                             AggregateForm form) {
    Strong dict(PyDict_New());
    if (!dict) return nullptr;
    for (const FieldRecord* field = fields; field != fields + count; ++field) {
        Strong const value(field->cast(aggregate, may_move));
        PyObject* const name = value ? field->name() : nullptr;
        if (name == nullptr || PyDict_SetItem(dict.get(), name, value.get()) != 0) {
            raise_and_release(at_field(fetch_error(), *field, form));
            return nullptr;
        }
    }
    if (form == AggregateForm::dict) return dict.release();
    PyObject* const type = imported<"types", "SimpleNamespace">();
    Strong const nothing(PyTuple_New(0));
    return type != nullptr && nothing ? PyObject_Call(type, nothing.get(), dict.get()) : nullptr;
}

/// A tuple of the members: a new reference, or null with an exception raised.
inline PyObject* cast_field_items(void* aggregate, bool may_move, const FieldRecord* fields,
                                  std::size_t count) {
    Strong tuple(PyTuple_New(static_cast<Py_ssize_t>(count)));
    if (!tuple) return nullptr;
    for (Py_ssize_t i = 0; i < static_cast<Py_ssize_t>(count); ++i) {
        PyObject* const item = fields[i].cast(aggregate, may_move);
        if (item == nullptr) return fail_at_item(i);
        ffi::tuple_fill_item(tuple.get(), i, item);
    }
    return tuple.release();
}

} // namespace tether::inline TETHER_ABI::detail
