// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// How a method gets its instance: by what its first parameter says, borrowed after the arguments were
// converted.
#pragma once

#include <tether/function/function.hpp>
#include <tether/pyclass/object.hpp>
#include <tether/types/type.hpp>

namespace tether::inline TETHER_ABI::detail {

/// A first parameter that takes no instance of the class.
template <class T, class P> struct Receiver {
    static constexpr bool is_known = false;
};

/// A reference to the value, or to a base of it: const shares, any other excludes.
template <class T, class C>
    requires std::derived_from<T, std::remove_const_t<C>>
struct Receiver<T, C&> : Hold<T, !std::is_const_v<C>> {
    static constexpr bool is_known = true;

    C& get() const noexcept { return *Hold<T, !std::is_const_v<C>>::get(); }
};

/// A pointer to the same.
template <class T, class C>
    requires std::derived_from<T, std::remove_const_t<C>>
struct Receiver<T, C*> : Receiver<T, C&> {
    C* get() const noexcept { return &Receiver<T, C&>::get(); }
};

/// A copy.
template <class T> struct Receiver<T, T> : Receiver<T, const T&> {};

/// The object itself, not borrowed.
template <class T, class Object> class ObjectReceiver {
  public:
    static constexpr bool is_known = true;

    ErrState* take(PyObject* self, const char* /*user*/) noexcept {
        self_ = self;
        return nullptr;
    }
    Borrowed<Object> get() const noexcept {
        return Borrowed<Object>::from_ptr(Python::assume_attached(), self_);
    }

  private:
    PyObject* self_ = nullptr;
};

template <class T> struct Receiver<T, const object<T>&> : ObjectReceiver<T, T> {};
template <class T> struct Receiver<T, Borrowed<T>> : ObjectReceiver<T, T> {};
template <class T> struct Receiver<T, const PyAny&> : ObjectReceiver<T, PyAny> {};
template <class T> struct Receiver<T, Bound<T>> : ObjectReceiver<T, T> {
    Bound<T> get() const noexcept { return ObjectReceiver<T, T>::get().to_owned(); }
};
template <class T> struct Receiver<T, const Bound<T>&> : Receiver<T, Bound<T>> {};
template <class T> struct Receiver<T, Py<T>> : ObjectReceiver<T, T> {
    Py<T> get() const noexcept { return ObjectReceiver<T, T>::get().unbind(); }
};

/// The same, borrowed under the function's own control.
template <class T> struct Receiver<T, PyRef<T>> : ObjectReceiver<T, T> {
    PyRef<T> get() const { return ObjectReceiver<T, T>::get().borrow(); }
};
template <class T> struct Receiver<T, PyRefMut<T>> : ObjectReceiver<T, T> {
    PyRefMut<T> get() const { return ObjectReceiver<T, T>::get().borrow_mut(); }
};

/// A method's receiver and its other parameters, read from a member function pointer or from a callable whose
/// first parameter is the receiver.
template <class T, class F> struct MethodPrototype {
    static constexpr bool is_known = false;
};

template <class Self, class R, class... A> struct KnownMethod {
    static constexpr bool is_known = true;
    using self = Self;
    using prototype = Prototype<R, A...>;
};

template <class T, class C, class R, class... A>
struct MethodPrototype<T, R (C::*)(A...)> : KnownMethod<T&, R, A...> {};
template <class T, class C, class R, class... A>
struct MethodPrototype<T, R (C::*)(A...) noexcept> : KnownMethod<T&, R, A...> {};
template <class T, class C, class R, class... A>
struct MethodPrototype<T, R (C::*)(A...)&> : KnownMethod<T&, R, A...> {};
template <class T, class C, class R, class... A>
struct MethodPrototype<T, R (C::*)(A...) & noexcept> : KnownMethod<T&, R, A...> {};
template <class T, class C, class R, class... A>
struct MethodPrototype<T, R (C::*)(A...) const> : KnownMethod<const T&, R, A...> {};
template <class T, class C, class R, class... A>
struct MethodPrototype<T, R (C::*)(A...) const noexcept> : KnownMethod<const T&, R, A...> {};
template <class T, class C, class R, class... A>
struct MethodPrototype<T, R (C::*)(A...) const&> : KnownMethod<const T&, R, A...> {};
template <class T, class C, class R, class... A>
struct MethodPrototype<T, R (C::*)(A...) const & noexcept> : KnownMethod<const T&, R, A...> {};

template <class T, class P> struct MethodOfPrototype {
    static constexpr bool is_known = false;
};
template <class T, class R, class First, class... A>
struct MethodOfPrototype<T, Prototype<R, First, A...>> : KnownMethod<First, R, A...> {
    static constexpr bool is_known = Receiver<T, First>::is_known;
};

template <class T, class F>
    requires PrototypeOf<F>::is_known
struct MethodPrototype<T, F> : MethodOfPrototype<T, typename PrototypeOf<F>::type> {};

/// Says, once and in words, why something is no method of a class.
template <class T, class F> consteval bool check_method() {
    constexpr bool is_member = std::is_member_function_pointer_v<F>;
    constexpr bool is_known = MethodPrototype<T, F>::is_known;
    if constexpr (is_member)
        static_assert(is_known,
                      "tether: a member function for rvalues (&&) or with volatile or ... in its type cannot "
                      "be a method. Wrap it in a lambda whose first parameter is T& or const T&.");
    else if constexpr (check_callable<F>())
        static_assert(is_known,
                      "tether: the first parameter of a method is its instance: T&, const T&, T, PyRef<T>, "
                      "PyRefMut<T>, const object<T>&, Bound<T> or Py<T>. For a function without one write "
                      "static_method or class_method.");
    return is_known;
}

/// The class of a member function, const where the object is.
template <class C, class F, class Object>
std::conditional_t<std::is_const_v<Object>, const C, C>& as_class_of(F C::* /*member*/,
                                                                     Object& object) noexcept {
    return object;
}

/// Whether a member function is of the class itself, not of a base.
template <class T, class F> inline constexpr bool is_own_member = false;
template <class T, class F> inline constexpr bool is_own_member<T, F T::*> = true;

/// What a method's trampoline calls.
template <class T, auto F, class Self, class P> struct MethodTarget;

template <class T, auto F, class Self, class R, class... A>
struct MethodTarget<T, F, Self, Prototype<R, A...>> {
    using owner = MethodOf<T>;

    /// The common form needs no more than the borrow: less is instantiated for it.
    static constexpr bool is_own = is_own_member<T, decltype(F)>;
    using receiver = std::conditional_t<is_own, Hold<T, !std::is_const_v<std::remove_reference_t<Self>>>,
                                        Receiver<T, Self>>;

    receiver& self;

    static MethodTarget callee(receiver& self) noexcept { return {self}; }

    R operator()(A... args) const {
        if constexpr (is_own)
            return (self.get()->*F)(static_cast<A&&>(args)...);
        else if constexpr (requires { (self.get().*F)(static_cast<A&&>(args)...); })
            // The conversion to the base apart: in one expression g++ takes it for an aliased pointer.
            return (as_class_of(F, self.get()).*F)(static_cast<A&&>(args)...);
        else
            return F(self.get(), static_cast<A&&>(args)...);
    }
};

/// A static method's target.
template <class T, auto F> struct StaticMethodTarget : StaticTarget<F> {
    using owner = MethodOf<T>;
};

/// A class method's target: its first parameter is the class that it was called on.
template <class T, auto F, class P> struct ClassMethodTarget {
    static constexpr bool is_known = false;
};

template <class T, auto F, class R, class First, class... A>
    requires std::is_same_v<std::remove_cvref_t<First>, PyType> ||
             std::is_same_v<std::remove_cvref_t<First>, Borrowed<PyType>> ||
             std::is_same_v<std::remove_cvref_t<First>, Bound<PyType>>
struct ClassMethodTarget<T, F, Prototype<R, First, A...>> {
    static constexpr bool is_known = true;
    using owner = MethodOf<T>;
    using prototype = Prototype<R, A...>;

    PyObject* type;

    static ClassMethodTarget callee(PyObject* type) noexcept { return {type}; }

    R operator()(A... args) const {
        return F(Borrowed<PyType>::from_ptr(Python::assume_attached(), type), static_cast<A&&>(args)...);
    }
};

} // namespace tether::inline TETHER_ABI::detail
