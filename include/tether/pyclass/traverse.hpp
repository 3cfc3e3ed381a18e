// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What Python's garbage collector is shown of a C++ value, and what is taken from it to break a cycle.
#pragma once

#include <tether/object/py.hpp>

#include <array>
#include <optional>
#include <utility>

namespace tether::inline TETHER_ABI {

class Visitor;

/// How a type that holds Python objects shows them to the garbage collector. Smart pointers, optionals,
/// pairs, tuples, owning pointers and containers of them are known; specialise it for a type of your own:
///
///     template <> struct tether::Traverse<Callbacks> {
///         static void visit(Callbacks& callbacks, Visitor& visitor) { visitor(callbacks.done); }
///     };
template <class T> struct Traverse;

namespace detail {

template <class T>
concept Traversed = requires(T& value, Visitor& visitor) { Traverse<T>::visit(value, visitor); };

/// Whether a member may hold Python objects. A type must be complete where it is asked.
template <class T> inline constexpr bool holds_python = Traversed<std::remove_const_t<T>>;

} // namespace detail

/// What a class's `visit` function gets: shows each member that it is called with to the collector or, where
/// a cycle is broken, takes the objects out of it. Python must not be called meanwhile.
class Visitor {
  public:
    /// The next member. One without Python objects may be passed too.
    template <class T> void operator()(T& member) {
        using Value = std::remove_const_t<T>;
        if constexpr (detail::Traversed<Value>) {
            // Const is what the class promises to Python; the collector comes when there is nobody left.
            if (status_ == 0) Traverse<Value>::visit(const_cast<Value&>(member), *this);
        }
    }

    /// The next reference, null or not: for a Traverse of your own. Says whether it is to be taken away.
    bool visit(PyObject* object) {
        if (visit_ == nullptr) return true;
        if (object != nullptr && status_ == 0) status_ = visit_(object, arg_);
        return false;
    }

    /// Whether objects are taken away, not shown.
    bool is_clearing() const noexcept { return visit_ == nullptr; }

    /// What the collector said last: other than 0, it wants no more.
    int status() const noexcept { return status_; }

    /// Shows to the collector.
    Visitor(visitproc function, void* arg) noexcept : visit_(function), arg_(arg) {}
    /// Takes away.
    Visitor() noexcept = default;

    Visitor(const Visitor&) = delete;
    Visitor& operator=(const Visitor&) = delete;

  private:
    visitproc visit_ = nullptr;
    void* arg_ = nullptr;
    int status_ = 0;
};

template <class T> struct Traverse<Py<T>> {
    static void visit(Py<T>& pointer, Visitor& visitor) {
        if (visitor.visit(pointer.as_ptr())) Py<T> const taken = std::move(pointer);
    }
};

template <class T> struct Traverse<Bound<T>> {
    static void visit(Bound<T>& pointer, Visitor& visitor) {
        if (visitor.visit(pointer.as_ptr())) Bound<T> const taken = std::move(pointer);
    }
};

template <class T>
    requires detail::holds_python<T>
struct Traverse<std::optional<T>> {
    static void visit(std::optional<T>& value, Visitor& visitor) {
        if (visitor.is_clearing())
            std::optional<T> const taken = std::exchange(value, std::nullopt);
        else if (value)
            visitor(*value);
    }
};

template <class A, class B>
    requires(detail::holds_python<A> || detail::holds_python<B>)
struct Traverse<std::pair<A, B>> {
    static void visit(std::pair<A, B>& value, Visitor& visitor) {
        visitor(value.first);
        visitor(value.second);
    }
};

template <class... T>
    requires(detail::holds_python<T> || ...)
struct Traverse<std::tuple<T...>> {
    static void visit(std::tuple<T...>& value, Visitor& visitor) {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (visitor(std::get<I>(value)), ...);
        }(std::index_sequence_for<T...>());
    }
};

template <class T, std::size_t N>
    requires detail::holds_python<T>
struct Traverse<std::array<T, N>> {
    static void visit(std::array<T, N>& values, Visitor& visitor) {
        for (T& value : values) visitor(value);
    }
};

/// Containers whose clear() leaves them empty.
template <class C>
    requires requires(C& container) {
        typename C::value_type;
        container.begin();
        container.end();
        container.clear();
        requires detail::holds_python<typename C::value_type>;
    }
struct Traverse<C> {
    static void visit(C& container, Visitor& visitor) {
        if (visitor.is_clearing()) {
            C const taken = std::exchange(container, C());
        } else {
            for (auto& value : container) visitor(value);
        }
    }
};

/// Pointers that own alone, such as std::unique_ptr.
template <class P>
    requires requires(P& pointer) {
        typename P::element_type;
        typename P::deleter_type;
        *pointer;
        requires detail::holds_python<typename P::element_type>;
    }
struct Traverse<P> {
    static void visit(P& pointer, Visitor& visitor) {
        if (pointer) visitor(*pointer);
    }
};

} // namespace tether::inline TETHER_ABI
