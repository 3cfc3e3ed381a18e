// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Classes whose instances the garbage collector knows: those that declare members which hold Python objects,
// have a `visit` function or a `__dict__`.
#pragma once

#include <tether/pyclass/fields.hpp>
#include <tether/pyclass/traverse.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// A class's own visit function.
template <auto F> struct Visit {
    template <class T> static consteval MemberRecord record(const char* /*doc*/) {
        static_assert(std::is_invocable_v<decltype(F), T&, Visitor&>,
                      "tether: visit: the function takes the instance and the visitor: void(T&, Visitor&).");
        return {MemberKind::hidden, 0, "", "", nullptr, {}};
    }

    template <class T> static void visit(T& value, Visitor& visitor) {
        if constexpr (std::is_invocable_v<decltype(F), T&, Visitor&>) F(value, visitor);
    }
};

template <class Item> inline constexpr bool is_visit = false;
template <auto F> inline constexpr bool is_visit<Visit<F>> = true;

/// The data member that an item declares; of any other item, one without Python objects.
template <class T, class Item> struct DeclaredMember {
    using value_type = int;
};
template <class T, class Item>
    requires FieldOf<T, Item>::is_field
struct DeclaredMember<T, Item> : FieldOf<T, Item> {};
template <class T, fixed_string Name, auto Member>
    requires DataMember<decltype(Member)>::is_known
struct DeclaredMember<T, Set<Name, Member>> : KnownField<T, Name, Member, false> {};

template <class T, class Item>
inline constexpr bool is_holding = holds_python<typename DeclaredMember<T, Item>::value_type>;

/// Visits the type, which an instance of a heap type keeps alive, and the dictionary.
inline int traverse_object(PyObject* self, visitproc visit, void* arg, std::size_t dict_at) noexcept {
    Py_VISIT(Py_TYPE(self));
    if (dict_at != 0) Py_VISIT(*reinterpret_cast<PyObject**>(reinterpret_cast<char*>(self) + dict_at));
    return 0;
}

/// The base of the class itself, for an instance of it or of a subclass.
inline PyTypeObject* base_of_class(PyObject* self, const ClassInfo& info) noexcept {
    PyTypeObject* type = Py_TYPE(self);
    while (ffi::class_token(type) != info.token) type = ffi::base_type(type);
    return ffi::base_type(type);
}

/// The same as a base that traverses shows, and what it does not.
inline int traverse_base(PyObject* self, visitproc visit, void* arg, const ClassInfo& info,
                         std::size_t dict_at) noexcept {
    PyTypeObject* const base = base_of_class(self, info);
    traverseproc const traverse = ffi::type_traverse(base);
    if (traverse != nullptr)
        if (int const status = traverse(self, visit, arg)) return status;
    bool const shows_type = traverse != nullptr && PyType_HasFeature(base, Py_TPFLAGS_HEAPTYPE);
    if (!shows_type) Py_VISIT(Py_TYPE(self));
    if (dict_at != 0) Py_VISIT(*reinterpret_cast<PyObject**>(reinterpret_cast<char*>(self) + dict_at));
    return 0;
}

inline int clear_base(PyObject* self, const ClassInfo& info, std::size_t dict_at) noexcept {
    inquiry const clear = ffi::type_clear(base_of_class(self, info));
    if (clear != nullptr)
        if (int const status = clear(self)) return status;
    if (dict_at != 0) Py_CLEAR(*reinterpret_cast<PyObject**>(reinterpret_cast<char*>(self) + dict_at));
    return 0;
}

/// tp_traverse and tp_clear of a class.
template <class T, class... Items> struct Collection {
    static constexpr bool has_visit = (is_visit<Items> || ...);
    static constexpr bool holds = has_visit || (is_holding<T, Items> || ...);
    static constexpr bool adds_held = Layout<T>::has_held && !has_class_base<T>;
    static constexpr bool is_tracked = holds || Layout<T>::adds_dict || adds_held;

    static std::size_t own_dict_at(PyObject* self) noexcept {
        if constexpr (!Layout<T>::adds_dict) return 0;
        return static_cast<std::size_t>(Layout<T>::part(self, Layout<T>::dict_at) -
                                        reinterpret_cast<char*>(self));
    }

    template <class Item> static void visit_item(T& value, Visitor& visitor) {
        if constexpr (is_visit<Item>) {
            Item::visit(value, visitor);
        } else if constexpr (!has_visit && is_holding<T, Item>) {
            visitor(value.*DeclaredMember<T, Item>::member);
        }
    }

    static void visit(T& value, Visitor& visitor) { (visit_item<Items>(value, visitor), ...); }

    /// The same of a value that a KeptValue has, and of the bases in it.
    static void show(void* value, Visitor& visitor) {
        T& shown = *static_cast<T*>(value);
        visit(shown, visitor);
        if constexpr (has_class_base<T>) {
            base_of<T>& base = shown;
            if (auto* const show_base = class_info<base_of<T>>.show.load()) show_base(&base, visitor);
        }
    }

    /// Whether the value may be looked at now: it is made, and nobody changes it.
    static bool is_visible(PyObject* self) noexcept {
        if constexpr (Layout<T>::has_held) {
            // What others refer to or share is theirs to show, lest it be counted twice.
            if (Layout<T>::held(self).is_reference() || Layout<T>::value(self) == nullptr) return false;
            if constexpr (Layout<T>::place == Place::shared && has_shared_storage<T>)
                if (!SharedStorage<T>::is_sole_owner(self)) return false;
        }
        if constexpr (Layout<T>::has_state)
            if (Layout<T>::state(self).value() < 0) return false;
        return is_at_home<T>(self);
    }

    static int traverse(PyObject* self, visitproc visitor, void* arg) noexcept {
        int const status = traverse_base(self, visitor, arg, class_info<T>, own_dict_at(self));
        if (status != 0) return status;
        if constexpr (adds_held)
            if (PyObject* const kept = Layout<T>::held(self).kept)
                if (int const stop = visitor(kept, arg)) return stop;
        if constexpr (holds && !is_on_view<T>) {
            if (!is_visible(self)) return 0;
            Visitor own(visitor, arg);
            try {
                [[maybe_unused]] const std::conditional_t<has_visit, NoAttach, int> no_attach{};
                visit(*Layout<T>::value(self), own);
            } catch (...) {
                return -1;
            }
            return own.status();
        }
        return 0;
    }

    static int clear(PyObject* self) noexcept {
        if constexpr (holds && !is_on_view<T>) {
            if (is_visible(self)) {
                Visitor own;
                // What goes may call Python, which must not find the value half empty.
                if constexpr (Layout<T>::has_state)
                    if (!Layout<T>::state(self).exclude())
                        return clear_base(self, class_info<T>, own_dict_at(self));
                bool failed = false;
                try {
                    visit(*Layout<T>::value(self), own);
                } catch (...) {
                    failed = true;
                }
                if constexpr (Layout<T>::has_state) Layout<T>::state(self).include();
                if (failed) return -1;
            }
        }
        return clear_base(self, class_info<T>, own_dict_at(self));
    }
};

} // namespace detail

/// Shows the garbage collector what an instance holds, and takes it away where a cycle is broken: for members
/// that the class does not declare. It stands for the whole class, so it names declared ones as well:
///
///     visit<[](Node& node, Visitor& visitor) { visitor(node.parent), visitor(node.children); }>()
template <auto Function> consteval detail::Documented<detail::Visit<Function>> visit() { return {""}; }

} // namespace tether::inline TETHER_ABI
