// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyRef and PyRefMut: the value of an instance, borrowed from Python for a scope.
#pragma once

#include <tether/object/py.hpp>
#include <tether/pyclass/layout.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// A borrow of an instance that somebody else keeps alive. By the class's policy it counts, locks or does
/// nothing.
template <class T, bool Exclusive> class Hold {
    static constexpr Policy policy = policy_of<T>;
    static_assert(
        !Exclusive || policy != Policy::frozen,
        "tether: a frozen class is never changed: take const T&, a const member function, or leave out "
        ".frozen.");

  public:
    Hold() noexcept = default;

    Hold(Hold&& other) noexcept : object_(std::exchange(other.object_, nullptr)), lock_(other.lock_) {}

    Hold& operator=(Hold&&) = delete;

    TETHER_INLINE ~Hold() {
        if constexpr (policy == Policy::checked || policy == Policy::locked) {
            if (object_ == nullptr) return;
            if constexpr (policy == Policy::locked) {
                lock_.unlock();
            } else {
                BorrowState& state = Layout<T>::state(object_);
#if TETHER_CHECKED
                state.user.store_relaxed(nullptr); // who borrowed before may do so still
#endif
                if constexpr (Exclusive)
                    state.include();
                else
                    state.unshare();
            }
        }
    }

    /// Borrows an instance of T for `user`, a function's name or null. Null, or the error.
    TETHER_INLINE ErrState* take(PyObject* object, [[maybe_unused]] const char* user) noexcept {
        if (object == nullptr) Py_UNREACHABLE(); // so the compiler knows what is held without asking
        if constexpr (ffi::mixes_layouts)
            if (!is_instance<T>(object)) return new_cast_error(object, pyclass<T>.name);
        if constexpr (Unsendable<T>)
            if (!is_at_home<T>(object)) [[unlikely]]
                return thread_error(class_info<T>);
        if constexpr (policy == Policy::checked) {
            BorrowState& state = Layout<T>::state(object);
            if constexpr (Exclusive) {
                if (!state.exclude()) [[unlikely]]
                    return borrow_error(object, state, true, user);
            } else if (!state.share()) [[unlikely]] {
                return share_error(object, reinterpret_cast<char*>(&state) - reinterpret_cast<char*>(object),
                                   user);
            }
#if TETHER_CHECKED
            state.user.store_relaxed(user);
#endif
        } else {
            if constexpr (policy == Policy::locked) lock_.lock(borrowed_object<T>(object));
            if constexpr (Layout<T>::has_state) {
                BorrowState& state = Layout<T>::state(object);
                if (state.value() < 0) [[unlikely]] {
                    if constexpr (policy == Policy::locked) lock_.unlock();
                    return borrow_error(object, state, Exclusive, user);
                }
            }
        }
        object_ = object;
        if constexpr (Layout<T>::has_held) {
            if (Layout<T>::value(object) == nullptr) [[unlikely]] {
                release();
                return missing_value_error(object, class_info<T>, Layout<T>::held(object));
            }
        }
        return nullptr;
    }

    T* get() const noexcept { return Layout<T>::value(object_); }

    /// Ends the borrow before the scope does.
    void release() noexcept { const Hold ended(std::move(*this)); }

    /// Leaves the borrow to a later end_kept(). A lock cannot be left.
    void keep() noexcept
        requires(policy != Policy::locked)
    {
        object_ = nullptr;
    }

    static void end_kept(PyObject* object) noexcept {
        Hold kept;
        kept.object_ = object;
    }

  private:
    PyObject* object_ = nullptr;
    [[no_unique_address]] std::conditional_t<policy == Policy::locked, ffi::ObjectLock, std::type_identity<T>>
        lock_{};
};

/// Says of a class that none was declared.
template <class T> consteval auto check_declared() {
    static_assert(
        PyClass<T>,
        "tether: PyRef<T>, PyRefMut<T>, object<T>: T is not declared as a class. Write `template <> "
        "inline constexpr auto tether::pyclass<T> = tether::Class<>{.name = \"T\"};` before its "
        "first use.");
    return static_cast<PyAny*>(nullptr);
}

/// The view of the instances of a class that is not declared.
template <class T> using view_of_undeclared = std::remove_pointer_t<decltype(check_declared<T>())>;

/// What PyRef and PyRefMut have in common: the object, kept alive, and the borrow.
template <class T, bool Exclusive> class Guard {
  protected:
    using Value = std::conditional_t<Exclusive, T, const T>;

  public:
    Guard(Guard&&) noexcept = default;

    Value& operator*() const noexcept TETHER_LIFETIMEBOUND { return *hold_.get(); }
    Value* operator->() const noexcept TETHER_LIFETIMEBOUND { return hold_.get(); }

    /// The object that is borrowed.
    const Bound<T>& object() const noexcept TETHER_LIFETIMEBOUND { return object_; }

  protected:
    explicit Guard(Bound<T> object) noexcept : object_(std::move(object)) {}

    static PyResult<void> take(Guard& guard) noexcept {
        if (ErrState* const error = guard.hold_.take(guard.object_.as_ptr(), nullptr))
            return PyErr::from_state(error);
        return ok();
    }

  private:
    Bound<T> object_;
    Hold<T, Exclusive> hold_;
};

template <class T, bool Exclusive>
    requires(!PyClass<T>)
class Guard<T, Exclusive> {
    using Value = std::conditional_t<Exclusive, T, const T>;

  public:
    Value& operator*() const noexcept { Py_UNREACHABLE(); }
    Value* operator->() const noexcept { Py_UNREACHABLE(); }
    view_of_undeclared<T>& object() const noexcept { Py_UNREACHABLE(); }
};

/// The part of a value that a pointer to data member or a callable names.
template <class T, class F> auto& part_of(T& value, F part) {
    if constexpr (std::is_member_object_pointer_v<F>)
        return value.*part;
    else
        return part(value);
}

/// A part of a borrowed value, with the borrow: what PyRef::map() gives.
template <class U, class Whole> class Projection {
  public:
    Projection(Whole whole, U& part) noexcept : whole_(std::move(whole)), part_(&part) {}

    U& operator*() const noexcept TETHER_LIFETIMEBOUND { return *part_; }
    U* operator->() const noexcept TETHER_LIFETIMEBOUND { return part_; }

  private:
    Whole whole_;
    U* part_;
};

} // namespace detail

/// The value of an instance, and a borrow that keeps others from changing it; the object stays alive. A
/// member of object<T>, borrow(), makes it, or a parameter of the type. Needs the token.
template <class T> class PyRef : public detail::Guard<T, false> {
  public:
    /// Borrows. RuntimeError where the value is being changed.
    static PyResult<PyRef> borrow(Bound<T> object) noexcept {
        PyRef result(std::move(object));
        TETHER_TRY(PyRef::take(result));
        return result;
    }

    /// A part of the value, which keeps the borrow: `std::move(line).map(&Line::start)`.
    template <class F> auto map(F part) && {
        auto& chosen = detail::part_of(**this, part);
        return detail::Projection<std::remove_reference_t<decltype(chosen)>, PyRef>(std::move(*this), chosen);
    }

  private:
    using detail::Guard<T, false>::Guard;
};

/// The value of an instance, and a borrow that keeps all others from it; the object stays alive. Needs the
/// token.
template <class T> class PyRefMut : public detail::Guard<T, true> {
  public:
    /// Borrows. RuntimeError where anybody else uses the value.
    static PyResult<PyRefMut> borrow(Bound<T> object) noexcept {
        PyRefMut result(std::move(object));
        TETHER_TRY(PyRefMut::take(result));
        return result;
    }

    /// A part of the value, which keeps the borrow: `std::move(line).map(&Line::start)`.
    template <class F> auto map(F part) && {
        auto& chosen = detail::part_of(**this, part);
        return detail::Projection<std::remove_reference_t<decltype(chosen)>, PyRefMut>(std::move(*this),
                                                                                       chosen);
    }

  private:
    using detail::Guard<T, true>::Guard;
};

} // namespace tether::inline TETHER_ABI
