// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What the fields of a class give it at once: repr, equality and hash, `__match_args__`, `__replace__`.
#pragma once

#include <tether/pyclass/from_fields.hpp>

#include <compare>
#include <string>

namespace tether::inline TETHER_ABI::detail {

/// The record of a slot that an option fills.
consteval MemberRecord implied_slot(const char* name, int slot, MemberFunction function) {
    MemberRecord record{MemberKind::slot, slot, name, "", nullptr, function};
    record.is_implied = true;
    return record;
}

/// "Point(x=1.0, y=2.0)": a new reference, or null with an error set.
TETHER_NOINLINE inline PyObject* repr_fields(PyObject* self, const ClassField* fields) noexcept {
    int const is_inside = Py_ReprEnter(self);
    if (is_inside != 0) return is_inside > 0 ? PyUnicode_FromString("...") : nullptr;
    PyObject* const name = PyObject_GetAttrString(reinterpret_cast<PyObject*>(Py_TYPE(self)), "__qualname__");
    PyObject* text = name != nullptr ? PyUnicode_FromFormat("%U(", name) : nullptr;
    Py_XDECREF(name);
    for (const ClassField* field = fields; text != nullptr && field->name != nullptr; ++field) {
        PyObject* const value = field->get(self, nullptr);
        PyObject* const more =
            value != nullptr
                ? PyUnicode_FromFormat("%U%s%s=%R", text, field != fields ? ", " : "", field->name, value)
                : nullptr;
        Py_XDECREF(value);
        Py_DECREF(text);
        text = more;
    }
    PyObject* const result = text != nullptr ? PyUnicode_FromFormat("%U)", text) : nullptr;
    Py_XDECREF(text);
    Py_ReprLeave(self);
    return result;
}

/// The hash of the fields' values: -1 with an error set.
TETHER_NOINLINE inline Py_hash_t hash_fields(PyObject* self, const ClassField* fields) noexcept {
    PyObject* const values = field_values(self, fields);
    if (values == nullptr) return -1;
    Py_hash_t const hash = PyObject_Hash(values);
    Py_DECREF(values);
    return hash;
}

/// Compares the fields' values as Python does.
TETHER_NOINLINE inline PyObject* compare_fields(PyObject* a, PyObject* b, int operation,
                                                const ClassField* fields) noexcept {
    PyObject* const left = field_values(a, fields);
    PyObject* const right = left != nullptr ? field_values(b, fields) : nullptr;
    PyObject* const result = right != nullptr ? PyObject_RichCompare(left, right, operation) : nullptr;
    Py_XDECREF(left);
    Py_XDECREF(right);
    return result;
}

/// `type(self)(**fields, **changes)`.
TETHER_NOINLINE inline PyObject* replace_fields(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                                                PyObject* kwnames, const ClassField* fields) noexcept {
    if (nargs != 0)
        return PyErr_Format(PyExc_TypeError, "%s.__replace__() takes 0 positional arguments but %zd %s given",
                            ffi::TypeText(Py_TYPE(self)).bare(), nargs, nargs == 1 ? "was" : "were");
    PyObject* const values = PyDict_New();
    bool failed = values == nullptr;
    for (const ClassField* field = fields; !failed && field->name != nullptr; ++field) {
        PyObject* const value = field->get(self, nullptr);
        failed = value == nullptr || PyDict_SetItemString(values, field->name, value) < 0;
        Py_XDECREF(value);
    }
    Py_ssize_t const count = kwnames != nullptr ? ffi::tuple_size(kwnames) : 0;
    for (Py_ssize_t i = 0; !failed && i < count; ++i)
        failed = PyDict_SetItem(values, ffi::tuple_item(kwnames, i), args[i]) < 0;
    PyObject* const none = !failed ? PyTuple_New(0) : nullptr;
    PyObject* const result =
        none != nullptr ? PyObject_Call(reinterpret_cast<PyObject*>(Py_TYPE(self)), none, values) : nullptr;
    Py_XDECREF(none);
    Py_XDECREF(values);
    return result;
}

/// The items of `dataclass`, besides the constructor and the match arguments.
template <class List> struct DataclassRepr {
    static PyObject* repr(PyObject* self) noexcept { return repr_fields(self, FieldTable<List>::at); }

    template <class T> static consteval MemberRecord record(const char* /*doc*/) {
        return implied_slot("__repr__", Py_tp_repr, {.unary = &repr});
    }
};

template <class List> struct DataclassHash {
    static Py_hash_t hash(PyObject* self) noexcept { return hash_fields(self, FieldTable<List>::at); }

    template <class T> static consteval MemberRecord record(const char* /*doc*/) {
        return implied_slot("__hash__", Py_tp_hash, {.hash = &hash});
    }
};

/// What the operators of T take, and those of its bases do not.
template <class T> struct OnlyAs {
    template <std::same_as<T> U> operator const U&() const; // NOLINT(google-explicit-constructor)
};

/// Whether T has an operator that compares all of it: one of its base leaves out what T adds.
template <class T> inline constexpr bool compares_whole = std::equality_comparable<T>;
template <class T>
    requires(has_class_base<T> && !ClassKind<T>::is_alternative)
inline constexpr bool compares_whole<T> =
    std::equality_comparable<T> && (!std::equality_comparable<base_of<T>> ||
                                    requires(const T& value, const OnlyAs<T>& other) { value == other; });

/// Whether neither instance is of a C++ class derived from the other's, with fields more that its hash
/// counts.
TETHER_NOINLINE inline bool are_of_one_class(PyObject* a, PyObject* b) noexcept {
    return &class_of(Py_TYPE(a)) == &class_of(Py_TYPE(b));
}

template <class List, class T> struct DataclassEq {
    static PyObject* compare(PyObject* a, PyObject* b, int operation) noexcept {
        if ((operation != Py_EQ && operation != Py_NE) || !is_instance<T>(a) || !is_instance<T>(b))
            return ffi::new_ref(Py_NotImplemented);
        if constexpr (pyclass<T>.subclass)
            if (!are_of_one_class(a, b)) return ffi::new_ref(Py_NotImplemented);
        if constexpr (compares_whole<T>) {
            Hold<T, false> left;
            Hold<T, false> right;
            ErrState* error = left.take(a, "__eq__");
            if (error == nullptr) error = right.take(b, "__eq__");
            if (error != nullptr) return fail_receiver(error);
            try {
                return ffi::new_ref((*left.get() == *right.get()) == (operation == Py_EQ) ? Py_True
                                                                                          : Py_False);
            } catch (const std::exception& exception) {
                return translate(exception);
            } catch (...) {
                return translate_unknown();
            }
        } else {
            return compare_fields(a, b, operation, FieldTable<List>::at);
        }
    }

    template <class Owner> static consteval MemberRecord record(const char* /*doc*/) {
        return implied_slot("__eq__", Py_tp_richcompare, {.compare = &compare});
    }
};

template <class List> struct Replace {
    static PyObject* replace(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                             PyObject* kwnames) noexcept {
        return replace_fields(self, args, nargs, kwnames, FieldTable<List>::at);
    }

    template <class T> static consteval MemberRecord record(const char* /*doc*/) {
        MemberRecord made{MemberKind::method,
                          METH_FASTCALL | METH_KEYWORDS,
                          "__replace__",
                          "__replace__($self, /, **changes)\n--\n\n",
                          nullptr,
                          {}};
        made.function.call.keywords = &replace;
        made.is_implied = true;
        return made;
    }
};

/// The names of the parameters that take positional arguments, as a tuple.
TETHER_COLD inline PyObject* parameter_names(const Signature& signature) noexcept {
    PyObject* const names = PyTuple_New(signature.positional);
    for (std::size_t i = 0; names != nullptr && i < signature.positional; ++i) {
        PyObject* const name = PyUnicode_InternFromString(signature.name(i));
        if (name == nullptr) {
            Py_DECREF(names);
            return nullptr;
        }
        ffi::tuple_fill_item(names, static_cast<Py_ssize_t>(i), name);
    }
    return names;
}

/// The item of `match_args`: those of the constructor Item, or the fields where that is void.
template <class Item, class List> struct MatchArgs {
    template <class T> static PyObject* make() noexcept {
        if constexpr (std::is_void_v<Item>)
            return field_names(FieldTable<List>::at);
        else
            return parameter_names(Item::template of<T, false>::Call::table.signature());
    }

    template <class T> static consteval MemberRecord record(const char* /*doc*/) {
        MemberRecord made{MemberKind::attribute, 0, "__match_args__", "", nullptr, {}};
        made.function.make = &make<T>;
        made.is_implied = true;
        return made;
    }
};

} // namespace tether::inline TETHER_ABI::detail
