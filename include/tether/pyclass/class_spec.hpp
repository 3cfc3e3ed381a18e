// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// All that the type object of a class is made of, as plain records: nothing here depends on the C++ type.
#pragma once

#include <tether/function/function.hpp>
#include <tether/pyclass/info.hpp>
#include <tether/pyclass/slots.hpp>

namespace tether::inline TETHER_ABI::detail {

/// What a member of a class is.
enum class MemberKind : unsigned char {
    method,
    class_method,
    static_method,
    property,
    slot,
    attribute,
    constructor,
    special, ///< a special method, whose slots ClassSpec has; the flags are its number among them
    static_property,
    hidden ///< nothing that Python sees
};

constexpr bool is_method(MemberKind kind) noexcept {
    return kind == MemberKind::method || kind == MemberKind::class_method ||
           kind == MemberKind::static_method;
}

/// What the signature of a method begins with, by its kind.
constexpr FirstParameter first_parameter(MemberKind kind) noexcept {
    return kind == MemberKind::method         ? FirstParameter::self
           : kind == MemberKind::class_method ? FirstParameter::type
                                              : FirstParameter::none;
}

/// What a record of a property has. With -fsanitize=undefined g++ compares no address with null when it
/// compiles.
enum PropertyHalf : int { reads_property = 1, sets_property = 2, deletes_property = 4 };

/// What a member's C function is: one of these by the record's kind.
union MemberFunction {
    AnyCFunction call;
    getter get;
    PyObject* (*make)();
    PyObject* (*describe)(const char* doc); ///< of a static property: its descriptor
    unaryfunc unary;
    hashfunc hash;
    richcmpfunc compare;
    void (*any)();
};

/// The C function of a constructor: METH_FASTCALL | METH_KEYWORDS.
using ConstructorCall = PyObject* (*)(PyObject*, PyObject* const*, Py_ssize_t, PyObject*);

/// One member, as the type object is made of it.
struct MemberRecord {
    MemberKind kind;
    int flags;             ///< of a method: its calling convention; of a slot: its number; of a property: its
                           ///< PropertyHalf's
    const char* name = ""; ///< empty where there is none
    const char* doc;
    const Signature* signature;
    MemberFunction function;
    setter set = nullptr;    ///< of a property
    setter remove = nullptr; ///< of a property: its deleter
    bool is_implied = false; ///< by an option: a declared member of the name comes first
};

/// Gives the type object of a base: borrowed, or null with an error set.
using BaseGetter = PyObject* (*)() noexcept;

/// All that a class's type object is made of.
struct ClassSpec {
    ClassInfo* info;
    const char* doc;
    const char* module; ///< null: that of the module it is added to
    std::size_t size;
    unsigned long flags;
    std::size_t weakrefs_at;
    std::size_t dict_at;
    std::size_t kept_at; ///< what an instance owns that Python is to end, of a class on a Python type
    BaseGetter base;
    const BaseGetter* more_bases;
    std::size_t more_base_count;
    ClassInfo* origin; ///< the class that derives from a Python type, from whose end places are counted
    void (*end)(PyObject* object) noexcept;   ///< ends the value of an instance; or null
    void (*claim)(PyObject* object) noexcept; ///< what is noted in a new instance
    void (*list)() noexcept;                  ///< makes the class known to its bases; or null
    MemberRecord* members;
    std::size_t member_count;
    destructor dealloc;
    newfunc make;
    initproc init;
    ffi::VectorcallFunction construct;
    ConstructorCall call; ///< what `construct`, `make` and `init` end in
    traverseproc traverse;
    inquiry clear;
    PyTypeObject* (*metaclass)() noexcept; ///< null: that of the base
    const SlotRecord* slots;               ///< of special methods and of options
    std::size_t slot_count;
    std::size_t call_at;                   ///< the function that calls of an instance go to
    ffi::VectorcallFunction call_instance; ///< that function
    bool is_sealed;                        ///< what is nested in it is all that derives from it
};

inline void end_made(PyObject* object, const ClassInfo& made) noexcept { made.spec.load()->end(object); }

} // namespace tether::inline TETHER_ABI::detail
