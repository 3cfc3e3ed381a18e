// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions of std::unique_ptr and std::shared_ptr to declared classes, and Holder::shared.
//
// They hand the C++ object itself over, and no copy: a class says by its `.holder` which of them it can do.
#pragma once

#include <tether/pyclass.hpp>

#include <memory>

namespace tether::inline TETHER_ABI {
namespace detail {

/// What owns the value of an instance: itself, or another that it keeps alive, since C++ handed the value
/// over when the instance referred to it already. Borrowed; null where nothing of Python's does.
template <class T> PyObject* owner_of_value(PyObject* object, const void* value) noexcept {
    const Held& held = Layout<T>::held(object);
    if (!held.is_reference()) return object;
    const ffi::CriticalSection section(object);
    if (held.kept == nullptr || !PyList_CheckExact(held.kept)) return nullptr;
    for (Py_ssize_t i = 1; i < ffi::list_size(held.kept); ++i) {
        PyObject* const kept = ffi::list_item(held.kept, i);
        if (is_instance<T>(kept) && Layout<T>::held(kept).value == value &&
            !Layout<T>::held(kept).is_reference())
            return kept;
    }
    return nullptr;
}

/// The values of a class of Holder::shared. The std::shared_ptr is behind the Held.
template <class T> struct SharedStorage {
    using Pointer = std::shared_ptr<void>;
    static_assert(sizeof(Pointer) == 2 * sizeof(void*) && alignof(Pointer) == alignof(void*));

    static void* place(PyObject* object) noexcept {
        return Layout<T>::part(object, Layout<T>::held_at + sizeof(Held));
    }

    /// What owns the value of an instance that is no reference.
    static Pointer& owner(PyObject* object) noexcept {
        return *std::launder(static_cast<Pointer*>(place(object)));
    }

    template <class Make> static void put(PyObject* object, Make&& make) {
        take(object, std::shared_ptr<T>(new T(make())));
    }

    /// Gives an instance without a value one that is owned already.
    template <class P> static void take(PyObject* object, P&& pointer) {
        std::shared_ptr<T> shared(static_cast<P&&>(pointer));
        T* const value = shared.get();
        ::new (place(object)) Pointer(std::move(shared));
        hold_own(object, value);
    }

    static void end(PyObject* object) noexcept {
        const Held& held = Layout<T>::held(object);
        if (held.made != nullptr && !held.is_reference()) owner(object).~Pointer();
    }

    /// Whether nobody but an instance, which has a value of its own, shares that, and no member of it runs,
    /// which might share it.
    static bool is_sole_owner(PyObject* object) noexcept {
        return owner(object).use_count() == 1 && Layout<T>::own_state(object).value() == 0;
    }

    /// Whether an instance owns its value, itself or by what it keeps alive.
    static bool owns(PyObject* object, const void* value) noexcept {
        return owner_of_value<T>(object, value) != nullptr;
    }

    /// An instance that shares a value: a new reference, or null with an error set.
    static PyObject* share(std::shared_ptr<T> pointer) noexcept {
        FoundClass const found = find_class(pointer.get());
        if (PyObject* const known = find_identical<T>(found)) {
            if (owns(known, found.value)) return known;
            Py_DECREF(known);
        }
        PyObject* const object = new_held(found, Layout<T>::state_at, Layout<T>::held_at, {});
        if (object == nullptr) return nullptr;
        ::new (place(object)) Pointer(std::move(pointer));
        return remember_value<T>(object, found);
    }

    /// The same of a value that nobody else owns.
    static PyObject* own(T* value) { return share(std::shared_ptr<T>(value)); }
};

/// Gives the objects of classes with a holder.
template <class T> consteval bool check_owned() {
    constexpr bool is_possible = place_of<T> == Place::unique || place_of<T> == Place::shared;
    static_assert(is_possible,
                  "tether: an object that a std::unique_ptr owns stays where it is: add .holder = "
                  "Holder::unique to the class, or Holder::shared. Or return the value.");
    return is_possible;
}

template <class T> consteval bool check_shared() {
    constexpr bool is_possible = place_of<T> == Place::shared;
    static_assert(
        is_possible,
        "tether: a std::shared_ptr to a declared class needs .holder = Holder::shared in its pyclass.");
    return is_possible;
}

TETHER_COLD TETHER_NOT_NULL inline ErrState* not_owner_error(PyObject* object) noexcept {
    char text[200];
    std::snprintf(text, sizeof text,
                  "this %.80s object is a part of another, and cannot be taken out of it: take a copy",
                  ffi::TypeText(Py_TYPE(object)).bare());
    return new_message(&PyRuntimeError::type_object, text, PyRuntimeError::type_name);
}

/// A parameter that cannot be.
template <PyClass T> class Argument<std::unique_ptr<T>> {
  public:
    ErrState* load(PyObject* /*object*/) noexcept {
        static_assert(place_of<T> == Place::unique,
                      "tether: a std::unique_ptr takes the object out of its instance: add .holder = "
                      "Holder::unique to the class.");
        return nullptr;
    }
    std::unique_ptr<T> get() noexcept { return nullptr; }
};

/// The object itself, taken out of its instance when the call begins. None is a null pointer.
template <PyClass T>
    requires(place_of<T> == Place::unique)
class Argument<std::unique_ptr<T>> {
    static_assert(!std::is_polymorphic_v<T> || std::has_virtual_destructor_v<T> || std::is_final_v<T>,
                  "tether: an object of a polymorphic class is deleted through its base: give the class a "
                  "virtual destructor.");

  public:
    Argument() noexcept = default;
    Argument(const Argument&) = delete;
    Argument& operator=(const Argument&) = delete;

    ~Argument() {
        if (object_ != nullptr) Layout<T>::state(object_).include();
    }

    ErrState* load(PyObject* object) noexcept {
        if (object == Py_None) return nullptr;
        if (!is_instance<T>(object)) return new_cast_error(object, pyclass<T>.name);
        Held& held = Layout<T>::held(object);
        if (owner_of_value<T>(object, held.value) == nullptr) return not_owner_error(object);
        BorrowState& state = Layout<T>::state(object);
        if (!state.exclude()) return borrow_error(object, state, true, nullptr);
        if (Layout<T>::value(object) == nullptr) {
            state.include();
            return missing_value_error(object, class_info<T>, held);
        }
        object_ = object;
        return nullptr;
    }

    ErrState* load_default(const Default& /*value*/, const char* /*text*/) noexcept { return nullptr; }

    std::unique_ptr<T> get() noexcept {
        if (object_ == nullptr) return nullptr;
        PyObject* const object = std::exchange(object_, nullptr);
        Held& held = Layout<T>::held(object);
        std::unique_ptr<T> value(Layout<T>::value(object));
        if constexpr (has_identity<T>) identities<root_of<T>>.remove(held.value, object);
        PyObject* const owner = owner_of_value<T>(object, held.value);
        empty(object);
        if (owner != object) {
            empty(owner);
            // It refers to nothing any more, and what it borrowed is free again.
            BorrowState& state = Layout<T>::state(object);
            held.state = &Layout<T>::own_state(object);
            if (&state != held.state) state.include();
        }
        return value;
    }

  private:
    static void empty(PyObject* object) noexcept {
        Layout<T>::held(object).value = nullptr;
        Layout<T>::own_state(object).set(BorrowState::taken);
    }

    PyObject* object_ = nullptr;
};

template <PyClass T> class Argument<std::unique_ptr<T>&&> : public Argument<std::unique_ptr<T>> {};

template <PyClass T>
inline constexpr Accepts accepts_value<std::unique_ptr<T>> = Accepts{}.with({DefaultKind::none_});
template <PyClass T>
inline constexpr Accepts accepts_value<std::shared_ptr<T>> = Accepts{}.with({DefaultKind::none_});

} // namespace detail

/// The object itself, which the new instance owns. A null pointer is None.
template <PyClass T, class Deleter> struct IntoPyObject<std::unique_ptr<T, Deleter>> {
    static constexpr const char* python_type = pyclass<T>.name;

    static PyObject* cast(std::unique_ptr<T, Deleter>&& pointer) {
        if constexpr (detail::check_owned<T>()) {
            if (pointer == nullptr) return ffi::new_ref(Py_None);
            if constexpr (detail::place_of<T> == detail::Place::shared) {
                return detail::SharedStorage<T>::share(std::move(pointer));
            } else {
                static_assert(std::is_same_v<Deleter, std::default_delete<T>>,
                              "tether: a std::unique_ptr with a deleter of its own needs Holder::shared.");
                PyObject* const object = detail::own(pointer.get());
                if (object != nullptr) (void)pointer.release();
                return object;
            }
        } else {
            return nullptr;
        }
    }
};

/// The object itself, with one count for both languages. A null pointer is None.
template <PyClass T> struct IntoPyObject<std::shared_ptr<T>> {
    static constexpr const char* python_type = pyclass<T>.name;

    static PyObject* cast(std::shared_ptr<T> pointer) noexcept {
        if constexpr (detail::check_shared<T>()) {
            if (pointer == nullptr) return ffi::new_ref(Py_None);
            return detail::SharedStorage<T>::share(std::move(pointer));
        } else {
            return nullptr;
        }
    }
};

/// A share of the object, not borrowed: what C++ does with it meanwhile is C++'s affair. None is a null
/// pointer. Of an instance that is a part of another, the share keeps that alive.
template <PyClass T> struct FromPyObject<std::shared_ptr<T>> {
    static constexpr const char* python_type = pyclass<T>.name;

    static detail::ErrState* load(PyObject* object, std::shared_ptr<T>& out) {
        if constexpr (detail::check_shared<T>()) {
            using Layout = detail::Layout<T>;
            if (object == Py_None) return out.reset(), nullptr;
            if (!detail::is_instance<T>(object)) return detail::new_cast_error(object, pyclass<T>.name);
            T* const value = Layout::value(object);
            if (value == nullptr)
                return detail::missing_value_error(object, detail::class_info<T>, Layout::held(object));
            if (Layout::held(object).is_reference())
                out = std::shared_ptr<T>(
                    std::make_shared<Py<PyAny>>(
                        Borrowed<PyAny>::from_ptr(Python::assume_attached(), object).unbind()),
                    value);
            else
                out = std::shared_ptr<T>(detail::SharedStorage<T>::owner(object), value);
        }
        return nullptr;
    }
};

} // namespace tether::inline TETHER_ABI
