// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Every public name, declared, so that the layers can speak of each other.
#pragma once

#include <tether/config.hpp>

#include <cstddef>
#include <type_traits>

namespace tether::inline TETHER_ABI {

// The token.
class Python;

// The smart pointers and the view that is the base of all.
class PyAny;
template <class T> class Bound;
template <class T> class Borrowed;
template <class T> class Py;
class IntoPy;

// Errors.
class PyErr;
class Raised;
template <class T> class PyResult;

// One view a Python type.
class PyBool;
class PyBuiltinFunction;
class PyByteArray;
class PyBytes;
class PyCapsule;
class PyCode;
class PyComplex;
class PyDict;
class PyDictItemsView;
class PyDictKeysView;
class PyDictValuesView;
class PyEllipsis;
class PyFloat;
class PyFrozenSet;
class PyFrozenSetBuilder;
class PyFunction;
class PyGenericAlias;
class PyInt;
class PyIterator;
class PyList;
class PyMapping;
class PyMappingProxy;
class PyMemoryView;
class PyModule;
class PyNone;
class PyNotImplemented;
class PyRange;
class PySequence;
class PySet;
class PySlice;
class PyString;
class PySuper;
class PyTraceback;
class PyTuple;
class PyType;
class PyWeakref;
class PyWeakrefProxy;
class PyWeakrefReference;
class PyBaseException;

// Conversions: the two traits that a user's own type specialises.
template <class T> struct FromPyObject;
template <class T> struct IntoPyObject;

// Modules and embedding.
class Module;
class Interpreter;

namespace detail {

struct Undeclared {};

struct ClassInfo;
struct EnumInfo;
struct EnumSpec;

struct ErrState;

} // namespace detail

/// The declaration of a C++ class as a Python class; `Undeclared` for every other type. Specialise it outside
/// namespaces, before the first use of the class across the border.
template <class T> inline constexpr auto pyclass = detail::Undeclared{};

namespace detail {

template <class T>
concept Declared = !std::is_same_v<std::remove_cvref_t<decltype(pyclass<T>)>, Undeclared>;

} // namespace detail

/// A C++ class that has been declared as a Python class.
template <class T>
concept PyClass = detail::Declared<T> && !std::is_enum_v<T>;

/// A C++ enum that has been declared as a Python class.
template <class T>
concept EnumClass = detail::Declared<T> && std::is_enum_v<T>;

/// The view of a declared class's instances.
template <class T> class object;

namespace detail {

/// A type without a view: no class, or one that is neither a view nor declared.
template <class T>
concept Viewless =
    !PyClass<T> && (!std::is_class_v<T> || (requires { sizeof(T); } && !std::is_base_of_v<PyAny, T>));

/// Says of a type that no view has.
template <class T> consteval auto check_members() {
    static_assert(!Viewless<T>, "tether: T is no type of Python objects: a view such as PyList, or a class "
                                "declared with tether::pyclass<T>. To convert, write extract<T>().");
    return static_cast<PyAny*>(nullptr);
}

template <class T> struct MembersOf {
    using type = T;
};

template <Viewless T> struct MembersOf<T> {
    using type = std::remove_pointer_t<decltype(check_members<T>())>;
};

template <PyClass T> struct MembersOf<T> {
    using type = object<T>;
};

/// The view whose members a pointer to T has: T itself, or object<T> for a declared class.
template <class T> using members_t = typename MembersOf<T>::type;

} // namespace detail
} // namespace tether::inline TETHER_ABI
