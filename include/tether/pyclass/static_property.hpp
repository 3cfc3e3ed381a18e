// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Properties of a class itself: `Point.count`, computed by C++ each time, and set by it.
#pragma once

#include <tether/pyclass/members.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// What a static property does.
struct StaticHalves {
    const char* name;
    PyObject* (*get)(PyObject* cls);
    int (*set)(PyObject* cls, PyObject* value); ///< null where it cannot be set
};

/// The descriptor that stands in the class for it.
struct StaticProperty {
    const StaticHalves* halves;
    PyObject* doc;

    static StaticProperty& of(PyObject* object) noexcept {
        return *ffi::InstanceOf<StaticProperty>::parts(object);
    }

    static PyObject* get(PyObject* self, PyObject* object, PyObject* type) noexcept {
        if (type == nullptr) type = reinterpret_cast<PyObject*>(Py_TYPE(object));
        return of(self).halves->get(type);
    }

    static int change(PyObject* self, PyObject* cls, PyObject* value) noexcept {
        const StaticHalves& halves = *of(self).halves;
        if (value != nullptr && halves.set != nullptr) return halves.set(cls, value);
        PyErr_Format(PyExc_AttributeError, "static property '%s' of '%s' has no %s", halves.name,
                     ffi::TypeText(reinterpret_cast<PyTypeObject*>(cls)).bare(),
                     value != nullptr ? "setter" : "deleter");
        return -1;
    }

    static int set(PyObject* self, PyObject* object, PyObject* value) noexcept {
        return change(self, reinterpret_cast<PyObject*>(Py_TYPE(object)), value);
    }

    static void dealloc(PyObject* self) noexcept {
        Py_CLEAR(of(self).doc);
        ffi::free_instance(self);
    }

    static PyObject* read_doc(PyObject* self, void* /*closure*/) noexcept {
        return ffi::new_ref(of(self).doc);
    }
};

TETHER_HIDDEN inline constinit CellSlot static_property_slot{};
TETHER_HIDDEN inline constinit CellSlot static_metaclass_slot{};

/// Makes a type of ours once an interpreter: borrowed, or null with an error set.
TETHER_COLD inline PyTypeObject* cached_type(CellSlot& slot, PyType_Spec& spec, PyTypeObject* base) noexcept {
    State* const state = State::current();
    auto* const cell = state != nullptr ? state->cell(slot) : nullptr;
    if (cell == nullptr) return nullptr;
    PyObject* type = cell->load();
    if (type == nullptr) {
        PyObject* const bases = PyTuple_Pack(1, base);
        PyObject* const fresh = bases != nullptr ? ffi::new_type(spec, nullptr, bases) : nullptr;
        Py_XDECREF(bases);
        type = fresh != nullptr ? State::publish(*cell, fresh) : nullptr;
    }
    return reinterpret_cast<PyTypeObject*>(type);
}

/// The descriptors' type.
TETHER_COLD inline PyTypeObject* static_property_type() noexcept {
    static PyGetSetDef attributes[] = {{"__doc__", &StaticProperty::read_doc, nullptr, nullptr, nullptr},
                                       {nullptr, nullptr, nullptr, nullptr, nullptr}};
    PyType_Slot slots[] = {{Py_tp_descr_get, reinterpret_cast<void*>(&StaticProperty::get)},
                           {Py_tp_descr_set, reinterpret_cast<void*>(&StaticProperty::set)},
                           {Py_tp_dealloc, reinterpret_cast<void*>(&StaticProperty::dealloc)},
                           {Py_tp_getset, attributes},
                           {0, nullptr}};
    PyType_Spec spec{"tether.static_property", ffi::spec_size(ffi::InstanceOf<StaticProperty>::size), 0,
                     static_cast<unsigned int>(Py_TPFLAGS_DEFAULT | ffi::not_instantiable), slots};
    return cached_type(static_property_slot, spec, &PyBaseObject_Type);
}

/// tp_setattro of the metaclass: an assignment to the class goes to its static property.
inline int set_class_attribute(PyObject* cls, PyObject* name, PyObject* value) noexcept {
    PyTypeObject* const descriptors = static_property_type();
    if (descriptors == nullptr) return -1;
    PyObject* const found = ffi::find_in_type(reinterpret_cast<PyTypeObject*>(cls), name);
    if (found == nullptr && PyErr_Occurred() != nullptr) return -1;
    int const status = found != nullptr && Py_TYPE(found) == descriptors
                           ? StaticProperty::change(found, cls, value)
                           : ffi::set_type_attribute(cls, name, value);
    Py_XDECREF(found);
    return status;
}

/// The metaclass of classes whose static properties can be set.
TETHER_COLD inline PyTypeObject* static_metaclass() noexcept {
    PyType_Slot slots[] = {{Py_tp_setattro, reinterpret_cast<void*>(&set_class_attribute)}, {0, nullptr}};
    PyType_Spec spec{"tether.type", 0, 0, static_cast<unsigned int>(Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE),
                     slots};
    return cached_type(static_metaclass_slot, spec, &PyType_Type);
}

/// A descriptor: a new reference, or null with an error set.
TETHER_COLD inline PyObject* new_static_property(const StaticHalves& halves, const char* doc) noexcept {
    PyTypeObject* const type = static_property_type();
    PyObject* made = type != nullptr ? ffi::new_instance(type) : nullptr;
    if (made == nullptr) return nullptr;
    StaticProperty& property = StaticProperty::of(made);
    property.halves = &halves;
    property.doc = PyUnicode_FromString(doc);
    if (property.doc == nullptr) Py_CLEAR(made);
    return made;
}

/// Calls F with the class where its first parameter is one.
template <auto F, class P> struct StaticAccess;
template <auto F, class R, class... A> struct StaticAccess<F, Prototype<R, A...>> {
    static constexpr std::size_t count = sizeof...(A);
    using result = R;
    template <std::size_t I> using parameter = std::tuple_element_t<I, std::tuple<A...>>;

    template <class... Given> static R call(PyObject* /*cls*/, Given&&... given) {
        return F(static_cast<Given&&>(given)...);
    }
};
template <auto F, class R, class First, class... A>
    requires std::is_same_v<std::remove_cvref_t<First>, PyType>
struct StaticAccess<F, Prototype<R, First, A...>> {
    static constexpr std::size_t count = sizeof...(A);
    using result = R;
    template <std::size_t I> using parameter = std::tuple_element_t<I, std::tuple<A...>>;

    template <class... Given> static R call(PyObject* cls, Given&&... given) {
        return F(Borrowed<PyType>::from_ptr(Python::assume_attached(), cls), static_cast<Given&&>(given)...);
    }
};

template <auto F>
using StaticAccessOf = StaticAccess<F, typename PrototypeOf<std::remove_cvref_t<decltype(F)>>::type>;

template <auto F> PyObject* get_static(PyObject* cls) noexcept {
    using Access = StaticAccessOf<F>;
    static_assert(Access::count == 0 && !std::is_void_v<typename Access::result>,
                  "tether: static_property: the getter takes nothing, or the class as a const PyType&.");
    try {
        if constexpr (Access::count == 0 && !std::is_void_v<typename Access::result>)
            return return_value<typename Access::result>(Access::call(cls));
        else
            return nullptr;
    } catch (const std::exception& exception) {
        return translate(exception);
    } catch (...) {
        return translate_unknown();
    }
}

template <fixed_string Name, auto F> int set_static(PyObject* cls, PyObject* value) noexcept {
    using Access = StaticAccessOf<F>;
    static_assert(
        Access::count == 1,
        "tether: static_property: the setter takes the value, or the class as a const PyType& and the "
        "value.");
    try {
        if constexpr (Access::count == 1) {
            Argument<typename Access::template parameter<0>> held;
            if (ErrState* const error = held.load(value)) return fail_attribute(Name.text, error);
            if constexpr (is_result<typename Access::result>) {
                auto result = Access::call(cls, held.get());
                if (result.is_err()) return fail_with(std::move(result).error()), -1;
            } else {
                Access::call(cls, held.get());
            }
            return 0;
        }
    } catch (const std::exception& exception) {
        translate(exception);
    } catch (...) {
        translate_unknown();
    }
    return -1;
}

template <fixed_string Name, auto G, auto S> struct StaticPropertyItem {
    static constexpr bool is_set = !std::is_null_pointer_v<std::remove_cvref_t<decltype(S)>>;

    using Setter = int (*)(PyObject*, PyObject*);
    static constexpr Setter setter = [] {
        if constexpr (is_set)
            return Setter(&set_static<Name, S>);
        else
            return Setter(nullptr);
    }();

    TETHER_HIDDEN static constexpr StaticHalves halves{Name.text, &get_static<G>, setter};

    template <class T> static consteval MemberRecord record(const char* doc) {
        MemberRecord made{MemberKind::attribute, is_set, Name.text, doc, nullptr, {}};
        made.function.describe = [](const char* text) { return new_static_property(halves, text); };
        made.kind = MemberKind::static_property;
        return made;
    }
};

/// Whether a class needs the metaclass.
template <class Item> inline constexpr bool is_set_on_class = false;
template <fixed_string Name, auto G, auto S>
inline constexpr bool is_set_on_class<StaticPropertyItem<Name, G, S>> =
    StaticPropertyItem<Name, G, S>::is_set;

} // namespace detail

/// An attribute of the class itself that C++ computes: a getter without parameters, and maybe a setter that
/// takes the value; both may take the class first, as a const PyType&. A class with a setter has a metaclass
/// of ours, a subclass of type.
template <fixed_string Name, auto Getter, auto Setter = nullptr>
consteval detail::Documented<detail::StaticPropertyItem<Name, Getter, Setter>>
static_property(const char* doc = "") {
    return {doc};
}

} // namespace tether::inline TETHER_ABI
