// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The special methods by name: which slot of the type each one fills, and in what shape.
#pragma once

#include <tether/ffi.hpp>

#include <string_view>

namespace tether::inline TETHER_ABI::detail {

/// How a special method is called, and what becomes of its result.
enum class SlotShape : unsigned char {
    object,            ///< takes nothing more, gives any object
    hash,              ///< gives an integer of any size, which wraps
    truth,             ///< gives a bool
    length,            ///< gives a size
    iterator,          ///< gives an object, or a C++ range
    next,              ///< gives an object or, at the end, nothing
    next_awaitable,    ///< the same; the end is StopAsyncIteration
    send,              ///< takes a value, gives a SendResult
    binary,            ///< an operator: left (part 0) and reflected (part 1) in one slot
    in_place,          ///< an operator that changes its left operand
    power,             ///< pow(), with a third operand
    in_place_power,    ///< `**=`
    comparison,        ///< the part is the operator's number, or 6 for all of them
    contains,          ///< `in`
    item,              ///< `[]`
    change_item,       ///< `[] =` (part 0) and `del []` (part 1) in one slot
    concatenation,     ///< `+` of a sequence
    repetition,        ///< `*` of a sequence
    attribute,         ///< `__getattribute__` (part 0), and `__getattr__` behind it (part 1)
    change_attribute,  ///< `__setattr__` (part 0) and `__delattr__` (part 1)
    descriptor,        ///< `__get__`
    change_descriptor, ///< `__set__` (part 0) and `__delete__` (part 1)
    call,              ///< under a signature of its own
    finalizer,         ///< `__del__`
    buffer,            ///< gives the memory to export
    release_buffer,    ///< an export has ended
    constructor,       ///< no method
};

/// One special method.
struct SpecialMethod {
    std::string_view name;
    int slot; ///< Python's number of it
    SlotShape shape;
    unsigned char part = 0;
    unsigned char least = 0; ///< how many arguments it takes besides the instance,
    unsigned char most = 0;  ///< and at most
};

inline constexpr int all_comparisons = 6;

#define TETHER_DETAIL_OPERATOR(name, slot)                                                                   \
    {"__" #name "__", Py_nb_##slot, SlotShape::binary, 0, 1, 1},                                             \
        {"__r" #name "__", Py_nb_##slot, SlotShape::binary, 1, 1, 1},                                        \
        {"__i" #name "__", Py_nb_inplace_##slot, SlotShape::in_place, 0, 1, 1}

TETHER_HIDDEN inline constexpr SpecialMethod special_methods[] = {
    TETHER_DETAIL_OPERATOR(add, add),
    TETHER_DETAIL_OPERATOR(sub, subtract),
    TETHER_DETAIL_OPERATOR(mul, multiply),
    TETHER_DETAIL_OPERATOR(matmul, matrix_multiply),
    TETHER_DETAIL_OPERATOR(truediv, true_divide),
    TETHER_DETAIL_OPERATOR(floordiv, floor_divide),
    TETHER_DETAIL_OPERATOR(mod, remainder),
    TETHER_DETAIL_OPERATOR(lshift, lshift),
    TETHER_DETAIL_OPERATOR(rshift, rshift),
    TETHER_DETAIL_OPERATOR(and, and),
    TETHER_DETAIL_OPERATOR(xor, xor),
    TETHER_DETAIL_OPERATOR(or, or),
    {"__divmod__", Py_nb_divmod, SlotShape::binary, 0, 1, 1},
    {"__rdivmod__", Py_nb_divmod, SlotShape::binary, 1, 1, 1},
    {"__pow__", Py_nb_power, SlotShape::power, 0, 1, 2},
    {"__rpow__", Py_nb_power, SlotShape::power, 1, 1, 2},
    {"__ipow__", Py_nb_inplace_power, SlotShape::in_place_power, 0, 1, 2},
    {"__neg__", Py_nb_negative, SlotShape::object},
    {"__pos__", Py_nb_positive, SlotShape::object},
    {"__abs__", Py_nb_absolute, SlotShape::object},
    {"__invert__", Py_nb_invert, SlotShape::object},
    {"__index__", Py_nb_index, SlotShape::object},
    {"__int__", Py_nb_int, SlotShape::object},
    {"__float__", Py_nb_float, SlotShape::object},
    {"__bool__", Py_nb_bool, SlotShape::truth},
    {"__str__", Py_tp_str, SlotShape::object},
    {"__repr__", Py_tp_repr, SlotShape::object},
    {"__hash__", Py_tp_hash, SlotShape::hash},
    {"__lt__", Py_tp_richcompare, SlotShape::comparison, Py_LT, 1, 1},
    {"__le__", Py_tp_richcompare, SlotShape::comparison, Py_LE, 1, 1},
    {"__eq__", Py_tp_richcompare, SlotShape::comparison, Py_EQ, 1, 1},
    {"__ne__", Py_tp_richcompare, SlotShape::comparison, Py_NE, 1, 1},
    {"__gt__", Py_tp_richcompare, SlotShape::comparison, Py_GT, 1, 1},
    {"__ge__", Py_tp_richcompare, SlotShape::comparison, Py_GE, 1, 1},
    {"__richcmp__", Py_tp_richcompare, SlotShape::comparison, all_comparisons, 2, 2},
    {"__len__", Py_mp_length, SlotShape::length},
    {"__contains__", Py_sq_contains, SlotShape::contains, 0, 1, 1},
    {"__getitem__", Py_mp_subscript, SlotShape::item, 0, 1, 1},
    {"__setitem__", Py_mp_ass_subscript, SlotShape::change_item, 0, 2, 2},
    {"__delitem__", Py_mp_ass_subscript, SlotShape::change_item, 1, 1, 1},
    {"__concat__", Py_sq_concat, SlotShape::concatenation, 0, 1, 1},
    {"__inplace_concat__", Py_sq_inplace_concat, SlotShape::concatenation, 0, 1, 1},
    {"__repeat__", Py_sq_repeat, SlotShape::repetition, 0, 1, 1},
    {"__inplace_repeat__", Py_sq_inplace_repeat, SlotShape::repetition, 0, 1, 1},
    {"__iter__", Py_tp_iter, SlotShape::iterator},
    {"__next__", Py_tp_iternext, SlotShape::next},
    {"__await__", Py_am_await, SlotShape::iterator},
    {"__aiter__", Py_am_aiter, SlotShape::object},
    {"__anext__", Py_am_anext, SlotShape::next_awaitable},
    {"__send__", ffi::slot_am_send, SlotShape::send, 0, 1, 1},
    {"__call__", Py_tp_call, SlotShape::call, 0, 0, 255},
    {"__getattribute__", Py_tp_getattro, SlotShape::attribute, 0, 1, 1},
    {"__getattr__", Py_tp_getattro, SlotShape::attribute, 1, 1, 1},
    {"__setattr__", Py_tp_setattro, SlotShape::change_attribute, 0, 2, 2},
    {"__delattr__", Py_tp_setattro, SlotShape::change_attribute, 1, 1, 1},
    {"__get__", Py_tp_descr_get, SlotShape::descriptor, 0, 1, 2},
    {"__set__", Py_tp_descr_set, SlotShape::change_descriptor, 0, 2, 2},
    {"__delete__", Py_tp_descr_set, SlotShape::change_descriptor, 1, 1, 1},
    {"__del__", Py_tp_finalize, SlotShape::finalizer},
    {"__buffer__", Py_bf_getbuffer, SlotShape::buffer, 0, 0, 1},
    {"__release_buffer__", Py_bf_releasebuffer, SlotShape::release_buffer},
    {"__init__", Py_tp_init, SlotShape::constructor, 0, 0, 255},
    {"__new__", Py_tp_new, SlotShape::constructor, 0, 0, 255},
};

#undef TETHER_DETAIL_OPERATOR

/// Whether a signature literal can be that of a special method: all that an ordinary one pays.
consteval bool may_be_special(const char* literal) { return literal[0] == '_' && literal[1] == '_'; }

/// The number of the special method that a signature literal declares, -1 where it is an ordinary one.
consteval int special_index(const char* literal) {
    if (!may_be_special(literal)) return -1;
    std::size_t size = 0;
    while (literal[size] != 0 && literal[size] != '(' && literal[size] != ' ') ++size;
    int index = 0;
    for (const SpecialMethod& method : special_methods) {
        if (method.name == std::string_view(literal, size)) return index;
        ++index;
    }
    return -1;
}

/// A slot of a type and its function, as a constant: one of these by the slot's number.
struct SlotRecord {
    union Function {
        unaryfunc unary;
        binaryfunc binary;
        ternaryfunc ternary;
        inquiry truth;
        hashfunc hash;
        lenfunc length;
        richcmpfunc comparison;
        objobjproc contains;
        objobjargproc change;
        ssizeargfunc item;
        ssizeobjargproc change_item;
        descrgetfunc descriptor;
        destructor finalizer;
        ffi::GetBufferFunction buffer;
        ffi::ReleaseBufferFunction release;
        ffi::SendFunction send;
        traverseproc traverse;
        void (*any)(); ///< for what only hands it on
    };

    int slot;
    Function function;
};

} // namespace tether::inline TETHER_ABI::detail
